"""One line in any order, understood word by word, never guessed silently."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamboard.domain.values import Channel, Direction, Intent, Outcome, PursuitKind
from dreamboard.services.quick_log import LONGEST, Part, parse
from dreamboard.services.quick_log_names import NamingIndex
from dreamboard.services.quick_log_people import Selected
from dreamboard.services.read_models import NamedAccount, NamedContact, NamedIdea, NamedPursuit, Naming

NOW = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")
CARDS = (
    (1, 1, "", "Pursuing"), (2, 2, "", "Pursuing"), (3, 3, "", "Pursuing"), (4, 4, "", "Pursuing"),
    (5, 5, "", "Pursuing"), (6, 6, "Generators", "Pursuing"), (7, 6, "Valves", "Not now"), (8, 8, "", "Won"),
    (9, 9, "", "Won"),
)  # fmt: skip
NAMES = Naming(
    accounts=(
        NamedAccount(1, "Northwind Freight", (1,)),
        NamedAccount(2, "Cobalt Health", (2,)),
        NamedAccount(3, "Call Center Inc", (3,)),
        NamedAccount(4, "May & Co", (4,)),
        NamedAccount(5, "Friday Foods", (5,)),
        NamedAccount(6, "Harbor Steel", (6, 7)),
        NamedAccount(7, "Harbor Marine", ()),
        NamedAccount(8, "Spoke Industries", (8,)),
        NamedAccount(9, "Northwind Dairy", (9,)),
        NamedAccount(10, "Ünïcode Straße AG", ()),
    ),
    contacts=(
        NamedContact(1, "Dana Whitfield", (1,), (1,)),
        NamedContact(2, "Dana Cole", (2,), (2,)),
        NamedContact(3, "Luis Ortega", (7,), (6,)),
        NamedContact(4, "Will Smith", (4,), (4,)),
        NamedContact(5, "Priya O'Brien", (5,), (5,)),
    ),
    ideas=(NamedIdea(1, "Dock delays: what 40 carriers pay"), NamedIdea(2, "Cold chain benchmark")),
    stages=((1, "Pursuing"),),
    pursuits=tuple(NamedPursuit(i, a, t, PursuitKind.DREAM_CLIENT, s) for i, a, t, s in CARDS),
)
INDEX = NamingIndex(NAMES)


def read(line, selected=None):
    return parse(line, INDEX, NOW, ZONE, selected)


@pytest.mark.parametrize(
    ("line", "account", "contact", "card"),
    [
        ("vm dana northwind", "Northwind Freight", "Dana Whitfield", 1),
        ("northwind dana vm", "Northwind Freight", "Dana Whitfield", 1),
        ("vm dana cobalt", "Cobalt Health", "Dana Cole", 2),
        ("vm whitf", "Northwind Freight", "Dana Whitfield", 1),
        ("call center inc no answer", "Call Center Inc", "", 3),
        ("called may & co no answer", "May & Co", "", 4),
        ("friday foods mail fri", "Friday Foods", "", 5),
        ("spoke industries vm", "Spoke Industries", "", 8),
        ("vm o'brien", "Friday Foods", "Priya O'Brien", 5),
        ("vm obrien", "Friday Foods", "Priya O'Brien", 5),
        ("vm cobolt", "Cobalt Health", "", 2),
        ("mail unicode strasse", "Ünïcode Straße AG", "", None),
        ("sms will cobalt see you there", "Cobalt Health", "", 2),
        ('vm "Northwind Dairy"', "Northwind Dairy", "", 9),
        ("call spoke luis", "Harbor Steel", "Luis Ortega", 6),
    ],
)
def test_names_are_found_in_any_order_by_their_beginnings_and_with_slips(line, account, contact, card):
    people = read(line).people
    assert (people.account, people.contact, people.pursuit_id) == (account, contact, card)


@pytest.mark.parametrize(
    ("line", "channel", "direction", "outcome"),
    [
        ("vm cobalt", Channel.CALL, Direction.OUT, Outcome.VOICEMAIL),
        ("call cobalt no answer", Channel.CALL, Direction.OUT, Outcome.NO_ANSWER),
        ("c cobalt na", Channel.CALL, Direction.OUT, Outcome.NO_ANSWER),
        ("called cobalt spoke", Channel.CALL, Direction.OUT, Outcome.SPOKE),
        ("cobalt no", None, None, None),
        ("call cobalt not now", Channel.CALL, Direction.OUT, Outcome.NOT_NOW),
        ("call cobalt yes", Channel.CALL, Direction.OUT, Outcome.YES),
        ("they called cobalt order", Channel.CALL, Direction.IN, Outcome.ORDER),
        ("cobalt rang back", Channel.CALL, Direction.IN, Outcome.SPOKE),
        ("mail cobalt", Channel.EMAIL, Direction.OUT, Outcome.SENT),
        ("cobalt replied", Channel.EMAIL, Direction.IN, Outcome.REPLIED),
        ("mail in cobalt", Channel.EMAIL, Direction.IN, Outcome.REPLIED),
        ("mtg cobalt", Channel.MEETING, Direction.OUT, Outcome.SPOKE),
        ("linkedin cobalt", Channel.SOCIAL, Direction.OUT, Outcome.SENT),
        ("call cobalt stop", Channel.CALL, Direction.OUT, Outcome.STOP),
    ],
)
def test_words_and_their_short_forms_say_how_and_what_came_of_it(line, channel, direction, outcome):
    parsed = read(line)
    if channel is None:
        assert [q.text for q in parsed.questions] == ["How?"]
        return
    assert parsed.ready
    assert (parsed.touch.channel, parsed.touch.direction, parsed.touch.outcome) == (
        channel,
        direction,
        outcome,
    )


@pytest.mark.parametrize(
    ("line", "at", "following"),
    [
        ("vm cobalt +14d", None, date(2026, 12, 6)),
        ("vm cobalt fri", None, date(2026, 11, 27)),
        ("vm cobalt 4 jan", None, date(2027, 1, 4)),
        ("vm cobalt yesterday 15:40", datetime(2026, 11, 21, 14, 40, tzinfo=UTC), None),
        ("yesterday 15:40 vm cobalt +2w", datetime(2026, 11, 21, 14, 40, tzinfo=UTC), date(2026, 12, 6)),
        ("vm cobalt 12 nov", datetime(2026, 11, 12, 11, 0, tzinfo=UTC), None),
        ("vm cobalt", None, None),
    ],
)
def test_dates_behind_are_when_it_happened_and_dates_ahead_are_next(line, at, following):
    touch = read(line).touch
    assert (touch.at, touch.next_on) == (at, following)


def test_a_subject_runs_to_the_next_thing_that_is_understood():
    touch = read("vm dana northwind re dock paper +14d").touch
    assert (touch.subject, touch.note, touch.next_on) == ("dock paper", "", date(2026, 12, 6))


def test_an_outcome_with_a_colon_is_followed_by_the_note():
    touch = read("call luis spoke: no, they want a call on friday +7d").touch
    assert (touch.outcome, touch.note) == (Outcome.SPOKE, "no, they want a call on friday")
    assert touch.next_on == date(2026, 11, 29)


def test_words_that_mean_nothing_else_are_the_note_as_it_was_typed():
    assert (
        read("call cobalt spoke  Told   me about (the) price!").touch.note == "Told   me about (the) price!"
    )


def test_an_idea_is_given_and_its_words_may_be_shortened():
    parsed = read("mail cobalt #dock")
    assert (parsed.idea, parsed.touch.intent) == ("Dock delays: what 40 carriers pay", Intent.GIVE)
    assert read("mail cobalt #nothing").problem == "No idea is called “nothing”."


@pytest.mark.parametrize(
    ("line", "question", "texts"),
    [
        ("vm dana", "Who is meant?", ["Dana Whitfield, Northwind Freight", "Dana Cole, Cobalt Health"]),
        ("vm northwind", "Who is meant?", ["Northwind Freight", "Northwind Dairy"]),
        ("vm harbor steel", "Which card?", ["Generators", "Valves"]),
        ("cobalt", "How?", ["Call", "E-mail", "Meeting", "Message", "Visit"]),
        ("call cobalt", "What came of the call?", ["Spoke", "No answer", "Voicemail"]),
    ],
)
def test_what_fits_several_things_is_asked_and_each_answer_is_a_line_that_is_plain(line, question, texts):
    parsed = read(line)
    assert not parsed.ready
    asked = parsed.questions[0]
    assert (asked.text, [answer.text for answer in asked.answers]) == (question, texts)
    for answer in asked.answers:
        assert question not in [q.text for q in read(answer.line).questions], answer.line


def test_the_selected_card_is_meant_where_the_line_leaves_it_open():
    assert read("vm", Selected(2, 2)).people.account == "Cobalt Health"
    assert read("vm dana", Selected(2, 2)).people.contact == "Dana Cole"
    assert read("vm harbor steel", Selected(7, 6)).people.pursuit_id == 7


@pytest.mark.parametrize("line", ["vm", "", "   ", "vm zzzz", "#", '"', '""', ":", "re", "+", "re re re"])
def test_a_line_that_names_nobody_says_so_or_asks(line):
    parsed = read(line)
    assert parsed.problem or parsed.questions


@pytest.mark.parametrize("line", ["vm cobalt 31 feb", "vm cobalt 2026-13-01", "vm cobalt yesterday 25:10"])
def test_a_date_that_no_calendar_has_is_never_taken(line):
    parsed = read(line)
    assert parsed.problem.endswith("is no date.") or "25:10" in parsed.touch.note


def test_a_touch_in_the_future_is_refused_in_words():
    assert "still to come" in read("vm cobalt today 23:59").problem


def test_a_very_long_line_keeps_its_end_in_the_note():
    parsed = read("call cobalt spoke: " + "x" * 10_000)
    assert parsed.ready
    assert len(parsed.touch.note) == 10_000
    assert LONGEST < 10_000


@given(st.text(max_size=120))
def test_nothing_that_is_typed_raises_and_every_token_lies_in_the_line(line):
    parsed = read(line)
    assert all(0 <= token.start < token.end <= len(line) for token in parsed.tokens)


PIECES = (
    *("vm", "call", "dana", "northwind", "cobalt", "harbor", "steel", "re", "dock", "spoke:", "no", "+14d"),
    *("fri", "yesterday", "15:40", "#dock", "luis", "not", "now", "ask", "in", "4", "jan"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_every_word_is_a_token_or_stands_in_the_note_or_subject(pieces):
    line = " ".join(pieces)
    parsed = read(line)
    covered = [line[token.start : token.end] for token in parsed.tokens]
    for piece in pieces:
        small = piece in {"in", "no", "not", "now"}
        assert small or piece in parsed.touch.note or any(piece in text for text in covered), (line, piece)
    assert {token.part for token in parsed.tokens} <= set(Part)
