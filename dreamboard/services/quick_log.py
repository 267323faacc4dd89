"""The quick log: one line in any order, understood word by word, never guessed silently.

``parse`` gives what was understood (for the chips under the line), what is open (with answers to choose
from), what is missing, and the command when nothing is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, tzinfo
from enum import StrEnum

from dreamboard.domain.values import Channel, Direction, Intent, Outcome
from dreamboard.services.commands import LogTouch
from dreamboard.services.quick_log_dates import Dated, dated, instant_of
from dreamboard.services.quick_log_names import NamingIndex
from dreamboard.services.quick_log_people import Answer, People, Question, Selected, find_people
from dreamboard.services.quick_log_words import (
    ARTICLES,
    BEFORE_A_DATE,
    CONNECTORS,
    NOTE,
    PROMISED,
    SUBJECT,
    Chunk,
    Keyword,
    chunks,
    keyword_at,
)

LONGEST = 4_000
"""Signs of a line that are read; what follows is kept in the note."""


class Part(StrEnum):
    """What a piece of the line was understood as."""

    CHANNEL = "channel"
    OUTCOME = "outcome"
    DIRECTION = "direction"
    INTENT = "intent"
    WHO = "who"
    IDEA = "idea"
    SUBJECT = "subject"
    WHEN = "when"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the line that was understood: its place in it."""

    part: Part
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """A line, understood. ``touch`` is as far as it goes; it can be logged when ``ready``."""

    touch: LogTouch
    tokens: tuple[Token, ...] = ()
    people: People = field(default_factory=People)
    idea: str = ""
    questions: tuple[Question, ...] = ()
    problem: str = ""

    @property
    def ready(self) -> bool:
        """Whether nothing is open and nothing missing."""
        return not self.questions and not self.problem


_SENT_BY = frozenset({Channel.EMAIL, Channel.MESSAGE, Channel.SOCIAL, Channel.LETTER, Channel.OTHER})
_CHANNEL_OF = {
    Outcome.NO_ANSWER: Channel.CALL,
    Outcome.VOICEMAIL: Channel.CALL,
    Outcome.SPOKE: Channel.CALL,
    Outcome.REPLIED: Channel.EMAIL,
    Outcome.SENT: Channel.EMAIL,
}
"""What an outcome word says about the channel when no other word does."""

_HOW = (
    ("call", "Call"),
    ("mail", "E-mail"),
    ("meeting", "Meeting"),
    ("message", "Message"),
    ("visit", "Visit"),
)
_CALL_ENDS = (("spoke", "Spoke"), ("no answer", "No answer"), ("voicemail", "Voicemail"))


def parse(
    line: str, index: NamingIndex, at: datetime, zone: tzinfo, selected: Selected | None = None
) -> Parsed:
    """Understand a line typed at an instant by a rep in a zone. Never raises for whatever was typed."""
    return _Reader(line, index, at, zone, selected).read()


