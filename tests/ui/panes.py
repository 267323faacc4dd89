"""Stand-ins for what the panes are given: questions answered from a list, and commands that are kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dreamboard.domain.values import Channel, Direction, Outcome
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

    def timeline(self, scope, wanted, on, after="", limit=100):
        self.asked += 1
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
