"""A card for every play: the one the play is proposed on, on the day counted as 0. And cards of which more is
said than their play: what the log taught, what was tried, what holds them back."""

from dataclasses import replace

from dreamboard.domain.book import FollowUpCell, FollowUps, ReachCount, ReachLog
from dreamboard.domain.follow_ups import cell
from dreamboard.domain.values import Channel, LossReason, Play
from tests.domain.cards import (
    CHANGE,
    LUIS,
    PAPER,
    THANKED,
    card,
    condition,
    dana,
    day,
    lost_card,
    plan,
    priya,
    quote,
    sam,
    touch,
)

GIVES = [touch(-100 + n, "call spoke give") for n in range(3)]
IN_EVERY_PLAY = {
    Play.ANSWER: card(touch(-1, "in mail")),
    Play.PROMISE: card(plans=(plan(0, promised=True),)),
    Play.NAMED_DATE: card(touch(-60, "mail"), pursuit={"come_back_on": day(-2)}),
    Play.CONDITIONS_MET: lost_card(-2, *THANKED, conditions=(condition(1, "weekly visits", 0),)),
    Play.NEW_DECISION_MAKER: card(touch(-60, "call no"), contacts=(dana(), priya()), signals=CHANGE),
    Play.LAST_CALL: lost_card(-1),
    Play.THANK_DECISION_MAKER: lost_card(-1, THANKED[0]),
    Play.DEBRIEF_THANKS: lost_card(-9, *THANKED, touch(-1, "call spoke learn")),
    Play.DEBRIEF: lost_card(-9, touch(-8, "call thank", to=LUIS), touch(-8, "call thank 10")),
    Play.FOLLOW_THE_LEAVER: card(touch(-3, "call spoke"), contacts=(dana(), priya()), signals=CHANGE),
    Play.CONTRACT_WINDOW: card(touch(-60, "call spoke"), account={"rival_contract_end": day(44)}),
    Play.OPEN_CONDITION: lost_card(-2, *THANKED, conditions=(condition(1, "weekly visits"),)),
    Play.QUOTE_FOLLOW_UP: card(touch(-9, "call spoke"), quotes=(quote(-9),)),
    Play.RHYTHM: card(*GIVES),
    Play.LOST_RHYTHM: lost_card(-100, touch(-60, "mail give")),
    Play.FIRST_MOVE: lost_card(-100),
    Play.KNOW_THE_SITES: card(touch(-6, "call spoke"), account={"sites_known": 1, "sites_believed": 120}),
    Play.FIND_DECISION_MAKER: card(touch(-6, "call spoke", to=3), contacts=(sam(),)),
    Play.NEW_IDEA: lost_card(-60, touch(-20, "mail give")),
}
BOOKS = {Play.NEW_IDEA: {"ideas": (replace(PAPER, loss_reasons=(LossReason.PRICE,), created_on=day(-3)),)}}

ANSWERED = ReachLog(
    {
        (Channel.CALL, 1, 8): ReachCount(1_240, 412),
        (Channel.CALL, 3, 15): ReachCount(4_410, 306),
    }
)
"""Calls that are answered on Tuesdays, early."""


def followed_up(where: FollowUpCell) -> ReachLog:
    """Follow-ups that are answered like one, beside others."""
    others = cell(2, 60, 200, 900)
    return ReachLog(follow_ups=FollowUps({where: ReachCount(1_212, 375), others: ReachCount(2_438, 201)}))


SAYING_MORE = {
    "follow-ups made": (card(quotes=(quote(-9),)), {"reach": followed_up(cell(0, 60, 200, 900))}),
    "days without one": (card(quotes=(quote(-12),)), {"reach": followed_up(cell(2, 12, 200, 900))}),
    "age of the quote": (card(quotes=(quote(-12),)), {"reach": followed_up(cell(2, 60, 12, 900))}),
    "amount of the quote": (card(quotes=(quote(-12),)), {"reach": followed_up(cell(2, 60, 200, 410_000))}),
    "weekday and hour": (card(*GIVES), {"days": 6, "hour": 8, "reach": ANSWERED}),
    "hours elsewhere": (
        card(*GIVES, account={"time_zone": "America/Chicago"}),
        {"days": 6, "hour": 14, "reach": ANSWERED},
    ),
    "sites of a card never touched": (card(account={"sites_known": 1, "sites_believed": 1_200}), {}),
    "voicemails": (card(touch(-60, "vm"), touch(-40, "vm")), {}),
    "six unanswered": (
        card(*(touch(-100 + 8 * n, "vm" if n % 2 else "mail") for n in range(6)), contacts=(dana(), sam())),
        {},
    ),
    "too often": (card(touch(-10, "call"), contacts=(dana(min_days_between=90),)), {"days": 60}),
    "cap": (
        card(touch(-8, "vm"), touch(-5, "mail"), stage_fields={"ideal_days": 3, "max_days": 5}),
        {},
    ),
    "not before": (card(touch(-60, "call"), account={"not_before": day(400)}), {}),
    "quiet hours": (card(touch(-60, "call"), account={"time_zone": "America/Chicago"}), {}),
    "day off there": (card(touch(-60, "call"), account={"time_zone": "Asia/Tokyo"}), {"days": 2, "hour": 23}),
}
"""By what more is said: the card, and how ``next_touch`` is to be asked about it."""
