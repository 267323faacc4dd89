"""Stand-ins for what the panes are given: questions answered from a list, and commands that are kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dreamboard.domain.suggestion import Evidence, Reason, Sentence, Suggestion
from dreamboard.domain.values import Channel, Direction, Intent, Outcome, Play
from dreamboard.services.changes import ChangeSet
from dreamboard.services.read_models import EntryKind, TimelineEntry, TimelinePage, TimelineScope
from tests.fakes import FakeClock

CLOCK = FakeClock(datetime(2026, 11, 22, 14, 32, tzinfo=UTC))
SCOPE = TimelineScope(account_id=7, pursuit_id=3)
TOUCHED = ChangeSet(pursuits=frozenset({3}), accounts=frozenset({7}))


def touch(row_id, days_ago=0, **values):
    """A call that reached voicemail some days ago, or what `values` say."""
    at = CLOCK.now() - timedelta(days=days_ago)
    values = {
        "channel": Channel.CALL,
        "direction": Direction.OUT,
        "outcome": Outcome.VOICEMAIL,
        "pursuit_id": 3,
        **values,
    }
    return TimelineEntry(EntryKind.TOUCH, row_id, at.date(), at, **values)


def entry(kind, row_id, days_ago=0, **values):
    """An entry with a date only."""
    return TimelineEntry(kind, row_id, CLOCK.today() - timedelta(days=days_ago), None, pursuit_id=3, **values)


class FakeTimeline:
    """Answers `timeline` from a list, newest first, and counts how often it was asked."""

    def __init__(self, entries=()):
        self.entries = list(entries)
        self.asked = 0
        self.limits = []

    def timeline(self, scope, wanted, on, after="", limit=100):
        self.asked += 1
        self.limits.append(limit)
        kept = [
            line
            for line in self.entries
            if (not wanted.channels or line.channel in wanted.channels)
            and wanted.text.casefold() in f"{line.text} {line.subject} {line.contact}".casefold()
        ]
        first = int(after or 0)
        last = first + limit
        days = [line.day for line in self.entries]
        return TimelinePage(
            tuple(kept[first:last]),
            str(last) if last < len(kept) else "",
            sum(line.kind is EntryKind.TOUCH for line in self.entries),
            min(days) if days else None,
            2,
        )

    def rows(self, kind, row_ids=None):
        return [one for one in self.entries if one.row_id in row_ids]

    def change(self, row_id, **values):
        """Give the entry of that id other values."""
        self.entries = [replace(e, **values) if e.row_id == row_id else e for e in self.entries]


class Commands:
    """Keeps the commands it is asked to run."""

    def __init__(self):
        self.run = []

    def __call__(self, command):
        self.run.append(command)
        return command

    @property
    def last(self):
        """The newest command."""
        return self.run[-1]


def suggestion(pursuit_id=3, **values):
    """The suggestion of the drawing, or what `values` say."""
    headline = values.pop("headline", "Call Dana Whitfield today, 8:30–9:30")
    account = values.pop("account", "Northwind Freight")
    reasons = (
        (
            "Decision-maker changed 6 days ago: the “no” came from someone who has left.",
            Evidence(signals=(1,)),
        ),
        ("23 days quiet; this card’s rhythm is every 14.", Evidence(touches=(2,))),
        (
            "Your last 4 calls after 3 pm rang out; 5 of 11 before 9:30 were answered.",
            Evidence(touches=(2, 4)),
        ),
    )
    values = {
        "play": Play.NEW_DECISION_MAKER,
        "level": 3,
        "due": CLOCK.today(),
        "intent": Intent.GIVE,
        "summary": Sentence("New VP Operations. Open with the dock-delay benchmark (value, not an ask)."),
        "chip": Sentence("Call today"),
        "reasons": tuple(Reason(Sentence(text), evidence) for text, evidence in reasons),
        "channel": Channel.CALL,
        "contact_id": 12,
        "contact_name": "Dana Whitfield",
        "idea_id": 5,
        "idea_title": "Dock delays",
        "aside": Sentence("23 days quiet"),
        "gives": 6,
        "asks": 2,
        "evidence": "abc",
        **values,
    }
    return Suggestion(pursuit_id, 7, account, headline=Sentence(headline), **values)