class _Reader:
    """One reading of one line: pieces are claimed one by one; what nobody claims is the note."""

    def __init__(
        self, line: str, index: NamingIndex, at: datetime, zone: tzinfo, selected: Selected | None
    ) -> None:
        self.line = line
        self.index = index
        self.at = at
        self.zone = zone
        self.today = at.astimezone(zone).date()
        self.selected = selected
        self.pieces = chunks(line[:LONGEST])
        self.folded = [piece.folded for piece in self.pieces]
        self.claimed: dict[int, Part | None] = {}  # None: a small word that belongs to its neighbour
        self.channel: Channel | None = None
        self.outcome: Outcome | None = None
        self.direction: Direction | None = None
        self.intent: Intent | None = None
        self.happened: Dated | None = None
        self.next: Dated | None = None
        self.promised = False
        self.subject = ""
        self.idea_id: int | None = None
        self.idea = ""
        self.questions: list[Question] = []
        self.problem = ""
        self._note_from = len(self.pieces)

    def read(self) -> Parsed:
        """The whole reading."""
        names = self._whole_names()
        self._walk(names)
        free = [
            number
            for number in range(len(self.pieces))
            if number not in self.claimed and not self._in_note(number)
        ]
        people, taken, questions = find_people(self.line, self.pieces, free, names, self.index, self.selected)
        self.questions = [*questions, *self.questions]
        for number in taken:
            self.claimed[number] = Part.WHO
            before = number - 1
            if before not in self.claimed and before >= 0 and self.folded[before] in CONNECTORS:
                self.claimed[before] = None
        return self._result(people)

    # Walking the line --------------------------------------------------------------------------------------

    def _in_note(self, number: int) -> bool:
        return number >= self._note_from

    def _whole_names(self) -> Mapping[int, int]:
        """Where a name of several words stands whole, and its length: "Call Center Inc" is no call."""
        found: dict[int, int] = {}
        number = 0
        words = [piece.words for piece in self.pieces]
        while number < len(self.pieces):
            if self.pieces[number].quoted:
                found[number] = 1
            elif whole := self.index.whole_at(words[number : number + 8]):
                found[number] = max(candidate.length for candidate in whole)
            number += found.get(number, 1)
        return found

    def _walk(self, names: Mapping[int, int]) -> None:
        number = 0
        while number < len(self.pieces):
            if number in names:
                number += names[number]
                continue
            number += self._claim(number, names)

    def _claim(self, number: int, names: Mapping[int, int]) -> int:
        """Understand what begins at a piece; how many pieces that took (1 for nothing understood)."""
        piece = self.pieces[number]
        if self._in_note(number) and not piece.folded.startswith(("+", "#")):
            return 1
        if piece.folded.startswith("#") and len(piece.folded) > 1:
            return self._take_idea(number)
        if piece.folded in SUBJECT and not self.subject:
            return self._take_subject(number, names)
        if piece.folded in NOTE and piece.colon:
            self.claimed[number] = None
            self._note_from = number + 1
            return 1
        if piece.folded in PROMISED and self.next is not None:
            self.claimed[number] = Part.NEXT
            self.promised = True
            return 1
        end = min((place for place in names if place > number), default=len(self.pieces))
        found = dated(self.folded[number:end], self.today)
        if found is not None and self._take_date(number, found):
            return found.length
        keyword = keyword_at(self.pieces, number, end)
        if keyword is not None and self._take_keyword(number, *keyword):
            return keyword[1]
        return 1

    def _take_idea(self, number: int) -> int:
        text = self.pieces[number].text.lstrip("#([{")
        found = self.index.ideas(text)
        self.claimed[number] = Part.IDEA
        if len(found) == 1:
            self.idea_id, self.idea = found[0].id, found[0].title
        elif found:
            piece = self.pieces[number]
            answers = tuple(
                Answer(
                    idea.title, f"{self.line[: piece.start]}#{_joined(idea.title)}{self.line[piece.end :]}"
                )
                for idea in found[:8]
            )
            self.questions.append(Question("Which idea?", answers))
        else:
            self.problem = f"No idea is called “{text[:60]}”."
        return 1

    def _take_subject(self, number: int, names: Mapping[int, int]) -> int:
        self.claimed[number] = Part.SUBJECT
        stop = number + 1
        while stop < len(self.pieces) and not self._ends_subject(stop, number + 1):
            self.claimed[stop] = Part.SUBJECT
            stop += 1
        if stop > number + 1:
            self.subject = self.line[self.pieces[number + 1].start : self.pieces[stop - 1].end]
        return stop - number

    def _ends_subject(self, number: int, first: int) -> bool:
        piece = self.pieces[number]
        if piece.folded.startswith("#") or piece.folded in SUBJECT or piece.folded in NOTE:
            return True
        rest = self.folded[number:]
        if dated(rest, self.today) is not None:
            return True
        if piece.folded in BEFORE_A_DATE and dated(rest[1:], self.today) is not None:
            return True
        keyword = keyword_at(self.pieces, number, len(self.pieces))
        return (
            keyword is not None
            and number > first
            and (not keyword[0].weak or self._ends_in_colon(number, keyword[1]))
        )

    def _ends_in_colon(self, number: int, length: int) -> bool:
        return self.pieces[number + length - 1].colon

    def _take_date(self, number: int, found: Dated) -> bool:
        if found.impossible:
            span = self.line[self.pieces[number].start : self.pieces[number + found.length - 1].end]
            self.problem = f"“{span}” is no date."
        elif found.ahead:
            if self.next is not None:
                return False
            self.next = found
        elif self.happened is None:
            self.happened = found
        else:
            return False
        for place in range(number, number + found.length):
            self.claimed[place] = Part.NEXT if found.ahead else Part.WHEN
        before = number - 1
        if before >= 0 and before not in self.claimed and self.folded[before] in BEFORE_A_DATE | {"next"}:
            self.claimed[before] = None
        return True

    def _take_keyword(self, number: int, keyword: Keyword, length: int) -> bool:
        colon = self._ends_in_colon(number, length)
        before = self.folded[number - 1] if number else ""
        if keyword.weak and not colon and before in ARTICLES and number - 1 not in self.claimed:
            return False
        part = self._use(keyword)
        if part is None and not colon:
            return False
        for place in range(number, number + length):
            self.claimed[place] = part or Part.OUTCOME
        if colon and (keyword.outcome is not None or keyword.channel is not None):
            self._note_from = number + length
        return True

    def _use(self, keyword: Keyword) -> Part | None:
        """Take what a keyword says that no earlier one has said; ``None`` when all of it was."""
        part = None
        if keyword.intent is not None and self.intent is None:
            self.intent, part = keyword.intent, Part.INTENT
        if keyword.direction is not None and self.direction is None:
            self.direction, part = keyword.direction, Part.DIRECTION
        if keyword.outcome is not None and self.outcome is None:
            self.outcome, part = keyword.outcome, Part.OUTCOME
        if keyword.channel is not None and self.channel is None:
            self.channel, part = keyword.channel, Part.CHANNEL
        return part

    # What it comes to --------------------------------------------------------------------------------------

    def _result(self, people: People) -> Parsed:
        channel, outcome, direction = self._how()
        happened = self._happened()
        if people.account_id is people.contact_id is people.pursuit_id is None and not self.questions:
            self.problem = self.problem or "Say who it was with: no account or contact is named."
        intent = self.intent
        if intent is None and self.idea_id is not None and direction is Direction.OUT:
            intent = Intent.GIVE
        touch = LogTouch(
            channel=channel,
            direction=direction,
            outcome=outcome,
            account_id=people.account_id,
            contact_id=people.contact_id,
            pursuit_id=people.pursuit_id,
            intent=intent,
            idea_id=self.idea_id,
            subject=self.subject,
            note=self._note(),
            at=happened,
            next_on=self.next.day if self.next is not None else None,
            next_promised=self.promised,
        )
        return Parsed(touch, self._tokens(), people, self.idea, tuple(self.questions), self.problem)

    def _how(self) -> tuple[Channel, Outcome, Direction]:
        outcome = self.outcome
        channel = self.channel or (_CHANNEL_OF.get(outcome) if outcome is not None else None)
        direction = self.direction or (Direction.IN if outcome is Outcome.REPLIED else Direction.OUT)
        if channel is None:
            if self.line.strip():
                self._ask("How?", _HOW)
            return Channel.OTHER, outcome or Outcome.SENT, direction
        if outcome is None:
            if direction is Direction.IN:
                outcome = Outcome.SPOKE if channel not in _SENT_BY else Outcome.REPLIED
            elif channel in _SENT_BY:
                outcome = Outcome.SENT
            elif channel is Channel.CALL:
                self._ask("What came of the call?", _CALL_ENDS)
                outcome = Outcome.SPOKE
            else:
                outcome = Outcome.SPOKE
        return channel, outcome, direction

    def _ask(self, text: str, answers: tuple[tuple[str, str], ...]) -> None:
        line = self.line.strip()
        self.questions.append(
            Question(text, tuple(Answer(shown, f"{word} {line}") for word, shown in answers))
        )

    def _happened(self) -> datetime | None:
        found = self.happened
        if found is None:
            return None
        if found.instant is not None:
            at = found.instant
        else:
            day = found.day or self.today
            clock = found.clock
            if clock is None:
                if day == self.today:
                    return None
                clock = time(12)
            at = instant_of(day, clock, self.zone)
        if at > self.at:
            self.problem = self.problem or "That is still to come. Plan it as the next touch, such as +1d."
        return at

    def _note(self) -> str:
        """What nobody claimed, as it was typed."""
        parts: list[str] = []
        last = -2
        for number, piece in enumerate(self.pieces):
            if number in self.claimed:
                continue
            if number == last + 1 and parts:
                parts[-1] += self.line[self.pieces[last].end : piece.start] + piece.text
            else:
                parts.append(piece.text)
            last = number
        note = " ".join(parts).strip()
        rest = self.line[LONGEST:]
        return (note + rest).strip(" ,;") if rest else note.strip(" ,;")

    def _tokens(self) -> tuple[Token, ...]:
        found: list[Token] = []
        for number in sorted(self.claimed):
            part = self.claimed[number]
            if part is None:
                continue
            piece: Chunk = self.pieces[number]
            if found and found[-1].part is part and self.claimed.get(number - 1) is part:
                found[-1] = Token(part, found[-1].start, piece.end)
            else:
                found.append(Token(part, piece.start, piece.end))
        return tuple(found)


def _joined(title: str) -> str:
    """An idea's title as one piece of a line."""
    return "-".join(title.split())
