"""A message that is a page, as the text it would have been: what it quotes is marked line by line.

Each program marks quotes in its own way: ``blockquote``, boxes of a known class or name, or a heading above
the message that is answered. Nothing that a page points to is looked at.
"""

from __future__ import annotations

import re
from collections import Counter

from dreamboard.exchange.pages import PageParser

ORIGINAL = "-----Original Message-----"
"""Put where a page begins to repeat the message that it answers."""

_BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "pre",
        "blockquote",
    }
    | {"section", "article", "header", "footer", "center", "dl", "dt", "dd", "body", "address", "fieldset"}
)
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr", "source"})
_QUOTED = re.compile(
    r"(?:^|[\s_])(?:gmail_attr|moz-cite-prefix|yahoo_quoted\w*|protonmail_quote|tutanota_quote|cite_prefix"
    r"|zmail_extra|wm_quote|quotedreply|mail_android_quote|fastmail-quote)(?:\s|$)|yahoo_quoted",
)
_ORIGINALS = re.compile(
    r"(?:^|[\s_])(?:divRplyFwdMsg|appendonsend|zwchr|mail-editor-reference-message-container|OutlookMessageHeader"
    r"|moz-forward-container|OLK_SRC_BODY_SECTION|__DIVIDER__|reply-intro|isForwardContent)(?:\s|$)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:^|[\s_])(?:gmail_signature|moz-signature|ms-outlook-mobile-signature|protonmail_signature_block"
    r"|AppleMailSignature|signature)(?:\s|$)",
    re.IGNORECASE,
)
_LINE_ABOVE = re.compile(r"border:\s*none;\s*border-top:\s*solid\s*#(?:E1E1E1|B5C4DF)", re.IGNORECASE)
"""What Outlook draws above the message that is answered."""
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLANKS = re.compile(r"\n{3,}")


class _Page(PageParser):
    """The lines of a page, those that are quoted with a mark."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._line: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._counts: Counter[str] = Counter()
        """How many of each tag, and of each meaning, are open."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._close("head")
        elif tag == "br":
            self._end_line(forced=True)
            return
        if tag in _BLOCKS:
            self._end_line()
        elif tag in ("td", "th"):
            self._line.append(" ")
        said = {name: (value or "")[:300] for name, value in attrs[:20]}
        names = " ".join(said.get(one, "") for one in ("class", "id", "data-marker"))
        if (names.strip() and _ORIGINALS.search(names)) or _LINE_ABOVE.search(said.get("style", "")):
            self._say(ORIGINAL)
        elif names.strip() and _SIGNED.search(names) and "prefix" not in names:
            self._say("-- ")
        if tag not in _VOID:
            self._enter(tag, self._meaning(tag, said, names))

    def _meaning(self, tag: str, said: dict[str, str], names: str) -> str:
        if tag in _UNSEEN or _HIDDEN.search(said.get("style", "")):
            return "unseen"
        if tag == "blockquote" or said.get("name") == "quote" or (names.strip() and _QUOTED.search(names)):
            return "quoted"
        return "pre" if tag == "pre" else ""

    def _enter(self, tag: str, meaning: str) -> None:
        self._open.append((tag, meaning))
        self._counts[f"<{tag}"] += 1
        if meaning:
            self._end_line()
            self._counts[meaning] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line()
        self._close(tag)

    def _close(self, tag: str) -> None:
        """End the innermost such tag, and with it those inside that nobody ended."""
        while self._counts[f"<{tag}"]:
            inner, meaning = self._open.pop()
            self._counts[f"<{inner}"] -= 1
            if meaning:
                self._end_line()
                self._counts[meaning] -= 1
            if inner == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._counts["unseen"]:
            return
        if self._counts["pre"]:
            first, *others = data.split("\n")
            self._line.append(first)
            for one in others:
                self._end_line(forced=True)
                self._line.append(one)
        else:
            self._line.append(data)

    def _say(self, text: str) -> None:
        self._end_line()
        self._line.append(text)
        self._end_line()

    def _end_line(self, *, forced: bool = False) -> None:
        """End the line, if there is anything on it, or ``forced``."""
        said = "".join(self._line)
        self._line.clear()
        if self._counts["unseen"] or not (forced or said.strip() or "\xa0" in said):
            return
        text = " ".join(said.split()) if said != "-- " else said
        self.lines.append(f"> {text}".rstrip() if self._counts["quoted"] else text)

    def close(self) -> None:
        """End the page."""
        super().close()
        self._end_line()


def text_of_html(page: str) -> str:
    """A page's text without scripts and styles, its quotes marked by ``>``."""
    parser = _Page()
    parser.feed(page)
    parser.close()
    return _BLANKS.sub("\n\n", "\n".join(parser.lines)).strip()
