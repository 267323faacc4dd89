"""The level of every play: a lower level is never outranked by a higher one."""

from __future__ import annotations

from dreamboard.domain.values import Play

_LEVELS: dict[Play, int] = {
    Play.ANSWER: 1,
    Play.PROMISE: 2,
    Play.NAMED_DATE: 2,
    Play.LAST_CALL: 3,
    Play.THANK_DECISION_MAKER: 3,
    Play.DEBRIEF: 3,
    Play.DEBRIEF_THANKS: 3,
    Play.CONDITIONS_MET: 3,
    Play.OPEN_CONDITION: 3,
    Play.NEW_DECISION_MAKER: 3,
    Play.FOLLOW_THE_LEAVER: 3,
    Play.CONTRACT_WINDOW: 3,
    Play.QUOTE_FOLLOW_UP: 4,
    Play.RHYTHM: 5,
    Play.LOST_RHYTHM: 5,
    Play.FIND_DECISION_MAKER: 6,
    Play.KNOW_THE_SITES: 6,
    Play.NEW_IDEA: 6,
    Play.FIRST_MOVE: 6,
}


def level_of(play: Play) -> int:
    """The level of a play, 1 to 6. A lower level never comes after a higher one."""
    return _LEVELS[play]
