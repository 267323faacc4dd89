"""The verb ``move``: a card to another column, closing its round where that column says so."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from dreamboard.app.cli_board import amount_of, opened
from dreamboard.app.cli_find import card_of, contact_of, stage_of
from dreamboard.app.cli_print import Out, ended
from dreamboard.app.cli_write import new_contact
from dreamboard.app.workspace import Workspace
from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Account, Pursuit, Round, Stage
from dreamboard.domain.values import LossReason, StageKind
from dreamboard.domain.words import counted
from dreamboard.services.commands import LosePursuits, Loss, MoveCards, NewContact, Place, WinPursuits
from dreamboard.services.read_models import NamedPursuit, Naming

_OF_A_LOSS = ("reason", "rival", "introducer", "condition", "come_back")


@dataclass(frozen=True, slots=True)
class _Move:
    """What is to be done, as it was found on the board."""

    card: NamedPursuit
    pursuit: Pursuit
    to: Stage
    closes: StageKind | None  # NOT_NOW, WON, or nothing


def move(asked: argparse.Namespace, out: Out) -> int:
    """``move``: to the end of a column."""
    with opened(asked) as workspace:
        naming = workspace.queries.naming()
        going = _found(asked, workspace, naming)
        _check(asked, going)
        done = workspace.dispatcher.run(_command(asked, going, naming))
        account = workspace.queries.row(Account, going.pursuit.account_id)
        rounds = [one for one in workspace.queries.rows(Round) if one.pursuit_id == going.pursuit.id]
    playing = max(one.number for one in rounds)
    out.data = {
        "pursuit": going.pursuit.id,
        "account": account.name,
        "stage": going.to.name,
        "stage_kind": going.to.kind.value,
        "round": playing,
    }
    out.say(ended(done.label))
    if going.closes is StageKind.NOT_NOW:
        out.say(f"  Round {playing - 1} is closed as lost; round {playing} begins.")
    elif going.closes is StageKind.WON:
        days = counted(next((_days(one) for one in rounds if one.number == playing), 0), "day", "days")
        touches = counted(going.pursuit.touch_count, "touch", "touches")
        out.say(f"  Round {playing} took {days}; {touches} in all.")
    return 0


def _days(one: Round) -> int:
    return (one.closed_on - one.opened_on).days if one.closed_on else 0


def _found(asked: argparse.Namespace, workspace: Workspace, naming: Naming) -> _Move:
    stages = {stage.id: stage for stage in workspace.queries.rows(Stage)}
    card = card_of(asked.account, naming)
    to = stage_of(asked.stage, sorted(stages.values(), key=lambda stage: stage.position))
    pursuit = workspace.queries.row(Pursuit, card.id)
    same = stages[pursuit.stage_id].kind is to.kind
    closes = to.kind if to.kind in (StageKind.NOT_NOW, StageKind.WON) and not same else None
    return _Move(card, pursuit, to, closes)


def _check(asked: argparse.Namespace, going: _Move) -> None:
    """What belongs to a loss or a win must not be passed over silently elsewhere."""
    said = [f"--{name.replace('_', '-')}" for name in _OF_A_LOSS if getattr(asked, name)]
    if said and going.closes is not StageKind.NOT_NOW:
        raise Refused(
            f"{', '.join(said)} belongs to a loss, and a move to “{going.to.name}” from where the card is"
            " closes no round as lost."
        )
    if asked.amount is not None and going.closes is not StageKind.WON:
        raise Refused(f"--amount belongs to a win, and a move to “{going.to.name}” is none.")


def _command(asked: argparse.Namespace, going: _Move, naming: Naming) -> object:
    ids, place = (going.pursuit.id,), Place(going.to.id)
    if going.closes is StageKind.WON:
        minor, currency = None, going.pursuit.currency
        if asked.amount is not None:
            minor, currency = amount_of(asked.amount, None)
        return WinPursuits(ids, place, minor, currency, asked.on)
    if going.closes is None:
        return MoveCards(ids, place)
    said, note = _reason(asked.reason or "")
    known, new = _introducer(asked.introducer, naming, going.pursuit.account_id)
    loss = Loss(
        said=said,
        note=note,
        rival=asked.rival or "",
        introducer_id=known,
        introducer=new,
        conditions=tuple(asked.condition or ()),
        come_back_on=asked.come_back,
    )
    return LosePursuits(ids, place, loss, asked.on)


def _reason(typed: str) -> tuple[LossReason, str]:
    """The reason and a note, from "price", "price: a tenth too dear", or words of their own."""
    from dreamboard.exchange.words import loss_reason

    if not typed.strip():
        return LossReason.OTHER, ""
    word, colon, rest = typed.partition(":")
    reason = loss_reason(word)
    if reason is None:
        return loss_reason(typed) or LossReason.OTHER, typed
    plain = word.strip().casefold().replace(" ", "_") == reason.value
    note = rest.strip() if colon else ""
    return reason, note if plain else typed


def _introducer(typed: str | None, naming: Naming, account_id: int) -> tuple[int | None, NewContact | None]:
    if not typed or not typed.strip():
        return None, None
    new = new_contact(typed)
    known = contact_of(new.name, naming, account_id)
    return (known.id, None) if known else (None, new)
