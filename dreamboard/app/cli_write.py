"""Verbs that change one thing: add a card, log a touch, undo."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import datetime
from typing import Any

from dreamboard.app.cli_board import amount_of, instant_text, local_text, money, opened, units
from dreamboard.app.cli_find import stage_of
from dreamboard.app.cli_print import Out, ended
from dreamboard.app.workspace import Workspace
from dreamboard.domain.errors import Ambiguous, BadInput, Refused
from dreamboard.domain.model import Account, Contact, Idea, Pursuit, Stage, Touch
from dreamboard.domain.text import fold
from dreamboard.domain.values import PursuitKind, Role
from dreamboard.services.commands import AddPursuit, LogTouch, NewContact


def add(asked: argparse.Namespace, out: Out) -> int:
    """``add``: a new card, its account where that is new."""
    minor, currency = None, (asked.currency or "USD").upper()
    if asked.value is not None:
        minor, currency = amount_of(asked.value, asked.currency)
    with opened(asked, create=True) as workspace:
        queries = workspace.queries
        stage = stage_of(asked.stage, queries.rows(Stage)) if asked.stage else None
        done = workspace.dispatcher.run(
            AddPursuit(
                account=asked.account,
                kind=PursuitKind(asked.kind),
                title=asked.title,
                value_minor=minor,
                currency=currency,
                contact=new_contact(asked.contact) if asked.contact is not None else None,
                stage_id=stage.id if stage else None,
            )
        )
        pursuit = queries.row(Pursuit, done.made[0])
        account = queries.row(Account, pursuit.account_id)
        column = queries.row(Stage, pursuit.stage_id)
    out.data = {
        "pursuit": pursuit.id,
        "account": account.name,
        "kind": pursuit.kind.value,
        "title": pursuit.title,
        "value": units(pursuit.value_minor, pursuit.currency),
        "currency": pursuit.currency,
        "stage": column.name,
        "stage_kind": column.kind.value,
    }
    value = f", {money(pursuit.value_minor, pursuit.currency)}" if pursuit.value_minor is not None else ""
    out.say(f"Added {account.name} to {column.name}{value} (#{pursuit.id}).")
    return 0


def new_contact(typed: str) -> NewContact:
    """ "Name, title, role": the title or the role may be missing, and the role may stand anywhere behind the
    name. Raises ``BadInput``."""
    name, *rest = (part.strip() for part in typed.split(","))
    if not name:
        raise BadInput("A contact begins with a name: “Dana Whitfield, VP Operations, decision maker”.")
    roles = {fold(role.value.replace("_", " ")): role for role in Role}
    found: Role | None = None
    title: list[str] = []
    for part in filter(None, rest):
        role = roles.get(fold(part).replace("-", " ").replace("_", " "))
        if role is not None and found is None:
            found = role
        else:
            title.append(part)
    if len(rest) > 1 and found is None:
        known = ", ".join(role.value.replace("_", " ") for role in Role)
        raise BadInput(f"“{rest[-1]}” is no role; there are: {known}.")
    return NewContact(name, ", ".join(title), found)


def log(asked: argparse.Namespace, out: Out) -> int:
    """``log``: one line, understood word by word; never guessed where it fits several things."""
    from dreamboard.services.quick_log import parse
    from dreamboard.services.quick_log_names import NamingIndex

    with opened(asked) as workspace:
        clock = workspace.clock
        at = happened(asked.at, workspace) if asked.at is not None else None
        parsed = parse(asked.line, NamingIndex(workspace.queries.naming()), clock.now(), clock.zone)
        if parsed.questions:
            question = parsed.questions[0]
            answers = tuple(f"{answer.text}: {answer.line}" for answer in question.answers)
            raise Ambiguous(question.text, answers)
        if parsed.problem:
            raise Refused(parsed.problem)
        command = parsed.touch if at is None else replace(parsed.touch, at=at)
        done = workspace.dispatcher.run(command)
        touch = workspace.queries.row(Touch, done.made[0])
        out.data = _touch_data(touch, command, workspace)
        out.say(f"{done.label}, {local_text(touch.at, clock.zone)}.")
        if touch.note:
            out.say(f"  Note: {touch.note}")
        if command.next_on is not None:
            out.say(f"  Next: {command.next_on.isoformat()}")
    return 0


def happened(typed: str, workspace: Workspace) -> datetime:
    """The instant that words such as "yesterday 15:40" mean. Raises ``BadInput``."""
    from dreamboard.services.quick_log_dates import dated, instant_of

    clock = workspace.clock
    try:
        at = datetime.fromisoformat(typed.strip().replace(" ", "T"))
        found_at = at if at.tzinfo else instant_of(at.date(), at.time() if ":" in typed else None, clock.zone)
    except ValueError:
        words = fold(typed).split()
        found = dated(words, clock.today())
        if found is None or found.length < len(words) or found.impossible:
            raise BadInput(
                f"“{typed}” is not understood as a time. It reads like 2026-03-04 15:40, or yesterday 9:00."
            ) from None
        day = found.day or clock.today()
        found_at = found.instant or instant_of(day, found.clock, clock.zone)
    if found_at > clock.now():
        raise BadInput(
            f"{local_text(found_at, clock.zone)} is still to come: a touch is logged when it has been."
        )
    return found_at


def _touch_data(touch: Touch, command: LogTouch, workspace: Workspace) -> dict[str, Any]:
    queries = workspace.queries
    return {
        "touch": touch.id,
        "pursuit": touch.pursuit_id,
        "account": queries.row(Account, touch.account_id).name if touch.account_id else None,
        "contact": queries.row(Contact, touch.contact_id).name if touch.contact_id else None,
        "channel": touch.channel.value,
        "direction": touch.direction.value,
        "outcome": touch.outcome.value,
        "intent": touch.intent.value if touch.intent else None,
        "idea": queries.row(Idea, touch.idea_id).title if touch.idea_id else None,
        "subject": touch.subject,
        "note": touch.note,
        "at": instant_text(touch.at),
        "next_on": command.next_on.isoformat() if command.next_on else None,
    }


def undo(asked: argparse.Namespace, out: Out) -> int:
    """``undo``: the last change, whoever made it."""
    with opened(asked) as workspace:
        step = workspace.dispatcher.undo().step
    label = step.label if step else ""
    out.data = {"undone": label}
    out.say(ended(f"Undone: {label}"))
    return 0
