"""What other programs' words mean on this board, from ``presets/words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from dreamboard.domain.text import fold
from dreamboard.domain.values import (
    Channel,
    Direction,
    Intent,
    LossReason,
    Outcome,
    PursuitKind,
    QuoteOutcome,
    Role,
    StageKind,
)
from dreamboard.exchange.folding import squash

PRESETS = Path(__file__).parent / "presets"


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((PRESETS / "words.toml").read_text(encoding="utf-8"))


@cache
def _exact(section: str) -> dict[str, str]:
    """Squashed word -> meaning."""
    table = _words()[section]
    return {squash(word): meaning for meaning, words in table.get("exact", table).items() for word in words}


@cache
def _holds(section: str) -> tuple[tuple[str, str], ...]:
    """(folded piece, meaning), in the order they are tried."""
    table = _words()[section].get("holds", {})
    return tuple((fold(word), meaning) for meaning, words in table.items() for word in words)


@cache
def _meaning(section: str, folded: str) -> str:
    squashed = squash(folded)
    exact = _exact(section).get(squashed)
    if exact is not None:
        return exact
    spaced = " ".join(folded.replace("_", " ").replace("-", " ").split())
    return next((meaning for piece, meaning in _holds(section) if piece in spaced), "")


def meaning(section: str, text: str) -> str:
    """What a cell means in a section of the table, empty when it says nothing known."""
    return _meaning(section, fold(text[:200])) if text else ""


def truth(text: str) -> bool | None:
    """Yes or no; ``None`` for anything else."""
    return _truth(text[:40])


@lru_cache(maxsize=1024)
def _truth(text: str) -> bool | None:
    answer = _exact("truth").get(squash(text))
    return None if answer is None else answer == "yes"


def stage_kind(text: str) -> StageKind | None:
    """The kind of column an open deal's stage belongs to."""
    found = meaning("stage", text)
    return StageKind(found) if found else None


def deal_status(text: str) -> str:
    """``won``, ``lost``, ``open`` or ``deleted``; empty when the word says none of them."""
    return meaning("status", text)


def loss_reason(text: str) -> LossReason | None:
    """The reason a deal was lost, where the words fit one."""
    found = meaning("loss", text)
    return LossReason(found) if found else None


def channel(text: str) -> Channel | None:
    """How a touch passed."""
    found = meaning("channel", text)
    return Channel(found) if found else None


def direction(text: str) -> Direction | None:
    """Who reached out."""
    found = meaning("direction", text)
    return Direction(found) if found else None


def outcome(text: str) -> Outcome | None:
    """What came of a touch."""
    found = meaning("outcome", text)
    return Outcome(found) if found else None


def intent(text: str) -> Intent | None:
    """Why a touch was made."""
    found = meaning("intent", text)
    return Intent(found) if found else None


def role(text: str) -> Role | None:
    """What a contact is to a decision."""
    found = meaning("role", text)
    return Role(found) if found else None


def quote_outcome(text: str) -> tuple[QuoteOutcome | None, bool]:
    """How a quote left the desk (``None``: it lies there), and whether the word was understood."""
    found = meaning("quote", text)
    return (QuoteOutcome(found) if found not in ("", "open") else None), bool(found)


def pursuit_kind(text: str) -> PursuitKind | None:
    """Dream client or lost deal."""
    found = meaning("kind", text)
    return PursuitKind(found) if found else None


def country_code(text: str) -> str:
    """ISO 3166-1 alpha-2 of a country's code or name; empty when unknown."""
    plain = text.strip()
    if len(plain) == 2 and plain.isascii() and plain.isalpha():
        return "GB" if plain.upper() == "UK" else plain.upper()
    return _exact("country").get(squash(plain), "")
