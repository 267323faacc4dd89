"""An account's history on one page: what it says, what it leaves out, and that it is always one page."""

import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtGui import QPageSize

from dreamboard.domain.model import Account, Contact, Employment, Pursuit, Quote, Round, Stage
from dreamboard.domain.values import (
    Channel,
    Direction,
    LossReason,
    Outcome,
    PursuitKind,
    QuoteOutcome,
    Role,
    RoundOutcome,
    SignalKind,
    StageKind,
)
from dreamboard.presentation.history import history_of
from dreamboard.presentation.history_page import history_pdf, paper_of
from dreamboard.services.read_models import AccountDetails, EntryKind, TimelineEntry
from dreamboard.ui.fonts import load_shipped_fonts

TODAY = date(2026, 11, 28)
A4, LETTER = QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter


def details(name="Northwind Freight", **parts):
    usual = {
        "contacts": (),
        "pursuits": (),
        "stages": (Stage(1, "Pursuing", StageKind.PURSUING, 1),),
        "rounds": (),
        "conditions": (),
        "quotes": (),
        "plans": (),
    }
    return AccountDetails(Account(1, name), **(usual | parts))


def touch(days_ago, outcome=Outcome.VOICEMAIL, channel=Channel.CALL, direction=Direction.OUT, **about):
    day = TODAY - timedelta(days=days_ago)
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return TimelineEntry(
        EntryKind.TOUCH, days_ago + 1, day, at, channel=channel, direction=direction, outcome=outcome, **about
    )


def lost(days_ago, number=1):
    day = TODAY - timedelta(days=days_ago)
    return TimelineEntry(
        EntryKind.ROUND_CLOSED, number, day, None, round_number=number, round_outcome=RoundOutcome.LOST,
        loss_reason=LossReason.PRICE, rival="Atlas",
    )  # fmt: skip


def made(about, entries=()):
    return history_of(about, entries, (), UTC, TODAY)


def pdf(history, paper=A4):
    return history_pdf(history, load_shipped_fonts(), paper)


def pages(data):
    return data.count(b"/Type /Page\n")


