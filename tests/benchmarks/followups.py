"""Held against real follow-ups: ``python tests/benchmarks/followups.py --log FILE [--json]``.

The log is of offers with their follow-up calls and outcomes, in the form that ``call_log`` reads. An offer is
open from ``O_SENT`` to the first of ``O_SENT_BACK``, ``O_CANCELLED``, ``O_DECLINED``; a follow-up call is
``W_Nabellen offertes`` with lifecycle ``START``; it succeeded if ``O_SENT_BACK`` follows for the case within
seven days.

Each day is replayed with what was known that morning: the offers called on that day are put in order by
``suggest``, the function the window uses, on a book made of their history so far and of what the log had
taught by then. Four plain orders stand beside it. Printed are the share of the calls that succeeded which
lie among the first 10 %, 25 % and 50 % of each day's calls, and the area under the ranking (the chance that
of two calls of a day the one that succeeded comes first), with 95 % intervals from resampling days. An offer
called several times on one day counts once, at its first call.

``--part`` splits in time: the days with the ``first`` two thirds of the calls to look at, and the ``last``
third to hold against, where what came before is still learned from.
"""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import accumulate
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dreamboard.domain.book import Book, ContactAt, Dossier, FollowUps, ReachLog
from dreamboard.domain.engine import rank, suggest
from dreamboard.domain.errors import BadInput
from dreamboard.domain.follow_ups import ANSWER_DAYS, added, follow_up_counts
from dreamboard.domain.model import Account, Contact, Pursuit, Quote, Stage, Touch
from dreamboard.domain.settings import Settings
from dreamboard.domain.values import (
    Channel,
    Direction,
    Outcome,
    PursuitKind,
    Role,
    StageKind,
)
from tests.benchmarks.call_log import Case, read

WITHIN = timedelta(days=7)
RESAMPLES = 1000
FRACTIONS = {"top10": 0.10, "top25": 0.25, "top50": 0.50}


@dataclass(frozen=True)
class Called:
    """One offer that was called on a day, and whether that call succeeded."""

    case: Case
    at: datetime
    succeeded: bool


def days_of(cases: list[Case]) -> dict[date, list[Called]]:
    """The offers called on each day, each once."""
    found: dict[date, list[Called]] = defaultdict(list)
    for case in cases:
        seen: set[date] = set()
        for moment in case.calls:
            if moment.date() not in seen:
                seen.add(moment.date())
                succeeded = any(moment < back <= moment + WITHIN for back in case.back)
                found[moment.date()].append(Called(case, moment, succeeded))
    return dict(sorted(found.items()))


def dossier_of(case: Case, morning: date) -> Dossier:
    """What was known of a case on the morning of a day; an offer sent that day is known as sent today."""
    quotes = []
    for place, (start, end, outcome) in enumerate(case.opened):
        if start.date() > morning:
            continue
        closed = end is not None and end.date() < morning
        quotes.append(
            Quote(
                case.number * 100 + place,
                case.number,
                round(case.amount * 100),
                "EUR",
                start.date(),
                outcome=outcome if closed else None,
                closed_on=end.date() if closed and end is not None else None,
            )
        )
    touches = [
        Touch(
            case.number * 1000 + place,
            moment,
            Channel.CALL,
            Direction.OUT,
            Outcome.SENT,  # the log does not say whether anybody was reached
            contact_id=case.number,
            pursuit_id=case.number,
        )
        for place, moment in enumerate(case.calls)
        if moment.date() < morning
    ]
    return Dossier(
        Pursuit(
            case.number,
            case.number,
            PursuitKind.DREAM_CLIENT,
            1,
            0,
            case.opened[0][0],
            value_minor=round(case.amount * 100),
            currency="EUR",
        ),
        Account(case.number, f"Case {case.number}"),
        Stage(1, "Proposal out", StageKind.PROPOSAL_OUT, 0),
        contacts=(ContactAt(Contact(case.number, ""), case.number, "", Role.DECISION_MAKER),),
        quotes=tuple(quotes),
        touches=tuple(touches),
    )


class Taught:
    """What the log had taught by the morning of a day."""

    def __init__(self, cases: list[Case], zone: tzinfo) -> None:
        self._cases = [(case, case.days()) for case in cases if case.calls]
        self._zone = zone
        self._at_rest: dict[tuple[int, int], FollowUps] = {}

    def by(self, morning: date) -> FollowUps:
        """The follow-ups of all cases, as they were known."""
        return added(
            self._of(case, morning, days[:known])
            for case, days in self._cases
            if (known := bisect_left(days, morning))
        )

    def _of(self, case: Case, morning: date, known: list[date]) -> FollowUps:
        """Those of a case. Once the week after what happened last is over, they are what they were the day
        before: a long log has many of those."""
        key = (case.number, len(known))
        if key in self._at_rest:
            return self._at_rest[key]
        dossier = dossier_of(case, morning)
        found = follow_up_counts(dossier.quotes, dossier.touches, morning, self._zone)
        if (morning - known[-1]).days > ANSWER_DAYS + 1:
            self._at_rest[key] = found
        return found


def engine_order(taught: FollowUps, day: date, called: list[Called], rules: Settings) -> list[Called]:
    """The order in which the program would call them."""
    book = Book(tuple(dossier_of(c.case, day) for c in called), reach=ReachLog(follow_ups=taught))
    # All of them are called on this day, also those that the program would have left for another.
    morning = datetime.combine(day, time(8), rules.zone)
    found = [replace(s, due=min(s.due, day)) for s in suggest(book, morning, rules)]
    found.sort(key=lambda s: rank(s, day))
    place = {s.pursuit_id: n for n, s in enumerate(found)}
    return sorted(called, key=lambda c: place.get(c.case.number, len(place)))


