"""Calendars: what was is a meeting of those invited, what will be a plan, and no series goes on for ever."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Account, Contact, Plan, Pursuit, Touch
from dreamboard.domain.values import Channel, Outcome
from dreamboard.exchange.calendars import Window, is_calendar, read_calendar
from dreamboard.exchange.importing import Choices
from dreamboard.services.commands import AddPursuit, NewContact
from dreamboard.services.import_plan import Kind
from tests.exchange.desk import ImportDesk, counts, reasons
from tests.fuzz.limits import PATIENCE, within

WINDOW = Window.around(date(2026, 3, 2))
CHOICES = Choices(window=WINDOW, mine=("me@rep.example",))


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def calendar(*events: str) -> bytes:
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(events) + "END:VCALENDAR\r\n").encode()


def starts(*lines: str, window: Window | None = WINDOW) -> list[str]:
    table = read_calendar(calendar(event(*lines)), "a.ics", window)
    return [record.cells[1] for record in table.records]


@pytest.fixture
def desk():
    made = ImportDesk()
    made.run(AddPursuit("Teller Foods", contact=NewContact("Dana Fox", emails=("dana@teller.example",))))
    return made


@pytest.fixture
def take(desk, tmp_path):
    def take(*events):
        path = tmp_path / "mine.ics"
        path.write_bytes(calendar(*events))
        return desk.take(path, choices=CHOICES)

    return take


DANA = "ATTENDEE;CN=Dana Fox;PARTSTAT=ACCEPTED:MAILTO:Dana@Teller.example"


def test_every_shared_calendar_is_read_or_told_to_hold_no_event(shared_data):
    found = {"files": 0, "without": 0, "lines": 0, "with people": 0, "past": 0, "ahead": 0, "unreadable": 0}
    for path in sorted((shared_data / "ics").rglob("*.ics")):
        found["files"] += 1
        try:
            table = read_calendar(path.read_bytes(), path.name, Window.around(date(2012, 6, 1)))
        except BadInput as error:
            assert str(error) == f"{path.name} holds no event."  # noqa: PT017
            found["without"] += 1
            continue
        found["lines"] += len(table.records)
        found["with people"] += sum(bool(record.cells[3]) for record in table.records)
        days = [record.cells[1][:10] for record in table.records if record.cells[1][:1].isdigit()]
        found["past"] += sum(day <= "2012-06-01" for day in days)
        found["ahead"] += sum(day > "2012-06-01" for day in days)
        found["unreadable"] += sum("cannot be read" in record.cells[1] for record in table.records)
    told = {"files": 163, "without": 35, "lines": 183, "with people": 9, "past": 18, "ahead": 90}
    assert found == told | {"unreadable": 0}


def test_a_past_event_is_a_meeting_of_the_contact_invited(desk, take):
    plan = take(
        event(
            "UID:1",
            "DTSTART:20260220T140000Z",
            "SUMMARY:Tour",
            "LOCATION:Plant 2",
            DANA,
            "ATTENDEE:mailto:me@rep.example",
        )
    )
    assert counts(plan, Kind.TOUCHES) == {"created": 1}
    touch = desk.one(Touch)
    assert (touch.channel, touch.outcome) == (Channel.MEETING, Outcome.SPOKE)
    assert touch.at == datetime(2026, 2, 20, 14, tzinfo=UTC)
    assert (touch.subject, touch.note) == ("Tour", "At: Plant 2")
    assert touch.contact_id == desk.one(Contact).id
    assert touch.pursuit_id == desk.one(Pursuit).id


def test_a_future_event_is_a_plan_and_done_when_it_has_happened(desk, take):
    ahead = event("UID:2", "DTSTART;VALUE=DATE:20260310", "SUMMARY:Review", DANA)
    plan = take(ahead)
    assert [line.text for line in plan.lines] == ["planned for 2026-03-10 at Teller Foods"]
    made = desk.one(Plan)
    assert (made.on, made.channel, made.text) == (date(2026, 3, 10), Channel.MEETING, "Review")
    assert take(ahead).changes_nothing
    desk.clock.go_on(days=20)
    take(ahead)
    assert desk.one(Plan).done_on == date(2026, 3, 10)
    assert desk.one(Plan).done_touch_id == desk.one(Touch).id


def test_events_of_nobody_of_strangers_and_cancelled_ones_are_left_out(take):
    plan = take(
        event("UID:1", "DTSTART:20260220T140000Z", "SUMMARY:Dentist"),
        event("UID:2", "DTSTART:20260220T140000Z", "SUMMARY:Other", "ATTENDEE:mailto:x@y.example"),
        event("UID:3", "DTSTART:20260220T140000Z", "STATUS:CANCELLED", DANA),
        event("UID:4", "SUMMARY:No day", DANA),
        event("UID:5", "DTSTART:20261345T990000", DANA),
    )
    assert [line.text for line in plan.lines][:3] == [
        "nobody is invited",
        "nobody here has the address x@y.example",
        "cancelled",
    ]
    assert reasons(plan) == ["it says no day", "it says no day"]


def test_a_meeting_with_two_accounts_is_on_both_timelines(desk, take):
    desk.run(AddPursuit("Northwind", contact=NewContact("Bo Li", emails=("bo@north.example",))))
    take(event("UID:1", "DTSTART:20260220T140000Z", DANA, "ATTENDEE:mailto:bo@north.example"))
    assert {touch.account_id for touch in desk.all(Touch)} == {account.id for account in desk.all(Account)}


def test_zones_by_name_by_definition_and_none():
    own = (
        "BEGIN:VTIMEZONE\r\nTZID:Rep Time\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\nTZNAME:RT\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    data = calendar(
        own,
        event("UID:1", "DTSTART;TZID=America/New_York:20260220T090000"),
        event("UID:2", "DTSTART;TZID=Rep Time:20260220T090000"),
        event("UID:3", "DTSTART;TZID=W. Europe Standard Time:20260220T090000"),
        event("UID:4", "DTSTART:20260220T090000"),
    )
    assert [record.cells[1] for record in read_calendar(data, "a.ics").records] == [
        "2026-02-20T14:00:00Z",
        "2026-02-20T03:30:00Z",
        "2026-02-20T08:00:00Z",
        "2026-02-20 09:00:00",
    ]


def test_a_series_is_followed_within_the_window_and_one_event_ahead():
    weekly = starts("UID:1", "DTSTART;TZID=Europe/Berlin:20250101T100000", "RRULE:FREQ=WEEKLY")
    assert weekly[0] == "2025-03-05T09:00:00Z"
    assert "2025-04-02T08:00:00Z" in weekly  # ten o'clock in summer too
    assert weekly[-1] == "2026-03-04T09:00:00Z"
    assert len(weekly) == 53
    assert len(starts("UID:1", "DTSTART:20250101T100000Z", "RRULE:FREQ=WEEKLY", window=None)) == 1


def test_exceptions_ends_and_moved_events_of_a_series():
    rule = ("UID:1", "DTSTART:20260202T100000Z", "RRULE:FREQ=DAILY;UNTIL=20260206T100000Z")
    assert len(starts(*rule)) == 5
    assert starts(*rule, "EXDATE:20260203T100000Z,20260204T100000Z", "RDATE:20260220T120000Z") == [
        "2026-02-02T10:00:00Z",
        "2026-02-05T10:00:00Z",
        "2026-02-06T10:00:00Z",
        "2026-02-20T12:00:00Z",
    ]
    moved = event("UID:1", "RECURRENCE-ID:20260203T100000Z", "DTSTART:20260203T150000Z")
    table = read_calendar(calendar(event(*rule), moved), "a.ics", WINDOW)
    hours = sorted(record.cells[1][8:13] for record in table.records)
    assert hours == ["02T10", "03T15", "04T10", "05T10", "06T10"]
    assert len({record.cells[0] for record in table.records}) == 5


def test_a_series_taken_twice_is_as_once(desk, take):
    series = event("UID:1", "DTSTART:20260202T100000Z", "RRULE:FREQ=WEEKLY", DANA)
    assert counts(take(series), Kind.TOUCHES) == {"created": 6}  # five that were, one to come
    assert len(desk.all(Plan)) == 1
    assert take(series).changes_nothing


def test_a_day_taken_out_of_a_series_takes_out_what_is_on_it():
    rule = ("UID:1", "DTSTART;TZID=Europe/Berlin:20260202T100000", "RRULE:FREQ=DAILY;COUNT=3")
    assert [start[8:10] for start in starts(*rule, "EXDATE;VALUE=DATE:20260203")] == ["02", "04"]
    assert [start[8:10] for start in starts(*rule, "EXDATE:20260203T090000Z")] == ["02", "04"]


def test_a_zone_of_ones_own_is_that_of_its_file():
    for offset, at in (("+0530", "2026-02-20T03:30:00Z"), ("-0300", "2026-02-20T12:00:00Z")):
        own = (
            "BEGIN:VTIMEZONE\r\nTZID:Customized\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
            f"TZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        )
        data = calendar(own, event("DTSTART;TZID=Customized:20260220T090000"))
        assert read_calendar(data, "a.ics").records[0].cells[1] == at


def test_who_declined_was_not_there_and_what_the_rep_declined_is_no_meeting(desk, take):
    desk.run(AddPursuit("Northwind", contact=NewContact("Bo Li", emails=("bo@north.example",))))
    day = "DTSTART:20260220T140000Z"
    bo = "ATTENDEE;PARTSTAT=DECLINED:mailto:bo@north.example"
    plan = take(
        event("UID:1", day, DANA, bo),
        event("UID:2", day, bo),
        event(
            "UID:3",
            day,
            "ORGANIZER:mailto:bo@north.example",
            "ATTENDEE;PARTSTAT=DECLINED:mailto:me@rep.example",
        ),
    )
    assert [line.text for line in plan.lines] == [
        "meeting at Teller Foods",
        "everyone else declined",
        "you declined",
    ]
    assert len(desk.all(Touch)) == 1


def test_people_are_found_by_address_wherever_it_stands_and_rooms_are_none(desk, take):
    day = "DTSTART:20260220T140000Z"
    plan = take(
        event("UID:1", day, 'ATTENDEE;CN="Fox, Dana";EMAIL="dana@teller.example":urn:uuid:1'),
        event("UID:2", day, "ATTENDEE;CN=Dana;EMAIL=dana@teller.example:invalid:nomail"),
        event("UID:3", day, "ATTENDEE;CUTYPE=ROOM:mailto:dana@teller.example"),
    )
    assert [line.outcome.value for line in plan.lines] == ["created", "created", "skipped"]


def test_a_calendar_that_calls_off_makes_no_meeting(desk, tmp_path):
    path = tmp_path / "off.ics"
    data = calendar(event("UID:1", "DTSTART:20260220T140000Z", DANA))
    path.write_bytes(data.replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:CANCEL"))
    assert [line.text for line in desk.plan(path, choices=CHOICES).lines] == ["cancelled"]


def test_only_events_are_taken_of_all_the_calendars_in_a_file():
    others = "".join(
        f"BEGIN:{kind}\r\nUID:x\r\nATTENDEE:mailto:a@x.example\r\nDTSTART:20260220T140000Z\r\nEND:{kind}\r\n"
        for kind in ("VTODO", "VJOURNAL", "VFREEBUSY")
    )
    data = calendar(others, event("UID:1", "DTSTART:20260220T140000Z")) + calendar(
        event("UID:2", "DTSTART:20260221T140000Z")
    )
    assert [record.cells[0] for record in read_calendar(data, "a.ics").records] == ["1", "2"]


def test_events_are_read_as_outlook_google_and_telephones_write_them():
    zone = "(UTC+01:00) Amsterdam, Berlin"
    own = (
        f"BEGIN:VTIMEZONE\r\nTZID:{zone}\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
        "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    data = calendar(
        own,
        event(f'DTSTART;TZID="{zone}":20260220T090000', "DURATION:PT1H"),
        event(f"DTSTART;TZID={zone}:20260220T090000"),
        event("DTSTART;TZID=Eastern Standard Time:20260220T090000"),
        event("DTSTART;VALUE=DATE:20260220", "DTEND;VALUE=DATE:20260223"),
    )
    assert [record.cells[1] for record in read_calendar(data, "a.ics").records] == [
        "2026-02-20T08:00:00Z",
        "2026-02-20T08:00:00Z",
        "2026-02-20T14:00:00Z",
        "2026-02-20",
    ]
    old = (
        b"BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VEVENT\nDTSTART:20260220T140000Z\n"
        b"SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=\n=BC=C3=9F=0D=0Atwo\n"
        b"DESCRIPTION:<p>One<br>two</p>\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    (record,) = read_calendar(old, "a.ics").records
    assert record.cells[4:6] == ("Grüß two", "One\ntwo")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYSECOND=" + ",".join(map(str, range(60))),
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=999999999999",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=MONTHLY;BYSETPOS=-366,0;BYDAY=MO",
        "FREQ=DAILY;UNTIL=99991231T235959Z",
    ],
)
def test_no_rule_goes_on_for_ever(rule):
    with within(PATIENCE):
        found = starts("UID:1", "DTSTART:19710101T100000Z", f"RRULE:{rule}")
    assert len(found) <= 400
    assert found or "BYMONTHDAY=30" in rule


def test_ten_thousand_endless_series_share_a_budget():
    one = event("UID:1", "DTSTART:19710101T100000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    with within(PATIENCE):
        read_calendar(calendar(one * 3_000), "a.ics", WINDOW)


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 50_000,
        b"BEGIN:VEVENT\nSUMMARY:" + b"x\n " * 300_000,
        b"BEGIN:VEVENT\n" + b"ATTENDEE:mailto:a@b.example\n" * 50_000 + b"END:VEVENT\n",
        b"BEGIN:VEVENT\nDTSTART" + b";X=Y" * 100_000 + b":20260101\nEND:VEVENT\n",
        b"BEGIN:VEVENT\nDTSTART:20260101\nEXDATE:"
        + b"20260101," * 20_000
        + b"\nRRULE:FREQ=DAILY\nEND:VEVENT\n",
        b"BEGIN:VTIMEZONE\n" * 20_000 + b"BEGIN:VEVENT\nEND:VEVENT\n",
    ],
    ids=["nested", "folds", "attendees", "parameters", "exceptions", "zones"],
)
def test_hostile_calendars_are_read_or_refused_in_time(data):
    with within(PATIENCE):
        try:
            read_calendar(data, "a.ics", WINDOW)
        except BadInput as error:
            assert "a.ics" in str(error)  # noqa: PT017


PIECES = st.sampled_from(
    [
        *(
            "\r\n",
            "\r\n ",
            "DTSTART",
            ":20260101T100000",
            "Z",
            ";TZID=Europe/Berlin",
            ";VALUE=DATE",
            "RRULE:",
        ),
        *(
            "FREQ=",
            "DAILY",
            "WEEKLY",
            ";COUNT=",
            "3",
            ";BYDAY=",
            "MO",
            "EXDATE:",
            "RDATE;VALUE=PERIOD:",
            "/PT1H",
        ),
        *(
            "ATTENDEE:mailto:",
            "a@b.example",
            "BEGIN:VALARM",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "BEGIN:VTIMEZONE",
            "\0",
        ),
        *(
            "RECURRENCE-ID:",
            "UID:1",
            "END:VTIMEZONE",
            "TZID:X",
            "TZOFFSETTO:+9999",
            "BEGIN:STANDARD",
            "\\",
            '"',
        ),
    ]
)


@settings(max_examples=300, deadline=2_000)
@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40))
def test_anything_after_a_begin_is_read_or_refused_in_words(pieces):
    data = ("BEGIN:VEVENT\r\n" + "".join(pieces)).encode("utf-8", "surrogatepass")
    assert is_calendar(data)
    try:
        read_calendar(data, "a.ics", WINDOW)
    except BadInput as error:
        assert "a.ics" in str(error)  # noqa: PT017
