"""The verb ``today``: whom to touch, how, with what, and why."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from dreamboard.app.cli_board import opened
from dreamboard.app.cli_print import Out
from dreamboard.domain.day import arrange
from dreamboard.domain.suggestion import Day, GuardNote, Suggestion
from dreamboard.domain.words import counted


def today(asked: argparse.Namespace, out: Out) -> int:
    """``today``: the day's queue, or with ``--all`` the next touch of every card."""
    with opened(asked) as workspace:
        on = workspace.clock.today()
        suggestions = workspace.suggestions()
        done = workspace.queries.counts(on).done_today
        day = arrange(suggestions, on, workspace.settings(), done=done)
    shown = suggestions if asked.all else list(day.queue)
    hidden = Counter(each.suggestion.play.value for each in day.hidden)
    out.data = {"suggestions": [_data(each) for each in shown], "hidden": dict(sorted(hidden.items()))}
    _text(out, day, shown, done, everything=asked.all)
    return 0


def _data(each: Suggestion) -> dict[str, Any]:
    return {
        "pursuit": each.pursuit_id,
        "account": each.account_name,
        "contact": each.contact_name or None,
        "channel": each.channel.value if each.channel else None,
        "intent": each.intent.value,
        "idea": each.idea_title or None,
        "play": each.play.value,
        "level": each.level,
        "due": each.due.isoformat(),
        "reasons": [
            {"text": str(reason.sentence), "touches": list(reason.evidence.touches)}
            for reason in each.reasons
        ],
        "guard": _guard(each.guard),
    }


def _guard(note: GuardNote | None) -> dict[str, Any] | None:
    if note is None:
        return None
    return {
        "guard": note.guard,
        "says": str(note.says),
        "lifted_by": str(note.lifted_by),
        "overridable": note.overridable,
    }


def _text(out: Out, day: Day, shown: list[Suggestion], done: int, *, everything: bool) -> None:
    if not shown:
        known = day.later or day.hidden or done
        nothing = "Nothing is for today." if day.hidden else "Nothing is due today."
        out.say(nothing if known else "There is no card on the board yet.")
    for number, each in enumerate(shown, start=1):
        late = ", overdue" if each.overdue(day.on) else ""
        out.say(f"{number:>2}. {each.headline}")
        out.say(
            f"    {each.account_name}, {each.play.value.replace('_', ' ')}, due {each.due.isoformat()}{late}"
        )
        out.say(f"    {each.summary}")
        for reason in each.reasons:
            out.say(f"    - {reason.sentence}")
        if each.guard is not None:
            out.say(f"    ! {each.guard.says} {each.guard.lifted_by}")
    if everything:
        return
    if done:
        out.say("", f"{done} done today.")
    if day.hidden:
        plays = Counter(each.suggestion.play.value.replace("_", " ") for each in day.hidden)
        listed = ", ".join(f"{play} {count}" for play, count in sorted(plays.items()))
        more = counted(len(day.hidden), "more is due", "more are due")
        out.say(
            "", f"{more} and kept back ({listed}); --all shows {'it' if len(day.hidden) == 1 else 'them'}."
        )
    elif day.later and not shown:
        first = day.later[0]
        out.say(f"Next: {first.headline}, {first.account_name}.")
