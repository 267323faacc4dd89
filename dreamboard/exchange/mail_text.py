"""What is new in a message: its text without what it quotes of those before, and without a signature."""

from __future__ import annotations

import re

from dreamboard.exchange.mail_html import ORIGINAL
from dreamboard.exchange.mail_words import (
    AMID_VERB,
    BY,
    DEVICE_LINE,
    FORWARDED,
    HEAD_LINE,
    HEAD_WORDS,
    LAST_VERB,
    MESSAGE_RULE,
    NOTES_RULE,
    OPENING,
)

_MOST_LINES = 2_000
_LONGEST = 400
"""Characters of a line that a program may have written."""
_MOST_SIGNED = 12
"""Lines of a signature; what is longer is a letter that someone put a dash above."""
_ADDRESS = re.compile(r"[^\s<>@\"]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_DATED = re.compile(r"\d{1,2}\s?[:.h時点]\s?\d{2}|(?:19|20)\d\d")
_RULE = re.compile(r"\s*(?:_{5,}|-{5,}|={5,}|original message)\s*", re.IGNORECASE)
_LIST_FOOT = re.compile(
    r"mailing list|unsubscribe|listinfo|list-?serv|you received this message because", re.IGNORECASE
)
_BLANKS = re.compile(r"\n{3,}")


def new_text(text: str) -> str:
    """The lines that the sender wrote: without the quoted tail, or, where answers stand between quotes,
    without the quotes. What is nothing but quotes stays as it is."""
    text = _unsealed(text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = text.split("\n")[:_MOST_LINES]
    kept: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        if _starts_original(lines, number):
            break
        taken = _attribution(lines, number)
        if taken:
            if not _quotes_follow(lines, number + taken):
                break
            number += taken
            continue
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
        number += 1
    found = _joined(_unsigned(kept))
    return found or _joined(kept) or text.strip()


def unflowed(text: str, *, drops_space: bool = False) -> str:
    """A text whose lines flow (RFC 3676) with each paragraph on a line of its own."""
    found: list[str] = []
    flows = False
    depth_before = 0
    for line in text.replace("\r\n", "\n").split("\n"):
        plain = line.lstrip(">")
        depth = len(line) - len(plain)
        plain = plain.removeprefix(" ")
        if flows and depth == depth_before and plain != "-- ":
            found[-1] += plain
        else:
            found.append(f"{'>' * depth} {plain}" if depth else plain)
        flows = plain.endswith(" ") and plain != "-- "
        if flows and drops_space:
            found[-1] = found[-1][:-1]
        depth_before = depth
    return "\n".join(found)


def _joined(lines: list[str]) -> str:
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip()


def _unsealed(text: str) -> str:
    """A text signed with PGP without the seal around it."""
    start = text.find("-----BEGIN PGP SIGNED MESSAGE-----")
    if start < 0:
        return text
    head, _, body = text[start:].partition("\n\n")
    body = body.partition("\n-----BEGIN PGP SIGNATURE-----")[0]
    return text[:start] + re.sub(r"^- ", "", body, flags=re.MULTILINE) if len(head) < 1_000 else text


# What is quoted


def _starts_original(lines: list[str], number: int) -> bool:
    line = lines[number]
    if len(line) > _LONGEST or not line.strip():
        return False
    if line == ORIGINAL or NOTES_RULE.fullmatch(line) or FORWARDED.fullmatch(line):
        return True
    if MESSAGE_RULE.fullmatch(line):
        # So do people and servers write headings: a message has a header, or says who wrote it.
        following = [at for at in range(number + 1, min(number + 8, len(lines))) if lines[at].strip()][:3]
        return any(_role(lines[at]) or _attribution(lines, at) for at in following)
    return _role(line) != "" and _heads_follow(lines, number)


def _role(line: str) -> str:
    found = HEAD_LINE.match(line[:60])
    return HEAD_WORDS.get(found[1].lower(), "") if found else ""


def _heads_follow(lines: list[str], number: int) -> bool:
    """Whether the headers of a message begin here: who sent it, and about what, and one more."""
    found: dict[str, str] = {}
    strange = 0
    for line in lines[number : number + 20]:
        role = _role(line)
        if role:
            found.setdefault(role, line)
            strange = 0
        elif line.strip(" >\t"):
            strange += 1
            if strange > 1:
                break
    if "from" not in found or len(found) < 3:
        return False
    return "subject" in found or _ADDRESS.search(found["from"]) is not None


def _attribution(lines: list[str], number: int) -> int:
    """How many lines "On … wrote:" takes, beginning here; 0 where it does not."""
    count = 0
    for line in lines[number : number + 4]:
        if len(line) > _LONGEST or not line.strip():
            return 0
        count += 1
        if line.rstrip().endswith((":", "：")):
            break
    else:
        return 0
    pieces = [line.strip() for line in lines[number : number + count]]
    start = _attributed_from(pieces, quotes=_quotes_follow(lines, number + count))
    return count if start == 0 else 0


def _attributed_from(pieces: list[str], *, quotes: bool) -> int:
    """Which of the lines begins the sentence that ends in the last one; -1 where it is no such sentence."""
    last = len(pieces) - 1
    for start in range(last, -1, -1):  # the shortest that begins with a date, or says who and when
        told = " ".join(pieces[start:])
        opens = OPENING.match(told) and (start == last or any(one.isdigit() for one in pieces[start]))
        if opens and _says_who_wrote(told, quotes=quotes):
            return start
    for start in range(last, -1, -1):
        told = " ".join(pieces[start:])
        if told.count("<") == told.count(">") and _says_who_wrote(told, quotes=quotes, opened=False):
            return start
    return -1


def _says_who_wrote(told: str, *, quotes: bool, opened: bool = True) -> bool:
    verb = LAST_VERB.search(told) or AMID_VERB.search(told)
    named = _ADDRESS.search(told) is not None
    dated = _DATED.search(told) is not None
    if verb is None:
        # Some programs, and some languages, do without: when, who and a colon.
        by = opened and dated and BY.search(told) is not None
        return (named and (by or quotes)) or (by and quotes)
    rest = told[: verb.start()] + told[verb.end() :]
    if not any(one.isalpha() for one in rest + told[verb.start() : -1].partition(" ")[2]):
        return False
    return quotes or (dated and (opened or named)) or (named and opened) or (named and len(told) < 120)


def _quotes_follow(lines: list[str], number: int) -> bool:
    """Whether what was attributed is marked line by line, so that answers may stand below it."""
    following = [line for line in lines[number : number + 6] if line.strip()]
    return bool(following) and following[0].lstrip().startswith(">")


# What is below


def _unsigned(lines: list[str]) -> list[str]:
    """The lines without a signature, a list's foot and what a program added."""
    kept = list(lines)
    while True:
        while kept and (
            not kept[-1].strip() or _RULE.fullmatch(kept[-1]) or DEVICE_LINE.fullmatch(kept[-1][:200])
        ):
            kept.pop()
        at = _signed_at(kept)
        if at is None:
            return kept
        del kept[at:]


def _signed_at(lines: list[str]) -> int | None:
    """Where a signature or a list's foot begins, if there is one that is short enough."""
    below = 0
    for number in range(len(lines) - 1, 0, -1):
        line = lines[number].strip()
        if line in ("--", "—", "-- ", "__"):
            return number
        if _RULE.fullmatch(line) and _LIST_FOOT.search("\n".join(lines[number:])[:2_000]):
            return number
        below += bool(line)
        if below > _MOST_SIGNED:
            return None
    return None
