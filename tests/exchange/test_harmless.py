"""Cells that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamboard.exchange.files import csv_text
from dreamboard.exchange.harmless import harmless, unharmed


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+cmd|'/C calc'",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\r\n=1",
        " =1+1",
        "\xa0=1",
        "\u200b@SUM(1)",
        "\x00=1",
        "\ufeff+cmd|' /C calc'!A0",
        "＝1",
        "＋1-cmd",
        "－1-cmd",
        "＠SUM(1)",
        "﹦1",
        "'=1",
        "''=1",
        "' =1",
        "+HYPERLINK(1)",
        "-$HYPERLINK(1)",
        "-5 ABCD",
        "+44 20 7946 0958=1",
        "+44 20 7946 0958 ext cmd|1",
        "@handle(1)",
        "- a bullet",
    ],
)
def test_what_would_run_is_made_text(text):
    assert harmless(text) == f"'{text}"
    assert unharmed(harmless(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "+44 20 7946 0958",
        "+1 (555) 010-0100",
        "-1,200.00",
        "-5",
        "+7.5%",
        "+44 20 7946 0958 ext. 12",
        "+1-555-0100 x7",
        "-12.50",
        "-$12.50",
        "-€ 1.200,00",
        "$-5",
        "-12,50 €",
        "-1’200.00 CHF",
        "-5%",
        " -5",
        "−12.50",
        "@handle",
        "@some.one-else_2",
        "'quoted",
        "'",
        "''",
        "-",
        "--",
        "O'Brien",
        "'tis",
        "a=b",
    ],
)
def test_what_only_looks_alike_is_left_alone(text):
    assert harmless(text) == text
    assert unharmed(text) == text


CELLS = st.text(alphabet="'=+-@\t\r\nab1 (|!,.＝＋﹦\x00\xa0\u200b\ufeff$€%x_AF;\"", max_size=12) | st.text(
    max_size=20
)


@given(CELLS)
def test_every_cell_comes_back(text):
    assert unharmed(harmless(text)) == text


@given(CELLS)
def test_what_leaves_starts_no_formula(text):
    """Of what a spreadsheet looks at first, past what it passes over, only exempt cells are left."""
    seen = harmless(text).lstrip("\x00\xa0\u200b\ufeff ")
    assert seen[:1] not in ("=", "＝", "﹦", "\t", "\r", "\n")
    if seen[:1] in ("+", "-", "@", "＋"):
        assert not set(seen) & set("|!(=") or seen[0] == "+"
        assert not set(seen) & set("|!=")


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_a_table_written_and_read_again_is_the_same(rows):
    text = csv_text(("one", "two"), rows)
    first, *back = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert first == ["one", "two"]
    assert [[unharmed(cell) for cell in row] for row in back] == rows
