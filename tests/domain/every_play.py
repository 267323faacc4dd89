"""A card for every play: the one the play is proposed on, on the day counted as 0."""

from dataclasses import replace

from dreamboard.domain.values import LossReason, Play
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
