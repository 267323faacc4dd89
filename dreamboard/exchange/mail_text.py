"""What is new in a message: its text without what it quotes of those before."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_MOST_LINES = 2_000
_VERBS = (
    r"(?:\bwrote|\ba écrit|\bschrieb\b.{0,120}?|\bescribió|\bha scritto|\bschreef\b.{0,120}?|\bescreveu"
    r"|\bskrev\b.{0,120}?|\bnapisał\(?a?\)?|\bнаписал[а()]{0,3}|\b(?:von|from)\b.{0,120}?)\s?:\s*"
)
_ON_WROTE = re.compile(
    r"\s*(?:>\s*)?(?:(?:on|le|am|el|il|op|em|den|dnia|w dniu)\b.{0,300}?"
    r"|\d{1,2}\.? ?\w{3,12}\.? ?\d{4},.{0,200}?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}.{0,200}?)" + _VERBS,
    re.IGNORECASE,
)
_WHO_WROTE = re.compile(r"(?:>\s*)?.{0,120}?<?[\w.+-]{1,64}@[\w.-]{1,100}>?.{0,40}?" + _VERBS, re.IGNORECASE)
_ORIGINAL = re.compile(
    r"\s*>?\s*[-_]{2,}\s?(?:original message|original-nachricht|ursprüngliche nachricht|message d'origine"
    r"|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original"
    r"|reply message)\s?[-_]{2,}\s*",
    re.IGNORECASE,
)
_HEAD_FIRST = re.compile(r"\s*>?\s*\*?(?:from|von|de|da|van|från)\s?:\*?\s*\S", re.IGNORECASE)
_HEAD_NEXT = re.compile(
    r"\s*>?\s*\*?(?:sent|date|to|subject|gesendet|datum|an|betreff|envoyé|objet|à|enviado|fecha|para|asunto"
    r"|inviato|data|a|oggetto|verzonden|aan|onderwerp)\s?:\*?",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*_{10,}\s*")
_BLANKS = re.compile(r"\n{3,}")


def new_text(text: str) -> str:
    """The lines that the sender wrote: without the quoted tail, or, where answers stand between quotes,
    without the quotes. What is nothing but quotes stays as it is."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:_MOST_LINES]
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
    while kept and _RULE.fullmatch(kept[-1] or "x"):
        kept.pop()
    found = _BLANKS.sub("\n\n", "\n".join(kept)).strip()
    return found or text.strip()


def _starts_original(lines: list[str], number: int) -> bool:
    line = lines[number]
    if len(line) > 400:
        return False
    if _ORIGINAL.fullmatch(line):
        return True
    if not _HEAD_FIRST.match(line):
        return False
    following = [one for one in lines[number + 1 : number + 8] if one.strip()][:3]
    return sum(_HEAD_NEXT.match(one[:200]) is not None for one in following) >= 2


def _attribution(lines: list[str], number: int) -> int:
    """How many lines "On … wrote:" takes, beginning here; 0 where it does not."""
    joined = ""
    for count in range(1, 4):
        if number + count > len(lines):
            return 0
        piece = lines[number + count - 1]
        if len(piece) > 400 or (count > 1 and not piece.strip()):
            return 0
        joined = f"{joined} {piece.strip()}"
        if piece.rstrip().endswith(":"):
            plain = joined.strip()
            found = _ON_WROTE.fullmatch(plain) or (count == 1 and _WHO_WROTE.fullmatch(plain))
            return count if found else 0
    return 0


def _quotes_follow(lines: list[str], number: int) -> bool:
    """Whether what was attributed is marked line by line, so that answers may stand below it."""
    following = [line for line in lines[number : number + 6] if line.strip()]
    return bool(following) and following[0].lstrip().startswith(">")


class _NewHtml(HTMLParser):
    """The words of a page but for what it quotes; nothing it points to is looked at."""

    BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "hr"})
    UNSEEN = frozenset({"script", "style", "head", "title", "blockquote"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in self.UNSEEN
        if tag in self.BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in self.UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data.replace("\r\n", " ").replace("\n", " "))


def text_of_html(page: str) -> str:
    """A page's text without quotes, scripts and styles."""
    parser = _NewHtml()
    parser.feed(page)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).split("\n"))
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip()
