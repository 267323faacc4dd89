"""The rules that suggestions come from, a module each.

A play is a function of a ``View`` that yields candidates: none when the card gives it no ground. The words
are told by the candidate that wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dreamboard.domain.plays import (
    answer,
    debrief,
    debrief_thanks,
    last_call,
    lost_rhythm,
    named_date,
    promise,
    quote_follow_up,
    rhythm,
    thank_decision_maker,
)
from dreamboard.domain.plays.candidate import Candidate
from dreamboard.domain.plays.view import View

PLAYS: tuple[Callable[[View], Iterable[Candidate]], ...] = (
    answer.propose,
    promise.propose,
    named_date.propose,
    last_call.propose,
    thank_decision_maker.propose,
    debrief.propose,
    debrief_thanks.propose,
    quote_follow_up.propose,
    rhythm.propose,
    lost_rhythm.propose,
)
