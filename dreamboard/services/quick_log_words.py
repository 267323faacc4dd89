"""The pieces of a quick-log line, and the words in it that say how, what came of it, and who reached out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dreamboard.domain.text import fold
from dreamboard.domain.values import Channel, Direction, Intent, Outcome

_PIECES = re.compile(r'"[^"]+"|“[^”]+”|\S+')
_WORDS = re.compile(r"[^\W_]+")
_LEADING = "([{<«¿¡"
_TRAILING = ",;.!?)]}>»…"


@dataclass(frozen=True, slots=True)
class Chunk:
    """What stands between two spaces, or between double quotes: its place in the line, the line's own text,
    the folded text that keywords are compared with, and its words as names are compared."""

    start: int
    end: int
    text: str
    folded: str
    words: tuple[str, ...]
    quoted: bool = False
    colon: bool = False  # it ended in a colon, which ``folded`` leaves out


def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a name: "May & Co" and "may and co." are ``("may", "co")``, "O'Brien" is one."""
    return tuple(word for word in _WORDS.findall(fold(text).replace("'", "")) if word != "and")


def chunks(line: str) -> list[Chunk]:
    """The line in pieces; a piece such as ``spoke:all`` is parted after the colon of its keyword."""
    found: list[Chunk] = []
    for match in _PIECES.finditer(line):
        text = match.group()
        head, colon, tail = text.partition(":")
        if colon and tail and fold(head) in _BEFORE_A_COLON:
            cut = match.start() + len(head) + 1
            found += [_chunk(match.start(), head + ":"), _chunk(cut, tail)]
        else:
            found.append(_chunk(match.start(), text))
    return found


def _chunk(start: int, text: str) -> Chunk:
    end = start + len(text)
    if len(text) > 2 and text[0] in '"“':
        inner = text[1:-1]
        return Chunk(start, end, text, "", name_words(inner), quoted=True)
    bare = text.lstrip(_LEADING).rstrip(_TRAILING)
    colon = bare.endswith(":")
    folded = fold(bare.rstrip(":"))
    return Chunk(start, end, text, folded, name_words(text), colon=colon)


@dataclass(frozen=True, slots=True)
class Keyword:
    """What a word or phrase says; several things at once for such as "vm". ``weak`` ones are plain English
    and mean nothing inside a note."""

    channel: Channel | None = None
    outcome: Outcome | None = None
    direction: Direction | None = None
    intent: Intent | None = None
    weak: bool = False


_IN, _OUT = Direction.IN, Direction.OUT
_CALL, _EMAIL, _MEETING = Channel.CALL, Channel.EMAIL, Channel.MEETING
_MESSAGE, _SOCIAL, _LETTER, _VISIT = Channel.MESSAGE, Channel.SOCIAL, Channel.LETTER, Channel.VISIT

_VOCABULARY: tuple[tuple[str, Keyword], ...] = (
    ("call, c, called, phone, phoned, rang, ring, tel", Keyword(_CALL, weak=True)),
    (("vm, vmail, voicemail, voice mail, left voicemail, left a voicemail, left vm, left a vm, left message, "
     "left a message"), Keyword(_CALL, Outcome.VOICEMAIL)),
    ("mail, email, e-mail, em, emailed, e-mailed, mailed", Keyword(_EMAIL, weak=True)),
    ("mtg, zoom", Keyword(_MEETING)),
    ("meeting, meet, in person", Keyword(_MEETING, weak=True)),
    ("met", Keyword(_MEETING, Outcome.SPOKE, weak=True)),
    ("sms, msg, whatsapp, text message", Keyword(_MESSAGE)),
    ("text, texted, message, messaged, wa", Keyword(_MESSAGE, weak=True)),
    ("li, linkedin, inmail", Keyword(_SOCIAL)),
    ("dm, social", Keyword(_SOCIAL, weak=True)),
    ("letter, post, card", Keyword(_LETTER, weak=True)),
    ("visit, visited, site visit, dropped in, dropped by", Keyword(_VISIT, weak=True)),
    ("other", Keyword(Channel.OTHER, weak=True)),
    ("no answer, na, n/a, no reply, no response, rang out", Keyword(outcome=Outcome.NO_ANSWER)),
    ("spoke, spoken, talked, reached, answered", Keyword(outcome=Outcome.SPOKE, weak=True)),
    ("not now, not yet, all set", Keyword(outcome=Outcome.NOT_NOW)),
    ("no", Keyword(outcome=Outcome.NO, weak=True)),
    ("yes", Keyword(outcome=Outcome.YES, weak=True)),
    ("replied, they replied", Keyword(outcome=Outcome.REPLIED)),
    ("order, ordered", Keyword(outcome=Outcome.ORDER, weak=True)),
    ("stop", Keyword(outcome=Outcome.STOP, weak=True)),
    ("asked to stop, do not contact, do not call, stop calling",
     Keyword(outcome=Outcome.STOP)),
    ("sent", Keyword(outcome=Outcome.SENT, weak=True)),
    ("in", Keyword(direction=_IN, weak=True)),
    ("out", Keyword(direction=_OUT, weak=True)),
    ("inbound, incoming", Keyword(direction=_IN)),
    ("outbound, outgoing", Keyword(direction=_OUT)),
    ("they called, they rang, they phoned, rang back, called back, called us, called me, rang me, rang us",
     Keyword(_CALL, direction=_IN)),
    ("they emailed, they e-mailed, they mailed, emailed back, emailed me, emailed us",
     Keyword(_EMAIL, direction=_IN)),
    ("they wrote, wrote back", Keyword(direction=_IN)),
    ("they texted, texted back, texted me", Keyword(_MESSAGE, direction=_IN)),
    ("they visited, they came by", Keyword(_VISIT, direction=_IN)),
    ("give, gave", Keyword(intent=Intent.GIVE, weak=True)),
    ("ask, asked", Keyword(intent=Intent.ASK, weak=True)),
    ("thank, thanked, thanks", Keyword(intent=Intent.THANK, weak=True)),
    ("learn, learned, learnt, debrief", Keyword(intent=Intent.LEARN, weak=True)),
    ("reply, answer", Keyword(intent=Intent.REPLY, weak=True)),
)  # fmt: skip

