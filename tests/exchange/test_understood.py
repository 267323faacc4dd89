"""What the cells of a column are read as, told before anything is planned."""

from datetime import UTC

import pytest

from dreamboard.exchange.dates import DateOrder
from dreamboard.exchange.understood import understood
from dreamboard.services.import_plan import Kind


@pytest.mark.parametrize(
    ("kind", "field", "cells", "told"),
    [
        (Kind.DEALS, "value", ("1.234,56 €", "(500,10)", ""), ["€1,234.56", "-500.10", ""]),
        (Kind.DEALS, "value", ("$342.09K", "soon"), ["$342,090", "“soon” is not an amount"]),
        (Kind.DEALS, "closed_on", ("30.09.2026", "15 Apr, 2021 00:02:00"), ["2026-09-30", "2021-04-15"]),
        (Kind.DEALS, "closed_on", ("45631.0",), ["2024-12-05"]),
        (Kind.DEALS, "closed_on", ("03/04/2025", "25/12/2024"), ["2025-04-03", "2024-12-25"]),
        (Kind.DEALS, "stage", ("Closed Lost", "Negotiation", "Limbo"), ["lost", "proposal out", ""]),
        (Kind.DEALS, "loss_reason", ("Too expensive",), ["price"]),
        (Kind.DEALS, "is_won", ("1", "false"), ["yes", "no"]),
        (Kind.ACCOUNTS, "country", ("Deutschland",), ["DE"]),
        (Kind.DEALS, "name", ("Dock",), [""]),
    ],
)
def test_cells_are_told_as_they_are_read(kind, field, cells, told):
    assert understood(kind, field, cells, UTC) == told


def test_a_date_that_reads_two_ways_says_so_until_the_order_is_known():
    (asked,) = understood(Kind.DEALS, "closed_on", ("03/04/2025",), UTC)
    assert "day first or month first" in asked
    assert understood(Kind.DEALS, "closed_on", ("03/04/2025",), UTC, DateOrder.MDY) == ["2025-03-04"]
