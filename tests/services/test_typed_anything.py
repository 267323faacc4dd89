"""Whatever a person types or pastes: it is kept so that it can be read again, or refused in words."""

from datetime import date, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import ROW_TYPES
from dreamboard.domain.values import Channel, FeedbackKind, IdeaKind, Play, SignalKind, StageKind
from dreamboard.services import commands as do
from dreamboard.services.dispatcher import Dispatcher
from dreamboard.services.handlers import HANDLERS
from dreamboard.services.handlers.edit_fields import EDITABLE
from dreamboard.store.open import open_board
from tests.fakes import FakeClock

TEXT = st.text(st.characters(), max_size=60) | st.sampled_from(
    ["\x00", "\ud800", "'; drop table touch; --", ""]
)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
DAYS = st.dates() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
INSTANTS = st.datetimes(timezones=st.none() | st.just(timezone.max) | st.timezones())
NUMBERS = st.integers(-5, 5) | st.integers(-(10**16), 10**16)
NEW_CONTACT = st.builds(do.NewContact, TEXT, TEXT, emails=TEXTS, telephones=TEXTS)
ANYTHING = st.one_of(
    TEXT, TEXTS, DAYS, INSTANTS, NUMBERS, st.booleans(), st.none(), st.floats(), st.binary(max_size=3)
)
EDITS = st.sampled_from([(kind, field) for kind, checks in EDITABLE.items() for field in checks])

COMMANDS = st.one_of(
    st.builds(
        do.AddPursuit, TEXT, title=TEXT, value_minor=NUMBERS, currency=TEXT, tags=TEXTS, contact=NEW_CONTACT
    ),
    st.builds(do.AddPursuit, TEXT, note=TEXT),
    st.builds(
        do.LogTouch, st.just(Channel.CALL), pursuit_id=st.just(1), at=INSTANTS, note=TEXT, subject=TEXT
    ),
    st.builds(
        do.LogTouch, st.just(Channel.CALL), pursuit_id=st.just(1), note=TEXT, next_on=DAYS, next_text=TEXT
    ),
    st.builds(do.PlanTouch, st.just((1,)), DAYS, text=TEXT),
    st.builds(
        do.LosePursuits,
        st.just((1,)),
        st.just(do.Place(5)),
        st.builds(do.Loss, note=TEXT, rival=TEXT, conditions=TEXTS, introducer=NEW_CONTACT),
        DAYS,
    ),
    st.builds(do.WinPursuits, st.just((1,)), st.just(do.Place(6)), NUMBERS, TEXT, DAYS),
    st.builds(do.Retire, st.just((1,)), TEXT, DAYS),
    st.builds(do.AddContact, st.just(1), NEW_CONTACT, DAYS),
    st.builds(do.ChangeDecisionMaker, st.just(1), DAYS, st.just(1), TEXT, NEW_CONTACT, note=TEXT),
    st.builds(do.AddStage, TEXT, st.just(StageKind.PURSUING), colour=TEXT, card_limit=NUMBERS),
    st.builds(do.AddQuote, st.just(1), NUMBERS, TEXT, DAYS, DAYS, TEXT),
    st.builds(do.AddConditions, st.just(1), TEXTS),
    st.builds(do.AddSignal, st.just(1), st.just(SignalKind.NEWS), DAYS, note=TEXT),
    st.builds(do.AddIdea, TEXT, st.just(IdeaKind.CASE), TEXT, TEXT, TEXTS),
    st.builds(
        do.GiveFeedback,
        st.just(1),
        st.sampled_from(FeedbackKind),
        st.just(Play.RHYTHM),
        DAYS,
        reason=TEXT,
        evidence=TEXT,
    ),
    st.builds(do.ChangeSetting, TEXT, TEXT | st.just("[1e999, NaN]") | TEXT.map(lambda text: f'"{text}"')),
    st.builds(do.Batch, TEXT, st.just((do.AddPursuit("A"),))),
    EDITS.flatmap(lambda edit: ANYTHING.map(lambda value: do.Edit(edit[0].__name__, 1, ((edit[1], value),)))),
)


@pytest.fixture
def board(tmp_path):
    """A file with one or more of everything that can be edited."""
    clock = FakeClock()
    board = open_board(tmp_path / "mine.dreamboard", clock)
    dispatcher = Dispatcher(HANDLERS, board.unit, clock)
    for command in (
        do.AddPursuit("Harbor Steel", contact=do.NewContact("Dana Whitfield")),
        do.LosePursuits((1,), do.Place(5), do.Loss(conditions=("net 60",))),
        do.AddQuote(1, 500),
        do.AddSignal(1, SignalKind.NEWS),
        do.AddIdea("Dock paper"),
        do.LogTouch(Channel.CALL, pursuit_id=1),
        do.PlanTouch((1,), clock.today()),
    ):
        dispatcher.run(command)
    yield board
    board.close()


@settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(command=COMMANDS)
def test_anything_typed_is_kept_and_undone_or_refused_in_words(board, command):
    dispatcher = Dispatcher(HANDLERS, board.unit, FakeClock())
    before = everything(board)
    try:
        done = dispatcher.run(command)
    except Refused:
        assert everything(board) == before
        return
    done.label.encode("utf-8")
    everything(board)  # every value can be read again
    if done.changes.step is not None:
        dispatcher.undo(done.changes.step.id)
    assert everything(board) == before


def everything(board):
    """Every row of the file."""
    return {kind.__name__: board.queries.rows(kind) for kind in ROW_TYPES}
