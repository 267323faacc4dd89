"""What the library of ideas says, and where its ideas are."""

import os

import pytest

from dreamboard.domain.idea_matches import Given, Match
from dreamboard.domain.model import Idea
from dreamboard.domain.values import IdeaKind, LossReason, Outcome, Role
from dreamboard.presentation.idea_words import answers, came_of_it, place_of, why
from tests.domain.cards import day


def test_an_idea_names_whom_it_answers():
    idea = Idea(1, "Paper", IdeaKind.CASE, industries=("Rail",), loss_reasons=(LossReason.PRICE,))
    assert answers(idea) == "Price; Rail"
    assert answers(Idea(2, "Poem", IdeaKind.INSIGHT)) == "everybody"


def test_a_match_says_why():
    match = Match(1, 1, "Sable", "", 7, LossReason.PRICE, "Rail", Role.DECISION_MAKER, None, "USD", None)
    assert why(match) == "lost on price, Rail, decision-maker"


@pytest.mark.parametrize(
    ("answered", "won", "told"),
    [(None, None, "no answer"), (0, None, "answered the same day"), (3, 30, "won 30 days later")],
)
def test_what_came_of_it_is_told(answered, won, told):
    days = [day(n) if n is not None else None for n in (answered, won)]
    assert came_of_it(Given(1, 1, 1, "Sable", day(0), Outcome.SENT, *days)) == told


def test_a_page_or_a_file_has_a_place(tmp_path):
    paper = tmp_path / "paper & more.pdf"
    paper.write_bytes(b"%PDF")
    assert place_of("https://example.com/a").host() == "example.com"
    assert place_of(str(paper)).toLocalFile() == str(paper)
    assert place_of(paper.as_uri()).toLocalFile() == str(paper)


@pytest.mark.parametrize(
    "link",
    ["", "paper.pdf", "javascript:alert(1)", "mailto:a@b.example", "https://", "/no/such/file", os.sep],
)
def test_nothing_else_is_opened(link):
    assert place_of(link) is None
