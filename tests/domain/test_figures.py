"""The running figures of a pursuit."""

from datetime import UTC, datetime, timedelta

import pytest

from dreamboard.domain.figures import figures_of
from dreamboard.domain.model import Figures, Touch
from dreamboard.domain.values import Channel, Direction, Outcome

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def touches(*outcomes):
    """One touch a day; "in" is one that came in."""
    return [
        Touch(
            id=number,
            at=START + timedelta(days=number),
            channel=Channel.CALL,
            direction=Direction.IN if word == "in" else Direction.OUT,
            outcome=Outcome.REPLIED if word == "in" else Outcome(word),
        )
        for number, word in enumerate(outcomes)
    ]


def test_a_pursuit_nobody_touched_has_no_figures():
    assert figures_of([]) == Figures()


@pytest.mark.parametrize(
    ("outcomes", "unanswered"),
    [
        (("voicemail",), 1),
        (("voicemail", "no_answer", "sent"), 3),
        (("voicemail", "spoke"), 0),
        (("voicemail", "no"), 0),
        (("voicemail", "in", "voicemail"), 1),
        (("spoke", "voicemail", "voicemail"), 2),
        (("in",), 0),
    ],
)
def test_unanswered_counts_from_the_last_that_reached_anybody(outcomes, unanswered):
    assert figures_of(touches(*outcomes)).unanswered == unanswered


def test_the_last_of_each_direction_is_told_whatever_order_the_touches_come_in():
    logged = touches("voicemail", "in", "sent")
    figures = figures_of([logged[2], logged[0], logged[1]])
    assert (figures.touch_count, figures.outbound_count) == (3, 2)
    assert figures.last_touch_at == figures.last_out_at == logged[2].at
    assert figures.last_in_at == logged[1].at


def test_touches_of_one_instant_count_in_the_order_they_were_logged():
    first = Touch(1, START, Channel.CALL, Direction.OUT, Outcome.SPOKE)
    second = Touch(2, START, Channel.EMAIL, Direction.OUT, Outcome.SENT)
    assert figures_of([second, first]).unanswered == 1
