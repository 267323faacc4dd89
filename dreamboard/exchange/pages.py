"""Reading pages of HTML, whatever was left in them."""

from __future__ import annotations

from html.parser import HTMLParser


class PageParser(HTMLParser):
    """The standard library's parser, but for stopping at declarations that it does not know."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Where a section for some programs only (``<![if !mso]>``) has its end; -1 where it has none."""
        del report
        return self.rawdata.find(">", i + 3) + 1 or -1