def silence(called: Called) -> float:
    """Seconds since the last touch before the day, or since the offer."""
    before = [m for m in called.case.calls if m.date() < called.at.date()]
    opened = max((start for start, _, _ in called.case.opened if start <= called.at), default=called.at)
    return (called.at - max([opened, *before])).total_seconds()


def newest(called: Called) -> float:
    """The instant the offer went out."""
    return max((s for s, _, _ in called.case.opened if s <= called.at), default=called.at).timestamp()


def orders(
    cases: list[Case], wanted: list[date], days: dict[date, list[Called]]
) -> dict[str, list[list[bool]]]:
    """For each policy and day, whether the calls succeeded, in the policy's order."""
    rules = Settings(zone=next(iter(days.values()))[0].at.tzinfo or Settings().zone)
    plain: dict[str, Callable[[Called], float]] = {
        "longest_silence": silence,
        "newest": newest,
        "largest": lambda called: called.case.amount,
        "random": lambda called: 0.0,
    }
    taught = Taught(cases, rules.zone)
    found: dict[str, list[list[bool]]] = {name: [] for name in ("engine", *plain)}
    for day in wanted:
        mixed = list(days[day])
        Random(f"{day}").shuffle(mixed)
        found["engine"].append([c.succeeded for c in engine_order(taught.by(day), day, mixed, rules)])
        for name, key in plain.items():
            ordered = sorted(mixed, key=key, reverse=True)
            found[name].append([c.succeeded for c in ordered])
    return found


@dataclass(frozen=True)
class DayFigures:
    """One day under one policy, ready to be added up."""

    successes: int
    among: tuple[float, ...]
    pairs: int
    right: int


def figures_of(order: list[bool]) -> DayFigures:
    """Count a day; the call on the border of a fraction counts in part."""
    among = []
    for fraction in FRACTIONS.values():
        whole, part = divmod(fraction * len(order), 1)
        first = int(whole)
        edge = order[first] * part if first < len(order) else 0.0
        among.append(sum(order[:first]) + edge)
    failed_after, right = 0, 0
    for succeeded in reversed(order):
        if succeeded:
            right += failed_after
        else:
            failed_after += 1
    successes = sum(order)
    return DayFigures(successes, tuple(among), successes * (len(order) - successes), right)


def summed(days: list[DayFigures]) -> dict[str, float]:
    """The measures over some days."""
    successes = sum(d.successes for d in days) or 1
    pairs = sum(d.pairs for d in days) or 1
    shares = {name: sum(d.among[place] for d in days) / successes for place, name in enumerate(FRACTIONS)}
    return {**shares, "auc": sum(d.right for d in days) / pairs}


def measured(found: dict[str, list[list[bool]]]) -> dict[str, dict[str, list[float]]]:
    """Low, middle and high of every measure of every policy, from resampling days."""
    figures = {name: [figures_of(order) for order in per_day] for name, per_day in found.items()}
    count = len(next(iter(figures.values())))
    dice = Random(7)
    samples = [[dice.randrange(count) for _ in range(count)] for _ in range(RESAMPLES)]
    result: dict[str, dict[str, list[float]]] = {}
    for name, per_day in figures.items():
        middle = summed(per_day)
        drawn = [summed([per_day[n] for n in sample]) for sample in samples]
        result[name] = {}
        for measure, value in middle.items():
            ordered = sorted(d[measure] for d in drawn)
            low, high = ordered[round(0.025 * RESAMPLES)], ordered[round(0.975 * RESAMPLES) - 1]
            result[name][measure] = [round(low, 4), round(value, 4), round(high, 4)]
    return result


def run(path: Path, part: str = "all") -> dict[str, object]:
    """Replay a log. Raises ``BadInput`` of one that cannot be read, or that no call is in."""
    cases = read(path)
    days = days_of(cases)
    if not days:
        raise BadInput(f"{path}: no follow-up calls of open offers found.")
    order = list(days)
    before = list(accumulate(len(days[day]) for day in order))
    cut = bisect_left(before, before[-1] * 2 / 3) + 1
    wanted = {"all": order, "first": order[:cut], "last": order[cut:]}[part]
    if not wanted:
        raise BadInput(f"{path}: all follow-up calls are of one day, there is no {part} part.")
    found = orders(cases, wanted, days)
    return {"calls": sum(len(days[day]) for day in wanted), "policies": measured(found)}


def lines(result: dict[str, object]) -> Iterator[str]:
    """The table."""
    policies = result["policies"]
    assert isinstance(policies, dict)
    yield f"{result['calls']} calls"
    yield f"{'':16}" + "".join(f"{name:>24}" for name in (*FRACTIONS, "auc"))
    for name, measures in policies.items():
        cells = (f"{mid:.3f} ({low:.3f}–{high:.3f})" for low, mid, high in measures.values())
        yield f"{name:16}" + "".join(f"{cell:>24}" for cell in cells)


def main() -> None:
    """Read, replay, print."""
    parser = argparse.ArgumentParser(description="Held against real follow-ups.")
    parser.add_argument("--log", type=Path, required=True, help="the log, as CSV, gzipped or not")
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    parser.add_argument("--part", choices=("all", "first", "last"), default="all", help="the days to measure")
    asked = parser.parse_args()
    try:
        result = run(asked.log, asked.part)
    except BadInput as error:
        sys.exit(str(error))
    if asked.json:
        print(json.dumps(result))  # noqa: T201
    else:
        for line in lines(result):
            print(line)  # noqa: T201


if __name__ == "__main__":
    main()
