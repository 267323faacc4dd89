"""Short ways to write a dossier: days are counted from a Wednesday, touches are a line of words."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, time, timedelta

from dreamboard.domain.book import Book, ContactAt, Dossier
from dreamboard.domain.engine import candidates, suggest
from dreamboard.domain.model import (
    Account,
    Condition,
    Contact,
    Idea,
    Plan,
    Pursuit,
    Quote,
    Round,
    Signal,
    Stage,
    Touch,
)
from dreamboard.domain.settings import Settings
from dreamboard.domain.suggestion import Suggestion
from dreamboard.domain.values import (
    Channel,
    Direction,
    IdeaKind,
    Intent,
    LossReason,
    Outcome,
    PursuitKind,
    Role,
    RoundOutcome,
    SignalKind,
    StageKind,
)

TODAY = date(2026, 11, 25)  # a Wednesday
SETTINGS = Settings()
DANA, LUIS, SAM = 1, 2, 3
NORTHWIND, ELSEWHERE = 1, 2
PRIYA = 9

_CHANNELS = {"vm": Channel.CALL, "mail": Channel.EMAIL, **{c.value: c for c in Channel}}
_OUTCOMES = {
    "vm": Outcome.VOICEMAIL,
    "rang": Outcome.NO_ANSWER,
    "stop": Outcome.STOP,
    **{o.value: o for o in Outcome},
}


def day(days: int) -> date:
    """So many days from today; negative in the past."""
    return TODAY + timedelta(days=days)


def at(days: int = 0, hour: int = 9) -> datetime:
    """An instant on such a day."""
    return datetime.combine(day(days), time(hour), UTC)


def touch(days: int, words: str, *, to: int | None = DANA, id: int | None = None, **fields: object) -> Touch:  # noqa: A002
    """`touch(-3, "vm")`, `touch(-2, "in mail replied")`, `touch(-9, "call spoke give")`."""
    channel, direction, outcome, intent = Channel.CALL, Direction.OUT, None, None
    hour = 8
    for word in words.split():
        if word in ("in", "out"):
            direction = Direction(word)
        elif word in _CHANNELS:
            channel = _CHANNELS[word]
            outcome = _OUTCOMES.get(word, outcome)
        elif word in _OUTCOMES:
            outcome = _OUTCOMES[word]
        elif word.isdigit():
            hour = int(word)
        else:
            intent = Intent(word)
    if outcome is None:
        written = channel in (Channel.EMAIL, Channel.MESSAGE, Channel.SOCIAL, Channel.LETTER)
        outcome = Outcome.REPLIED if direction is Direction.IN else Outcome.SENT if written else Outcome.SPOKE
    return Touch(
        id if id is not None else 10_000 + days * 24 + hour,
        at(days, hour),
        channel,
        direction,
        outcome,
        account_id=NORTHWIND,
        contact_id=to,
        pursuit_id=1,
        intent=intent,
        **fields,
    )


def dana(**fields: object) -> ContactAt:
    """The decision-maker of Northwind Freight."""
    return ContactAt(
        Contact(DANA, "Dana Whitfield", **fields), NORTHWIND, "VP Operations", Role.DECISION_MAKER
    )


def luis(**fields: object) -> ContactAt:
    """Who introduced us; he works elsewhere."""
    return ContactAt(Contact(LUIS, "Luis Ortega", **fields), ELSEWHERE, "Director", Role.INTRODUCER)


def sam(**fields: object) -> ContactAt:
    """A champion at Northwind Freight."""
    return ContactAt(Contact(SAM, "Sam Idowu", **fields), NORTHWIND, "Yard Manager", Role.CHAMPION)


def lost(days: int, **fields: object) -> tuple[Round, ...]:
    """A first round lost on such a day, and the second, open."""
    defaults = {"reason_said": LossReason.PRICE, "rival": "Atlas"}
    return (
        Round(1, 1, 1, day(days - 30), day(days), RoundOutcome.LOST, **{**defaults, **fields}),
        Round(2, 1, 2, day(days)),
    )


def quote(days: int, amount: int = 41_000_000, **fields: object) -> Quote:
    """A quote sent on such a day."""
    return Quote(fields.pop("id", 1), 1, amount, "USD", day(days), **fields)


def plan(days: int, **fields: object) -> Plan:
    """A plan for such a day."""
    return Plan(1, 1, day(days), **fields)


def idea(number: int, title: str, **fields: object) -> Idea:
    """An idea in the library."""
    return Idea(number, title, fields.pop("kind", IdeaKind.BENCHMARK), **fields)


def card(
    *touches: Touch,
    stage: StageKind = StageKind.PURSUING,
    kind: PursuitKind = PursuitKind.DREAM_CLIENT,
    contacts: tuple[ContactAt, ...] | None = None,
    account: dict[str, object] | None = None,
    pursuit: dict[str, object] | None = None,
    stage_fields: dict[str, object] | None = None,
    created: int = -400,
    **parts: object,
) -> Dossier:
    """Northwind Freight, a dream client worth $2M in Pursuing, known through Dana Whitfield."""
    return Dossier(
        Pursuit(1, NORTHWIND, kind, 1, 0, at(created), **{"value_minor": 200_000_000, **(pursuit or {})}),
        Account(NORTHWIND, "Northwind Freight", **(account or {})),
        Stage(1, stage.value, stage, 0, **(stage_fields or {})),
        contacts=(dana(),) if contacts is None else contacts,
        touches=tuple(sorted(touches, key=lambda t: (t.at, t.id))),
        **parts,
    )


def lost_card(lost_days: int, *touches: Touch, **parts: object) -> Dossier:
    """Northwind Freight as a lost deal, introduced by Luis Ortega of another account."""
    parts.setdefault("contacts", (dana(), luis()))
    parts.setdefault("rounds", lost(lost_days, introducer_id=LUIS))
    parts.setdefault("stage", StageKind.NOT_NOW)
    return card(*touches, kind=PursuitKind.LOST_DEAL, **parts)


def renumbered(dossier: Dossier, number: int) -> Dossier:
    """The same card as another pursuit at another account."""
    return dataclasses.replace(
        dossier,
        pursuit=dataclasses.replace(dossier.pursuit, id=number, account_id=number),
        account=dataclasses.replace(dossier.account, id=number),
        contacts=tuple(
            dataclasses.replace(c, account_id=number) if c.account_id == NORTHWIND else c
            for c in dossier.contacts
        ),
    )


def next_touch(
    dossier: Dossier, days: int = 0, hour: int = 9, settings: Settings = SETTINGS, **book: object
) -> Suggestion | None:
    """What is suggested for a card on such a day."""
    found = suggest(Book((dossier,), **book), at(days, hour), settings)
    return found[0] if found else None


def why_not(
    dossier: Dossier, play: object, days: int = 0, settings: Settings = SETTINGS, **book: object
) -> str:
    """What holds a play back on a card, in words."""
    considered = candidates(dossier, Book((dossier,), **book), at(days), settings)
    return next(str(c.held) for c in considered if c.play is play)


def said(suggestion: Suggestion | None) -> str:
    """Everything a suggestion says, on lines."""
    assert suggestion is not None
    return "\n".join(
        [str(suggestion.headline), str(suggestion.summary), *(str(r.sentence) for r in suggestion.reasons)]
    )


def at_work(days: int) -> date:
    """Such a day, or the Monday after its weekend."""
    return next(found for n in range(3) if (found := day(days + n)).weekday() < 5)


def priya(left: int = -6) -> ContactAt:
    """The decision-maker of Northwind Freight before Dana Whitfield."""
    return ContactAt(
        Contact(PRIYA, "Priya Rao"), NORTHWIND, "VP Operations", Role.DECISION_MAKER, until=day(left)
    )


def condition(number: int, text: str, met: int | None = None) -> Condition:
    """A condition of the second round, open or met on such a day."""
    return Condition(number, 1, 2, text, number, None if met is None else day(met))


def signal(number: int, kind: SignalKind, on: int, contact_id: int | None = None) -> Signal:
    """A signal at Northwind Freight."""
    return Signal(number, NORTHWIND, kind, day(on), contact_id)


PAPER = idea(1, "Dock delays", kind=IdeaKind.WHITE_PAPER)
THANKED = (touch(-1, "call thank", to=LUIS), touch(-1, "call thank 10"))
CHANGE = (
    signal(1, SignalKind.DECISION_MAKER_LEFT, -6, PRIYA),
    signal(2, SignalKind.DECISION_MAKER_ARRIVED, -6, DANA),
)
