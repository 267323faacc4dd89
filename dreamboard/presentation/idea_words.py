"""What the library of ideas says: whom an idea answers, and what came of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl

from dreamboard.domain.idea_matches import Given, Match
from dreamboard.domain.model import Idea
from dreamboard.presentation import figures, wording

translate = QCoreApplication.translate


def answers(idea: Idea) -> str:
    """Its tags in a line: "Price, Timing; rail; Decision-maker"."""
    parts = (
        ", ".join(wording.word(reason) for reason in idea.loss_reasons),
        ", ".join(idea.industries),
        ", ".join(wording.word(role) for role in idea.roles),
    )
    return "; ".join(part for part in parts if part) or translate("ideas", "everybody")


def place_of(link: str) -> QUrl | None:
    """Where an idea is: a page of the web, or a file that exists. Anything else (a program's own scheme, a
    folder, another machine's share) is ``None``."""
    url = QUrl(link.strip())
    if url.scheme().lower() in ("http", "https"):
        return url if url.isValid() and url.host() else None
    path = Path(url.toLocalFile() if url.scheme().lower() == "file" else link.strip()).expanduser()
    return QUrl.fromLocalFile(str(path)) if path.is_absolute() and path.is_file() else None


def why(match: Match) -> str:
    """Why a card is among those who could use an idea: "lost on price, rail"."""
    parts = []
    if match.reason is not None:
        parts.append(translate("ideas", "lost {why}").format(why=wording.lost_on(match.reason)))
    if match.industry:
        parts.append(match.industry)
    if match.role is not None:
        parts.append(wording.word(match.role).lower())
    return ", ".join(parts)


def planned(match: Match, today: date) -> str:
    """What is planned there already, or from when on something may be."""
    if match.held_until is not None:
        day = figures.near_date(match.held_until, today)
        return translate("ideas", "not before {day}").format(day=day)
    if match.plan is None:
        return translate("ideas", "nothing planned")
    return translate("ideas", "planned {day}").format(day=figures.near_date(match.plan.on, today))


def came_of_it(given: Given) -> str:
    """What followed: "won 30 days later", "answered the same day", "no answer yet"."""
    if given.won_on is not None:
        return translate("ideas", "won {later}").format(later=_later(given.on, given.won_on))
    if given.answered_on is not None:
        return translate("ideas", "answered {later}").format(later=_later(given.on, given.answered_on))
    return translate("ideas", "no answer")


def _later(first: date, then: date) -> str:
    days = (then - first).days
    if days == 0:
        return translate("ideas", "the same day")
    return translate("ideas", "{days} later").format(days=wording.days(days))
