"""A card in words: what is painted on it, read aloud and told in its tip."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.suggestion import Suggestion
from dreamboard.domain.values import PursuitKind, StageKind
from dreamboard.presentation.figures import ago, long_date, money, short_date, short_money, weekday
from dreamboard.presentation.tone import Tone
from dreamboard.presentation.wording import days, lost_on, sentence, touches, word
from dreamboard.services.read_models import CardView

FRESH_LOSS_DAYS = 30
"""How long a loss is the news on a card: the last call and the debrief fall in it."""


@dataclass(frozen=True, slots=True)
class Chip:
    """The next touch in a word or two. No text: nothing is known to come."""

    text: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class CardFace:
    """Everything painted on a card."""

    kind: PursuitKind
    account: str
    value: str
    line: str
    chip: Chip
    spark: tuple[int, ...]  # touches a week, oldest first
    spark_reached: tuple[int, ...]  # of those, the ones that reached somebody


def face_of(card: CardView, stage: StageKind, today: date, suggestion: Suggestion | None) -> CardFace:
    """What a card shows on a day. The suggestion is the engine's, where it has come to this card yet."""
    return CardFace(
        kind=card.kind,
        account=card.account,
        value="" if card.value_minor is None else short_money(card.value_minor, card.currency),
        line=line_of(card, stage, today),
        chip=chip_of(card, today, suggestion),
        spark=card.spark,
        spark_reached=card.spark_in,
    )


def line_of(card: CardView, stage: StageKind, today: date) -> str:
    """The one line: what happened last when it is news, else what is missing, else the decision-maker."""
    if card.quote_sent_on is not None:
        age = max((today - card.quote_sent_on).days, 0)
        return _tr("Quote out {days}").format(days=days(age)) if age else _tr("Quote out today")
    if card.lost_on is not None:
        if (today - card.lost_on).days <= FRESH_LOSS_DAYS and stage is not StageKind.WON:
            return _loss(card, card.lost_on, today)
        if stage is StageKind.NOT_NOW:
            if card.come_back_on is not None and card.come_back_on >= today:
                return _tr("Asked for {date}").format(date=short_date(card.come_back_on, today))
            return _loss(card, card.lost_on, today)
    if stage is StageKind.WON and card.touches:
        return _with_title(card, _tr("Won after {touches}").format(touches=touches(card.touches)))
    if card.sites_believed > 2 * card.sites_known:
        return _tr("{believed} sites, we know {known}").format(
            believed=f"{card.sites_believed:,}", known=f"{card.sites_known:,}"
        )
    if not card.decision_maker:
        return _with_title(card, _tr("No decision-maker yet"))
    if not card.touches:
        return _with_title(card, _tr("Not called yet"))
    if card.round_number > 1:
        return _with_title(
            card, _tr("Round {n}, {name}").format(n=card.round_number, name=card.decision_maker)
        )
    return _with_title(card, _joined(card.decision_maker, card.decision_maker_title))


def chip_of(card: CardView, today: date, suggestion: Suggestion | None) -> Chip:
    """The next touch: what the engine says, else what is planned."""
    if suggestion is not None:
        return Chip(sentence(suggestion.chip), _urgency(suggestion.due, today))
    if card.plan_on is None:
        return Chip()
    tone = _urgency(card.plan_on, today)
    away = (card.plan_on - today).days
    if away > 0:
        when = weekday(card.plan_on) if away < 7 else short_date(card.plan_on, today)
        return Chip(when, tone)
    what = word(card.plan_channel) if card.plan_channel else ""
    if away == 0:
        return Chip(_tr("{what} today").format(what=what or _tr("Planned")), tone)
    return Chip(_joined(what, _tr("{days} late").format(days=days(-away))), tone)


def spoken(card: CardView, face: CardFace) -> str:
    """The card for assistive technology: kind, account, value, line and next touch."""
    value = "" if card.value_minor is None else money(card.value_minor, card.currency)
    return _joined(
        word(card.kind),
        card.account,
        card.title,
        _tr("{value} a year").format(value=value) if value else _tr("value not known"),
        face.line,
        _tr("next touch: {chip}").format(chip=face.chip.text) if face.chip.text else _tr("nothing planned"),
    )


def tip_of(card: CardView, face: CardFace, today: date) -> str:
    """The card's tip: the full name and what has no room on the card, in lines of plain text."""
    value = "" if card.value_minor is None else money(card.value_minor, card.currency)
    first, *rest = (
        card.account,
        card.title,
        _joined(word(card.kind), _tr("{value} a year").format(value=value) if value else ""),
        _joined(card.decision_maker, card.decision_maker_title),
        face.line if face.line != _joined(card.decision_maker, card.decision_maker_title) else "",
        _joined(
            _tr("round {n}").format(n=card.round_number) if card.round_number > 1 else "",
            touches(card.touches),
        ),
        _tr("Planned: {date}").format(date=long_date(card.plan_on, today)) if card.plan_on else "",
        card.plan_text,
        _joined(*(f"#{tag}" for tag in card.tags)),
    )
    return "\n".join([first, *(line for line in rest if line)])


def _loss(card: CardView, lost: date, today: date) -> str:
    when = ago(lost, today)
    if card.lost_to:
        return _tr("Lost {when} to {rival}").format(when=when, rival=card.lost_to)
    if card.lost_reason is not None:
        return _tr("Lost {when} {reason}").format(when=when, reason=lost_on(card.lost_reason))
    return _tr("Lost {when}").format(when=when)


def _urgency(due: date, today: date) -> Tone:
    if due < today:
        return Tone.OVERDUE
    return Tone.DUE if due == today else Tone.NEUTRAL


def _with_title(card: CardView, text: str) -> str:
    """An account may have several cards: the title tells them apart."""
    return _joined(card.title, text)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("card", text)
