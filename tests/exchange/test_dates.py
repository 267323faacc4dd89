"""Days and instants as other programs write them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamboard.exchange.dates import DateOrder, When, are_counts, orders_shown, read_when

NEW_YORK = ZoneInfo("America/New_York")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("2005-11-09", date(2005, 11, 9), None),
        ("2024-01-22T16:14:25.000+0000", date(2024, 1, 22), utc(2024, 1, 22, 16, 14, 25)),
        ("2006-06-15T20:47:07.000Z", date(2006, 6, 15), utc(2006, 6, 15, 20, 47, 7)),
        ("2010-10-14T12:00:00.000Z-0300", date(2010, 10, 14), utc(2010, 10, 14, 15)),
        ("07/15/2009 02:14:45+0800", date(2009, 7, 14), utc(2009, 7, 14, 18, 14, 45)),
        ("07/13/2009T22:14:45-0800", date(2009, 7, 14), utc(2009, 7, 14, 6, 14, 45)),
        ("2009-07-14 22:14:45+0800", date(2009, 7, 14), utc(2009, 7, 14, 14, 14, 45)),
        ("2024-07-01T11:54:49.95+00:00", date(2024, 7, 1), utc(2024, 7, 1, 11, 54, 49)),
        ("2023-11-15 20:09", date(2023, 11, 15), utc(2023, 11, 16, 1, 9)),
        ("15 Apr, 2021 00:02:00", date(2021, 4, 15), utc(2021, 4, 15, 4, 2)),
        ("05 Oct 2020", date(2020, 10, 5), None),
        ("30.09.2026", date(2026, 9, 30), None),
        ("15.04.2021, 14:05", date(2021, 4, 15), utc(2021, 4, 15, 18, 5)),
        ("April 15, 2021 3:05 PM", date(2021, 4, 15), utc(2021, 4, 15, 19, 5)),
        ("15-Apr-21", date(2021, 4, 15), None),
        ("1. Dezember 2025", date(2025, 12, 1), None),
        ("12 de enero de 2024", date(2024, 1, 12), None),
        ("20210415T101112Z", date(2021, 4, 15), utc(2021, 4, 15, 10, 11, 12)),
        ("1700000000000", date(2023, 11, 14), utc(2023, 11, 14, 22, 13, 20)),
        ("13/1/99", date(1999, 1, 13), None),
        ("1/13/24", date(2024, 1, 13), None),
        ("5/5/2020", date(2020, 5, 5), None),
    ],
)
def test_a_date_is_read_whatever_program_wrote_it(text, day, at):
    assert read_when(text, NEW_YORK) == When(day, at)


def test_midnight_is_a_day_that_a_program_wrote_as_an_instant():
    assert read_when("2010-10-14T00:00:00.000Z", NEW_YORK) == When(date(2010, 10, 14), utc(2010, 10, 14))


def test_the_order_of_day_and_month_is_asked_and_never_guessed():
    with pytest.raises(ValueError, match="day first or month first"):
        read_when("03/04/2026", NEW_YORK)
    assert read_when("03/04/2026", NEW_YORK, DateOrder.DMY) == When(date(2026, 4, 3))
    assert read_when("03/04/2026", NEW_YORK, DateOrder.MDY) == When(date(2026, 3, 4))


def test_days_above_twelve_prove_the_order_of_a_column():
    assert orders_shown(["03/04/2026", "25/12/2025"]) == ({DateOrder.DMY}, True)
    assert orders_shown(["03/04/2026", "12/25/2025"]) == ({DateOrder.MDY}, True)
    assert orders_shown(["03/04/2026", "2026-01-01"]) == (set(), True)
    assert orders_shown(["05/05/2026", "2026-01-01"]) == (set(), False)
    assert orders_shown(["30.09.2026"]) == (set(), False)


def test_excels_counts_are_days_only_where_the_whole_column_says_so():
    assert are_counts(["45631.0", "", "45632"])
    assert not are_counts(["45631", "2026-01-01"])
    assert not are_counts(["", ""])
    assert not are_counts(["2026", "2025"])
    assert read_when("45631.0", NEW_YORK, counts=True) == When(date(2024, 12, 5))
    assert read_when("45631.5", NEW_YORK, counts=True) == When(date(2024, 12, 5), utc(2024, 12, 5, 17))
    with pytest.raises(ValueError, match="is not a date"):
        read_when("45631.0", NEW_YORK)


@pytest.mark.parametrize("text", ["", "-", "0", "0000-00-00", "NULL", "n/a"])
def test_a_cell_may_say_that_there_is_no_date(text):
    assert read_when(text, NEW_YORK) is None


@pytest.mark.parametrize(
    "text", ["x", "2024-02-30", "13/13/2020", "2024-01-22T25:00", "9999-12-31", "12 Foo 2020"]
)
def test_what_is_no_day_is_refused_with_its_text(text):
    with pytest.raises(ValueError, match=text[:8]):
        read_when(text, NEW_YORK)


@given(st.text(max_size=40))
def test_any_text_is_a_date_nothing_or_refused(text):
    try:
        read_when(text, NEW_YORK)
    except ValueError:
        return


@given(
    st.datetimes(utc(1970, 1, 1).replace(tzinfo=None), utc(2100, 1, 1).replace(tzinfo=None)), st.booleans()
)
def test_what_a_program_formats_is_read_back(moment, day_first):
    order = DateOrder.DMY if day_first else DateOrder.MDY
    form = "%d/%m/%Y" if day_first else "%m/%d/%Y"
    assert read_when(moment.strftime(form), NEW_YORK, order) == When(moment.date())
    whole = moment.replace(microsecond=0)
    assert read_when(whole.isoformat() + "Z", ZoneInfo("UTC")) == When(
        whole.date(), whole.replace(tzinfo=UTC)
    )