KEYWORDS: dict[tuple[str, ...], Keyword] = {
    tuple(phrase.split()): keyword for phrases, keyword in _VOCABULARY for phrase in phrases.split(", ")
}
"""Every keyword by its folded words."""

_LONGEST = max(map(len, KEYWORDS))
SUBJECT = frozenset({"re", "subject", "subj"})
NOTE = frozenset({"note", "nb"})
PROMISED = frozenset({"promised", "promise"})
_BEFORE_A_COLON = {words[0] for words in KEYWORDS if len(words) == 1} | SUBJECT | NOTE
_BEFORE_A_COLON |= {words[-1] for words, keyword in KEYWORDS.items() if keyword.outcome}

CONNECTORS = frozenset({"with", "at", "to", "from", "for", "and", "@", "&", "by", "of"})
"""Small words that belong to the name after them, not to the note."""

BEFORE_A_DATE = frozenset({"on", "at", "by", "@"})
"""Small words that belong to the date after them."""

ARTICLES = frozenset(
    {"a", "an", "the", "to", "of", "for", "about", "any", "this", "that", "our", "their", "his", "her", "my",
     "your", "i", "we", "they", "he", "she", "you", "us", "them", "will", "would", "should", "can", "could",
     "may", "must", "not", "dont", "wont", "next", "last"}
)  # fmt: skip
"""After these a plain English keyword is part of a sentence."""

PROSE = ARTICLES | CONNECTORS | BEFORE_A_DATE | {
    "about", "after", "again", "all", "also", "are", "as", "back", "be", "been", "before", "but",
    "call", "came", "come", "did", "do", "does", "from", "get", "go", "going", "good", "got", "had",
    "has", "have", "how", "if", "in", "into", "is", "it", "its", "just", "know", "left", "like", "more",
    "need", "needs", "new", "no", "now", "off", "one", "only", "or", "out", "over", "price", "said",
    "says", "see", "send", "sent", "set", "so", "some", "still", "than", "then", "there", "three",
    "time", "told", "too", "two", "until", "up", "want", "wants", "was", "week", "went", "were", "what",
    "when", "who", "why", "with", "work", "year", "yet", "co", "company", "corp", "gmbh", "group",
    "inc", "llc", "ltd", "plc", "sa", "ag", "limited",
}  # fmt: skip
"""Words so common in notes, and in names of companies, that one alone names nobody."""


def keyword_at(line: list[Chunk], at: int, end: int) -> tuple[Keyword, int] | None:
    """The longest keyword that begins at a chunk, and how many chunks it takes."""
    for length in range(min(_LONGEST, end - at), 0, -1):
        pieces = line[at : at + length]
        if any(piece.quoted for piece in pieces) or any(piece.colon for piece in pieces[:-1]):
            continue
        keyword = KEYWORDS.get(tuple(piece.folded for piece in pieces))
        if keyword:
            return keyword, length
    return None
