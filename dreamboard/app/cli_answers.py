"""The verbs that answer a suggestion: snooze it, not this, another idea, all the same."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from dreamboard.app.cli_board import opened
from dreamboard.app.cli_find import card_of
from dreamboard.app.cli_print import Out, ended
from dreamboard.domain.errors import NotFound, Refused
from dreamboard.domain.suggestion import Suggestion
from dreamboard.services.answers import another_idea_of, not_this_of, override_of, snooze_of
from dreamboard.services.commands import GiveFeedback


def snooze(asked: argparse.Namespace, out: Out) -> int:
    """``snooze``: not before a day."""
    return _answer(asked, out, lambda found: snooze_of(found, asked.until))


def not_this(asked: argparse.Namespace, out: Out) -> int:
    """``not-this``: not until what it rests on changes."""
    return _answer(asked, out, lambda found: not_this_of(found, asked.reason))


def another_idea(asked: argparse.Namespace, out: Out) -> int:
    """``another-idea``: the same touch with another idea."""
    return _answer(asked, out, _other)


def all_the_same(asked: argparse.Namespace, out: Out) -> int:
    """``all-the-same``: whatever the guard says, for a reason."""
    return _answer(asked, out, lambda found: _overruled(found, asked.reason))


def _other(found: Suggestion) -> GiveFeedback:
    if found.idea_id is None:
        raise Refused(f"No idea is proposed for {found.account_name}: there is none to replace.")
    return another_idea_of(found)


def _overruled(found: Suggestion, reason: str) -> GiveFeedback:
    if found.guard is None:
        raise Refused(f"Nothing holds {found.account_name} back.")
    if not found.guard.overridable:
        raise Refused(f"{found.guard.says} {found.guard.lifted_by}")
    return override_of(found, reason)


def _answer(asked: argparse.Namespace, out: Out, made: Callable[[Suggestion], GiveFeedback]) -> int:
    """Give the answer to what is proposed for a card, and say what is proposed then."""
    with opened(asked) as workspace:
        card = card_of(asked.account, workspace.queries.naming())
        found = next(iter(workspace.suggestions([card.id])), None)
        if found is None:
            raise NotFound("Nothing is proposed for that card: it is retired, or not to be contacted.")
        command = made(found)
        done = workspace.dispatcher.run(command)
        then = next(iter(workspace.suggestions([card.id])), None)
    out.data = {
        "pursuit": card.id,
        "account": found.account_name,
        "answer": command.kind.value,
        "play": found.play.value,
        "until": command.until.isoformat() if command.until else None,
        "idea": found.idea_title or None,
        "reason": command.reason,
        "next": {"play": then.play.value, "due": then.due.isoformat(), "headline": str(then.headline)}
        if then
        else None,
    }
    out.say(ended(done.label))
    if then is not None:
        out.say(f"  Next: {then.headline}")
    return 0
