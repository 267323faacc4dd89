"""Cells that a spreadsheet would run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        "＝1",
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
        "@handle",
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


@given(st.text(alphabet="'=+-@\t\rab1 (|!,.", max_size=12))
def test_every_cell_comes_back(text):
    assert unharmed(harmless(text)) == text
