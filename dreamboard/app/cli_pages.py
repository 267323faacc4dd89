"""The verbs about changes, the weeks ahead, what is proposed, doubles and people: what each takes, and where
it is done."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from dreamboard.domain.values import IdeaKind, LossReason, Role, SignalKind

PAGE_PLACES = {
    "signal": ("cli_changes", "signal"),
    "quote": ("cli_changes", "quote"),
    "condition": ("cli_changes", "condition"),
    "idea": ("cli_ideas", "idea"),
    "why": ("cli_ahead", "why"),
    "first-move": ("cli_ahead", "first_move"),
    "desk": ("cli_ahead", "desk"),
    "workload": ("cli_ahead", "workload"),
    "doubles": ("cli_doubles", "doubles"),
    "merge": ("cli_doubles", "merge"),
    "set": ("cli_facts", "set_facts"),
    "snooze": ("cli_answers", "snooze"),
    "not-this": ("cli_answers", "not_this"),
    "another-idea": ("cli_answers", "another_idea"),
    "all-the-same": ("cli_answers", "all_the_same"),
    "person": ("cli_person", "person"),
    "history": ("cli_history", "history"),
}
"""Where each of these verbs is done."""

LEFT = "decision-maker-left"
SIGNALS = {
    LEFT: SignalKind.DECISION_MAKER_LEFT,
    "contract-end": SignalKind.CONTRACT_END,
    "price-rise": SignalKind.PRICE_RISE,
    "news": SignalKind.NEWS,
    "reorganisation": SignalKind.REORGANISATION,
    "other": SignalKind.OTHER,
}


class NewVerb(Protocol):
    """Makes a verb with what all of them take."""

    def __call__(self, name: str, says: str, *, json: bool) -> argparse.ArgumentParser: ...


def page_verbs(verb: NewVerb, text: Callable[[str], str], day: Callable[[str], date]) -> None:
    """Add the verbs. ``text`` and ``day`` read an argument."""

    def on(one: argparse.ArgumentParser, says: str = "as if it were that day") -> None:
        one.add_argument("--on", metavar="YYYY-MM-DD", type=day, help=says)

    def card(one: argparse.ArgumentParser) -> None:
        one.add_argument("account", metavar="ACCOUNT", type=text, help="or ACCOUNT / TITLE, or #NUMBER")

    one = verb("signal", "a change at an account that moves the odds", json=True)
    one.add_argument("account", metavar="ACCOUNT", type=text)
    one.add_argument("kind", choices=tuple(SIGNALS), help="what changed")
    one.add_argument("--contact", metavar="NAME", type=text, help="who left")
    one.add_argument("--to", metavar="ACCOUNT", type=text, help="the company they went to")
    one.add_argument("--newcomer", metavar="“NAME, TITLE”", type=text, help="who decides now")
    one.add_argument("--note", metavar="TEXT", type=text, default="")
    on(one, "the day of the change; of a contract's end, a day to come")
    one = verb("quote", "money on the desk; with an outcome, off it", json=True)
    card(one)
    one.add_argument("amount", metavar="AMOUNT", type=text, nargs="?", help="410000, $410k")
    one.add_argument("--currency", metavar="CODE", type=text, help="ISO 4217 (default: USD)")
    one.add_argument("--valid-until", metavar="YYYY-MM-DD", type=day)
    outcome = one.add_mutually_exclusive_group()
    for name in ("won", "lost", "withdrawn"):
        outcome.add_argument(f"--{name}", dest="outcome", action="store_const", const=name)
    on(one, "the day it was sent, or answered")
    one = verb("condition", "what would win the business; with --met, what of it is done", json=True)
    card(one)
    one.add_argument("text", metavar="TEXT", type=text)
    one.add_argument("--met", action="store_true", help="a part of the text that fits one condition will do")
    on(one)
    one = verb("idea", "things worth giving: add one, list them, or match one to cards", json=True)
    one.add_argument("action", choices=("add", "list", "match"))
    one.add_argument("title", metavar="TITLE", type=text, nargs="?", help="to match: or #NUMBER")
    one.add_argument("--kind", choices=tuple(kind.value for kind in IdeaKind), default="insight")
    one.add_argument("--text", metavar="TEXT", type=text, default="")
    one.add_argument("--link", metavar="PLACE", type=text, default="")
    one.add_argument(
        "--reason",
        action="append",
        choices=tuple(each.value for each in LossReason),
        default=[],
        type=_underlined,
    )
    one.add_argument("--industry", action="append", metavar="NAME", type=text, default=[])
    one.add_argument(
        "--role", action="append", choices=tuple(each.value for each in Role), default=[], type=_underlined
    )
    one.add_argument("--plan", action="store_true", help="match: plan it for them, inside the day's cap")
    on(one)
    one = verb("why", "what else was considered for a card, and what held it back", json=True)
    card(one)
    on(one)
    one = verb("first-move", "deals lost lately, and the first touch on those that wait", json=True)
    one.add_argument("--months", metavar="N", type=_months, help="how far to look back (default: 12)")
    one.add_argument("--plan", action="store_true", help="spread first touches over the coming weeks")
    on(one)
    one = verb("desk", "open quotes: what is out, unchased, and worth", json=True)
    one.add_argument("--days", metavar="N", type=_months, default=7, help="unchased for so long (default: 7)")
    on(one)
    one = verb("workload", "touches a week for the next 13 weeks, and days over the cap", json=True)
    on(one)
    verb("doubles", "accounts and contacts that may be one, how sure it is, and why", json=True)
    one = verb("merge", "one account, or contact, of several; nothing of them is lost", json=True)
    one.add_argument("keep", metavar="KEEP", type=text, help="the one that stays: a name, or #NUMBER")
    one.add_argument("others", metavar="OTHER", type=text, nargs="+", help="what becomes one with it")
    one.add_argument("--contacts", action="store_true", help="they are contacts, not accounts")
    one = verb("set", "what you learned of an account or a contact; a card's own rhythm", json=True)
    card(one)
    one.add_argument("--sites-known", metavar="N", type=_count)
    one.add_argument("--sites-believed", metavar="N", type=_count)
    one.add_argument("--rhythm", metavar="IDEAL/MOST", type=_rhythm, help="in days, 14/21; or “usual”")
    one.add_argument("--contact", metavar="NAME", type=text, help="whose days these are")
    one.add_argument(
        "--days-between", metavar="N", type=_count, help="a contact: how often is enough; 0 lifts it"
    )
    one.add_argument("--not-before", metavar="YYYY-MM-DD", type=day, help="no touch before that day")
    on(one)
    one = verb("snooze", "what is proposed for a card, not before a day", json=True)
    card(one)
    one.add_argument("until", metavar="YYYY-MM-DD", type=day)
    on(one)
    one = verb("not-this", "what is proposed for a card, not until something changes", json=True)
    card(one)
    one.add_argument("--reason", metavar="WHY", type=text, default="")
    on(one)
    one = verb("another-idea", "what is proposed for a card, with another idea", json=True)
    card(one)
    on(one)
    one = verb("all-the-same", "what is proposed for a card, whatever holds it back", json=True)
    card(one)
    one.add_argument("--reason", metavar="WHY", type=text, required=True)
    on(one)
    _people(verb, text)
    one = verb("history", "one account on one printed page", json=True)
    one.add_argument("account", metavar="ACCOUNT", type=text)
    one.add_argument("--pdf", metavar="FILE", type=Path, required=True, help="where the page goes")
    on(one)


def _people(verb: NewVerb, text: Callable[[str], str]) -> None:
    one = verb("person", "what the board holds of somebody; out whole, or erased whole", json=True)
    one.add_argument("name", metavar="NAME", type=text, help="or # and a number")
    one.add_argument("--export", metavar="FILE", type=Path, help="everything of them, as JSON or .txt")
    one.add_argument("--erase", action="store_true", help="for good, from trash and undo too")
    one.add_argument("--remove-backups", action="store_true", help="erase: the older backups go as well")
    one.add_argument("--yes", action="store_true", help="erase: it cannot be undone, and is meant")


def _underlined(typed: str) -> str:
    return typed.strip().lower().replace("-", "_").replace(" ", "_")


def _months(typed: str) -> int:
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 0
    if not number:
        raise argparse.ArgumentTypeError(f"{typed!r} is not a number from 1 to 9999")
    return number


def _count(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 8):
        raise argparse.ArgumentTypeError(f"{typed!r} is not a number from 0 on")
    return int(typed)


def _rhythm(typed: str) -> tuple[int, int] | tuple[()]:
    if typed.strip().lower() == "usual":
        return ()
    ideal, slash, most = (part.strip() for part in typed.partition("/"))
    if not slash or not all(part.isascii() and part.isdecimal() and len(part) < 5 for part in (ideal, most)):
        raise argparse.ArgumentTypeError(
            f"{typed!r} does not read like 14/21 (ideal and most days), or “usual”"
        )
    return int(ideal), int(most)
