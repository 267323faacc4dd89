"""The rules that suggestions come from, a module each.

A play is a function of a ``View`` that yields candidates: none when the card gives it no ground. The words
are told by the candidate that wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dreamboard.domain.plays import (
    answer,
    conditions_met,
    contract_window,
    debrief,
    debrief_thanks,
    find_decision_maker,
    first_move,
    follow_the_leaver,
    know_the_sites,
    last_call,
    lost_rhythm,
    named_date,
    new_decision_maker,
    new_idea,
    open_condition,
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
    conditions_met.propose,
    new_decision_maker.propose,
    last_call.propose,
    thank_decision_maker.propose,
    debrief_thanks.propose,
    debrief.propose,
    follow_the_leaver.propose,
    contract_window.propose,
    open_condition.propose,
    quote_follow_up.propose,
    rhythm.propose,
    lost_rhythm.propose,
    first_move.propose,
    know_the_sites.propose,
    find_decision_maker.propose,
    new_idea.propose,
)