def text_of(data, tmp_path):
    """What can be selected on the page."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    run = subprocess.run([tool, "-layout", path, "-"], capture_output=True, text=True, check=True)
    return run.stdout


def full():
    """An account with something in every part."""
    day = date(2024, 3, 3)
    return details(
        contacts=(
            (
                Contact(1, "Priya Rao"),
                Employment(1, 1, 1, "VP Ops", Role.DECISION_MAKER, None, date(2026, 5, 1)),
            ),
            (
                Contact(2, "Dana Whitfield", ("dana@n.example",), ("+1 202",)),
                Employment(2, 2, 1, "VP Ops", Role.DECISION_MAKER),
            ),
        ),
        pursuits=(Pursuit(1, 1, PursuitKind.LOST_DEAL, 1, 1, datetime(2024, 1, 1, tzinfo=UTC)),),
        rounds=(
            Round(
                1,
                1,
                1,
                date(2023, 1, 1),
                day,
                RoundOutcome.LOST,
                LossReason.PRICE,
                reason_note="a tenth lower.",
                rival="Atlas",
                debrief_note="The rate mattered",
            ),
            Round(2, 1, 2, day, date(2025, 1, 1), RoundOutcome.WON, won_minor=5_000_00),
            Round(3, 1, 3, date(2025, 1, 1)),
        ),
        quotes=(Quote(1, 1, 9_000_00, "EUR", date(2024, 2, 1), None, QuoteOutcome.LOST, day),),
    )


def test_people_come_with_who_works_there_first():
    assert made(full()).people.rows == (
        ("Dana Whitfield", "VP Ops, Decision-maker", "", "+1 202, dana@n.example"),
        ("Priya Rao", "VP Ops, Decision-maker", "left 1 May 2026", ""),
    )


def test_rounds_say_why_they_were_lost():
    assert made(full()).rounds.rows == (
        ("Round 3", "open since 1 Jan 2025", ""),
        ("Round 2", "won 1 Jan 2025", ""),
        ("Round 1", "lost 3 Mar 2024 on price to Atlas", "a tenth lower. The rate mattered"),
    )


def test_money_is_what_was_quoted_and_won():
    assert made(full()).money.rows == (
        ("1 Jan 2025", "Won, round 2", "$5,000"),
        ("3 Mar 2024", "Quote lost", "€9,000"),
    )


def test_the_most_telling_comes_first_and_the_rest_is_counted():
    signal = TimelineEntry(
        EntryKind.SIGNAL, 1, TODAY - timedelta(400), None, contact="Priya Rao",
        detail=SignalKind.DECISION_MAKER_LEFT,
    )  # fmt: skip
    voicemails = [touch(n) for n in range(500)]
    meeting = touch(600, Outcome.SPOKE, Channel.MEETING, contact="Priya Rao", text="The lines.")
    told = made(full(), [*voicemails, signal, meeting, lost(700)]).what_happened(4)
    assert [row[1] for row in told.rows] == [
        "Call, left voicemail",
        "Decision-maker left",
        "Meeting",
        "Round 1 lost on price to Atlas",
    ]
    assert told.rows[0][0] == "28 Nov 2026"
    assert told.more == "and 499 touches more"
    assert told.title == "What happened, the most telling of it"


@pytest.mark.parametrize(("shown", "more"), [(1, "and 2 touches more"), (2, "and 1 touch more"), (3, "")])
def test_what_is_left_out_is_said(shown, more):
    assert made(details(), [touch(n) for n in range(3)]).what_happened(shown).more == more


def test_touches_are_counted_by_year_and_channel():
    entries = [touch(1), touch(2, channel=Channel.EMAIL), touch(400)]
    assert made(details(), entries).years.rows == (
        ("", "Touches", "Call", "E-mail"),
        ("2026", "2", "1", "1"),
        ("2025", "1", "1", ""),
    )


def test_many_years_take_few_lines_and_lose_no_touch():
    rows = made(details(), [touch(365 * n) for n in range(30)]).years.rows[1:]
    assert len(rows) == 6
    assert rows[-1][0] == "before 2022"
    assert sum(int(row[1]) for row in rows) == 30


@pytest.mark.parametrize(
    ("territory", "paper"), [("US", LETTER), ("CA", LETTER), ("DE", A4), ("GB", A4), ("", A4)]
)
def test_the_paper_is_that_of_the_country(territory, paper):
    assert paper_of(territory) is paper


@pytest.mark.parametrize("paper", [A4, LETTER])
@pytest.mark.parametrize(
    "history",
    [
        pytest.param(lambda: made(details()), id="an empty account"),
        pytest.param(lambda: made(full(), [touch(n) for n in range(20)]), id="an ordinary one"),
        pytest.param(
            lambda: made(details("Very long name of a company, " * 20), [touch(1, text="word " * 500)]),
            id="long names and notes",
        ),
        pytest.param(
            lambda: made(details(), [touch(n % 3000, text="noted") for n in range(10_000)]),
            id="ten thousand touches",
        ),
        pytest.param(
            lambda: made(
                details(
                    "北京建材有限公司 شركة النور للتجارة",
                    contacts=tuple(
                        (Contact(n, "王小明 אברהם"), Employment(n, n, 1, "采购 מנהל\u202e"))
                        for n in range(1, 60)
                    ),
                    rounds=tuple(
                        Round(
                            n, 1, n, TODAY, TODAY, RoundOutcome.LOST, LossReason.PRICE, reason_note="太贵了"
                        )
                        for n in range(1, 40)
                    ),
                    quotes=tuple(Quote(n, 1, 10**14, "JPY", TODAY) for n in range(1, 40)),
                ),
                [touch(n, text="مكالمة 电话\nsecond line\x00") for n in range(300)],
            ),
            id="other scripts, and too much of everything",
        ),
    ],
)
def test_it_is_always_one_page(qapp, history, paper):
    assert pages(pdf(history(), paper)) == 1


def test_its_text_can_be_selected(qapp, tmp_path):
    text = text_of(pdf(made(full(), [touch(1, text="about the dock")])), tmp_path)
    for words in (
        "Northwind Freight",
        "Dana Whitfield",
        "lost 3 Mar 2024 on price to Atlas",
        "about the dock",
    ):
        assert words in text


def test_what_is_cut_from_a_part_is_counted(qapp, tmp_path):
    people = tuple((Contact(n, f"Person {n}"), Employment(n, n, 1)) for n in range(1, 21))
    assert "and 12 more" in text_of(pdf(made(details(contacts=people))), tmp_path)
