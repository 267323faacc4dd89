"""The small closed vocabularies of the glossary, and money.

Every enumeration is a ``StrEnum`` whose value is what the store and the exported files hold: renaming a
member's *value* is a migration, renaming its Python name is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PursuitKind(StrEnum):
    """What a card is: a big account pursued for years, or a lost deal to be won back."""

    DREAM_CLIENT = "dream_client"
    LOST_DEAL = "lost_deal"


class StageKind(StrEnum):
    """What the rules know of a column, whatever the rep named it; in the default order."""

    DREAM_LIST = "dream_list"
    PURSUING = "pursuing"
    IN_CONVERSATION = "in_conversation"
    PROPOSAL_OUT = "proposal_out"
    NOT_NOW = "not_now"
    WON = "won"


class Role(StrEnum):
    """What a contact is to a decision at an account."""

    DECISION_MAKER = "decision_maker"
    CHAMPION = "champion"
    INTRODUCER = "introducer"
    INFLUENCER = "influencer"
    GATEKEEPER = "gatekeeper"
    USER = "user"
    BLOCKER = "blocker"


class Channel(StrEnum):
    """How a touch passes. A voicemail is a call whose outcome is ``VOICEMAIL``."""

    CALL = "call"
    EMAIL = "email"
    MEETING = "meeting"
    MESSAGE = "message"
    SOCIAL = "social"
    LETTER = "letter"
    VISIT = "visit"
    OTHER = "other"


class Direction(StrEnum):
    """Who reached out."""

    OUT = "out"
    IN = "in"


class Outcome(StrEnum):
    """What came of a touch.

    ``SENT`` is an outbound message whose answer is not known yet; ``NO_ANSWER`` and ``VOICEMAIL`` are calls
    that reached nobody; the rest mean that the contact was reached.
    """

    SENT = "sent"
    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"
    SPOKE = "spoke"
    REPLIED = "replied"
    NOT_NOW = "not_now"
    NO = "no"
    YES = "yes"
    ORDER = "order"
    STOP = "stop"

    @property
    def reached(self) -> bool:
        """Whether the contact was reached or answered."""
        return self not in (Outcome.SENT, Outcome.NO_ANSWER, Outcome.VOICEMAIL)


class Intent(StrEnum):
    """Why the touch was made."""

    GIVE = "give"
    ASK = "ask"
    THANK = "thank"
    LEARN = "learn"
    REPLY = "reply"


class LossReason(StrEnum):
    """Why a round was lost, as the contact said it or as the rep believes."""

    PRICE = "price"
    TIMING = "timing"
    BUDGET = "budget"
    NO_DECISION = "no_decision"
    FIT = "fit"
    RELATIONSHIP = "relationship"
    RIVAL_CONTRACT = "rival_contract"
    OTHER = "other"


class Answer(StrEnum):
    """Yes, no, or not sure."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class RoundOutcome(StrEnum):
    """How a closed round ended."""

    WON = "won"
    LOST = "lost"


class QuoteOutcome(StrEnum):
    """How a quote left the desk."""

    WON = "won"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


class SignalKind(StrEnum):
    """A change at the account that moves the odds."""

    DECISION_MAKER_LEFT = "decision_maker_left"
    DECISION_MAKER_ARRIVED = "decision_maker_arrived"
    CONTRACT_END = "contract_end"
    PRICE_RISE = "price_rise"
    NEWS = "news"
    REORGANISATION = "reorganisation"
    OTHER = "other"


class IdeaKind(StrEnum):
    """What kind of thing an idea gives."""

    WHITE_PAPER = "white_paper"
    BENCHMARK = "benchmark"
    INTRODUCTION = "introduction"
    INVITATION = "invitation"
    CASE = "case"
    INSIGHT = "insight"


class Play(StrEnum):
    """The rule a suggestion comes from. ``level_of`` in ``domain.plays`` gives each its level, 1 to 6."""

    ANSWER = "answer"
    PROMISE = "promise"
    NAMED_DATE = "named_date"
    LAST_CALL = "last_call"
    THANK_DECISION_MAKER = "thank_decision_maker"
    DEBRIEF = "debrief"
    DEBRIEF_THANKS = "debrief_thanks"
    CONDITIONS_MET = "conditions_met"
    OPEN_CONDITION = "open_condition"
    NEW_DECISION_MAKER = "new_decision_maker"
    FOLLOW_THE_LEAVER = "follow_the_leaver"
    CONTRACT_WINDOW = "contract_window"
    QUOTE_FOLLOW_UP = "quote_follow_up"
    RHYTHM = "rhythm"
    LOST_RHYTHM = "lost_rhythm"
    FIND_DECISION_MAKER = "find_decision_maker"
    KNOW_THE_SITES = "know_the_sites"
    NEW_IDEA = "new_idea"
    FIRST_MOVE = "first_move"


class FeedbackKind(StrEnum):
    """What the rep did with a suggestion instead of following it.

    ``OVERRIDE`` lifts the guard that holds the suggestion back, with a reason, up to the day given (without
    one: that day alone).
    """

    SNOOZE = "snooze"
    NOT_THIS = "not_this"
    ANOTHER_IDEA = "another_idea"
    OVERRIDE = "override"


class GroupBy(StrEnum):
    """The two ways the board can be laid out."""

    STAGE = "stage"
    WHEN = "when"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the minor units of an ISO 4217 currency: ``Money(41_000_000, "USD")`` is $410,000.00."""

    minor: int
    currency: str


# ISO 4217 gives most currencies two decimals; these have another count.
_DECIMALS = {
    "BHD": 3, "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "IQD": 3, "ISK": 0, "JOD": 3, "JPY": 0, "KMF": 0,
    "KRW": 0, "KWD": 3, "LYD": 3, "OMR": 3, "PYG": 0, "RWF": 0, "TND": 3, "UGX": 0, "UYI": 0, "VND": 0,
    "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
}  # fmt: skip


def decimals_of(currency: str) -> int:
    """How many decimals the minor unit of an ISO 4217 currency stands for; 2 for one not listed."""
    return _DECIMALS.get(currency, 2)
