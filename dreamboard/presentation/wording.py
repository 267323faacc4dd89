"""The words for what the domain holds: vocabularies, counts and the engine's sentences.

Every text passes the translator; the tables hold the English. Figures (dates, times, money) are in
``figures``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.suggestion import Sentence
from dreamboard.domain.values import (
    Answer,
    Channel,
    Direction,
    IdeaKind,
    Intent,
    LossReason,
    Outcome,
    PursuitKind,
    QuoteOutcome,
    Role,
    SignalKind,
    StageKind,
)

translate = QCoreApplication.translate

_CHANNEL = {
    Channel.CALL: "Call",
    Channel.EMAIL: "E-mail",
    Channel.MEETING: "Meeting",
    Channel.MESSAGE: "Message",
    Channel.SOCIAL: "Social",
    Channel.LETTER: "Letter",
    Channel.VISIT: "Visit",
    Channel.OTHER: "Other way",
}
_INBOUND = {
    Channel.CALL: "They called",
    Channel.EMAIL: "They e-mailed",
    Channel.MEETING: "Meeting they asked for",
    Channel.MESSAGE: "They sent a message",
    Channel.SOCIAL: "They wrote on a network",
    Channel.LETTER: "They wrote a letter",
    Channel.VISIT: "They came by",
    Channel.OTHER: "They got in touch",
}
_SENT = {
    Channel.EMAIL: "E-mail sent",
    Channel.MESSAGE: "Message sent",
    Channel.SOCIAL: "Note on a network sent",
    Channel.LETTER: "Letter sent",
}
_DIRECTION = {
    Direction.OUT: "From us",
    Direction.IN: "From them",
}
_OUTCOME = {
    Outcome.SENT: "Sent",
    Outcome.NO_ANSWER: "No answer",
    Outcome.VOICEMAIL: "Voicemail",
    Outcome.SPOKE: "Spoke",
    Outcome.REPLIED: "Replied",
    Outcome.NOT_NOW: "Not now",
    Outcome.NO: "No",
    Outcome.YES: "Yes",
    Outcome.ORDER: "Order",
    Outcome.STOP: "Asked to stop",
}
_CAME_OF_IT = {
    Outcome.NO_ANSWER: "no answer",
    Outcome.VOICEMAIL: "left voicemail",
    Outcome.SPOKE: "spoke",
    Outcome.REPLIED: "they replied",
    Outcome.NOT_NOW: "not now",
    Outcome.NO: "no",
    Outcome.YES: "yes",
    Outcome.ORDER: "order",
    Outcome.STOP: "asked us to stop",
}
_INTENT = {
    Intent.GIVE: "Give value",
    Intent.ASK: "Ask",
    Intent.THANK: "Thank",
    Intent.LEARN: "Learn",
    Intent.REPLY: "Reply",
}
_INTENT_DONE = {
    Intent.GIVE: "gave value",
    Intent.ASK: "asked",
    Intent.THANK: "thanked",
    Intent.LEARN: "learned",
    Intent.REPLY: "answered",
}
_LOSS_REASON = {
    LossReason.PRICE: "Price",
    LossReason.TIMING: "Timing",
    LossReason.BUDGET: "Budget",
    LossReason.NO_DECISION: "No decision",
    LossReason.FIT: "Fit or feature",
    LossReason.RELATIONSHIP: "Relationship",
    LossReason.RIVAL_CONTRACT: "Rival’s contract",
    LossReason.OTHER: "Other",
}
_LOST_ON = {
    LossReason.PRICE: "on price",
    LossReason.TIMING: "on timing",
    LossReason.BUDGET: "on budget",
    LossReason.NO_DECISION: "to no decision",
    LossReason.FIT: "on fit",
    LossReason.RELATIONSHIP: "on the relationship",
    LossReason.RIVAL_CONTRACT: "because of a contract",
    LossReason.OTHER: "for another reason",
}
_ROLE = {
    Role.DECISION_MAKER: "Decision-maker",
    Role.CHAMPION: "Champion",
    Role.INTRODUCER: "Introducer",
    Role.INFLUENCER: "Influencer",
    Role.GATEKEEPER: "Gatekeeper",
    Role.USER: "User",
    Role.BLOCKER: "Blocker",
}
_STAGE_KIND = {
    StageKind.DREAM_LIST: "Dream list",
    StageKind.PURSUING: "Pursuing",
    StageKind.IN_CONVERSATION: "In conversation",
    StageKind.PROPOSAL_OUT: "Proposal out",
    StageKind.NOT_NOW: "Not now",
    StageKind.WON: "Won",
}
_PURSUIT_KIND = {
    PursuitKind.DREAM_CLIENT: "Dream client",
    PursuitKind.LOST_DEAL: "Lost deal",
}
_SIGNAL = {
    SignalKind.DECISION_MAKER_LEFT: "Decision-maker left",
    SignalKind.DECISION_MAKER_ARRIVED: "New decision-maker",
    SignalKind.CONTRACT_END: "Rival’s contract ends",
    SignalKind.PRICE_RISE: "Rival’s price rise",
    SignalKind.NEWS: "News",
    SignalKind.REORGANISATION: "Reorganisation",
    SignalKind.OTHER: "Something changed",
}
_QUOTE_OUTCOME = {
    QuoteOutcome.WON: "Quote won",
    QuoteOutcome.LOST: "Quote lost",
    QuoteOutcome.WITHDRAWN: "Quote withdrawn",
}
_IDEA_KIND = {
    IdeaKind.WHITE_PAPER: "White paper",
    IdeaKind.BENCHMARK: "Benchmark",
    IdeaKind.INTRODUCTION: "Introduction",
    IdeaKind.INVITATION: "Invitation",
    IdeaKind.CASE: "Case",
    IdeaKind.INSIGHT: "Insight",
}
_ANSWER = {
    Answer.YES: "Yes",
    Answer.NO: "No",
    Answer.UNSURE: "Not sure",
}
_LEVELS = (
    "They wait for us",
    "A promise is due",
    "The clock is running",
    "Money on the desk",
    "Rhythm",
    "Groundwork",
)
_TABLES: dict[type[StrEnum], dict[Any, str]] = {
    Channel: _CHANNEL,
    Direction: _DIRECTION,
    Outcome: _OUTCOME,
    Intent: _INTENT,
    LossReason: _LOSS_REASON,
    Role: _ROLE,
    StageKind: _STAGE_KIND,
    PursuitKind: _PURSUIT_KIND,
    SignalKind: _SIGNAL,
    QuoteOutcome: _QUOTE_OUTCOME,
    IdeaKind: _IDEA_KIND,
    Answer: _ANSWER,
}


def word(member: StrEnum) -> str:
    """A member of a vocabulary, as a label or button shows it: "Decision-maker", "No answer"."""
    # Members of different vocabularies are equal where their values are ("no", "not_now"): so the table is
    # looked up by the member's own class.
    return translate("wording", _TABLES[type(member)][member])


def level(number: int) -> str:
    """A level of the plays, from 1: "They wait for us"."""
    return translate("wording", _LEVELS[number - 1])


def intent_done(intent: Intent) -> str:
    """What a touch did, as its chip says it: "gave value"."""
    return translate("wording", _INTENT_DONE[intent])


def lost_on(reason: LossReason) -> str:
    """Why a round was lost, inside a sentence: "on price"."""
    return translate("wording", _LOST_ON[reason])


def touch_title(channel: Channel, direction: Direction, outcome: Outcome) -> str:
    """A touch in a few words: "Call, left voicemail", "E-mail sent", "They called, order"."""
    if direction is Direction.IN:
        noun = translate("wording", _INBOUND[channel])
        told = outcome not in (Outcome.SENT, Outcome.REPLIED, Outcome.SPOKE)
    elif outcome is Outcome.SENT:
        return translate("wording", _SENT.get(channel, _CHANNEL[channel]))
    else:
        noun = translate("wording", _CHANNEL[channel])
        told = not (channel is Channel.MEETING and outcome is Outcome.SPOKE)
    if not told:
        return noun
    return translate("wording", "{touch}, {outcome}").format(
        touch=noun, outcome=translate("wording", _CAME_OF_IT[outcome])
    )


def contact_name(name: str) -> str:
    """A contact in a list: by name, or that there is none."""
    return name.strip() or translate("wording", "no name")


def sentence(said: Sentence) -> str:
    """An engine's sentence in the language of the window."""
    return translate("engine", said.template).format(**said.values)


def touches(count: int) -> str:
    """ "1 touch", "76 touches"."""
    return _counted(count, translate("wording", "1 touch"), translate("wording", "{n} touches", "", count))


def days(count: int) -> str:
    """ "1 day", "520 days"."""
    return _counted(count, translate("wording", "1 day"), translate("wording", "{n} days", "", count))


def quiet_days(count: int) -> str:
    """ "1 quiet day", "41 quiet days"."""
    return _counted(
        count, translate("wording", "1 quiet day"), translate("wording", "{n} quiet days", "", count)
    )


def cards(count: int) -> str:
    """ "1 card", "142 cards"."""
    return _counted(count, translate("wording", "1 card"), translate("wording", "{n} cards", "", count))


def lines(count: int) -> str:
    """ "1 line", "38 lines"."""
    return _counted(count, translate("wording", "1 line"), translate("wording", "{n} lines", "", count))


def conditions(count: int) -> str:
    """ "1 condition", "3 conditions"."""
    return _counted(
        count, translate("wording", "1 condition"), translate("wording", "{n} conditions", "", count)
    )


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(n=f"{count:,}")
