"""Money as other programs write it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamboard.exchange.amounts import Amount, decimal_mark, read_amount, to_minor
from tests.fuzz.limits import within


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("8.48E10", "84800000000", ""),
        ("1E+05", "100000", ""),
        ("500000.0", "500000", ""),
        ("$22,700.00", "22700", "USD"),
        ("1.234,56 €", "1234.56", "EUR"),
        ("€1.234,56", "1234.56", "EUR"),
        ("(1,200.00)", "-1200", ""),
        ("$(1,200)", "-1200", "USD"),
        ("1,200.00-", "-1200", ""),
        ("-$5.00", "-5", "USD"),
        ("$-5.00", "-5", "USD"),
        ("−12", "-12", ""),
        ("1 234,56", "1234.56", ""),
        ("1\u202f234,56\u00a0€", "1234.56", "EUR"),
        ("120 000", "120000", ""),
        ("1'200.50", "1200.50", ""),
        ("CHF 1’200.50", "1200.50", "CHF"),
        ("12.50 GBP", "12.50", "GBP"),
        ("1,00,000.00", "100000", ""),
        ("1,234,567", "1234567", ""),
        ("1.234", "1234", ""),
        ("1,200", "1200", ""),
        ("0.125", "0.125", ""),
        (".5", "0.5", ""),
        ("5,-", "5", ""),
        ("$342.09K", "342090", "USD"),
        ("$2.5M", "2500000", "USD"),
        ("€ 2 Mio", "2000000", "EUR"),
        ("R$ 1.000,00", "1000", "BRL"),
        ("+7", "7", ""),
    ],
)
def test_an_amount_is_read_whatever_country_wrote_it(text, value, currency):
    assert read_amount(text) == Amount(Decimal(value), currency)


@pytest.mark.parametrize("text", ["", "  ", "-", "--", "n/a", "NULL", "#N/A"])
def test_a_cell_may_say_that_there_is_no_amount(text):
    assert read_amount(text) is None


@pytest.mark.parametrize(
    "text", ["abc", "12a", "100%", "1.2.3", "1,2,3", "12-5", "ten", "2026-01-30", "1 or 2"]
)
def test_what_is_no_amount_is_refused_with_its_text(text):
    with pytest.raises(ValueError, match="is not an amount"):
        read_amount(text)


def test_the_whole_column_tells_what_a_lone_separator_means():
    assert decimal_mark(["1,234", "12,50"]) == ","
    assert decimal_mark(["1.234", "500.0"]) == "."
    assert decimal_mark(["1,234", "7"]) == ""
    assert read_amount("1.234", decimal_mark(["1.234", "500.0"])) == Amount(Decimal("1.234"))
    assert read_amount("1,234", decimal_mark(["1,234", "1,234.00"])) == Amount(Decimal("1234"))


def test_minor_units_follow_the_currency():
    assert to_minor(Decimal("12.345"), "USD") == 1234
    assert to_minor(Decimal("1200"), "JPY") == 1200
    assert to_minor(Decimal("1.2"), "KWD") == 1200


def test_an_amount_beyond_what_the_board_holds_is_refused():
    with pytest.raises(ValueError, match="more than the board can hold"):
        to_minor(Decimal("1E30"), "USD")
    with pytest.raises(ValueError, match="more than the board can hold"):
        to_minor(Decimal("1E14"), "USD")


@given(st.text(max_size=40))
def test_any_text_is_an_amount_nothing_or_refused(text):
    try:
        amount = read_amount(text)
    except ValueError:
        return
    assert amount is None or amount.value.is_finite()


@given(st.integers(-(10**12), 10**12), st.sampled_from(["{:,.2f}", "${:,.2f}", "{:.2f}", "{:.2f} EUR"]))
def test_what_a_program_formats_is_read_back(minor, form):
    amount = read_amount(form.format(Decimal(minor) / 100), ".")
    assert amount is not None
    assert to_minor(amount.value, "USD") == minor


@pytest.mark.parametrize(
    "text", ["a" * 60_000, "9" * 60_000, "(" * 20_000, ("9" * 4_000 + "e") * 10, "\u202e" * 10_000]
)
def test_a_page_of_text_is_no_amount_and_found_out_before_the_day_is_over(text):
    with within(20):
        assert decimal_mark([text]) == ""
        with pytest.raises(ValueError, match="is not an amount") as refusal:
            read_amount(text)
    assert len(str(refusal.value)) < 100
    assert "\u202e" not in str(refusal.value)  # it would turn the sentence that it stands in
