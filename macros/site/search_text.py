"""What the search reads of a page: its sections, in plain paragraphs.

Cells, labels and pictures follow each other in the page without a space: read as they stand, their
numbers run together. Here each block is a paragraph, and the cells of a row are kept apart.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
_UNREAD = {
    "button",
    "nav",
    "noscript",
    "option",
    "pre",
    "script",
    "select",
    "style",
    "svg",
    "template",
}
# Markers, forms already answered, what is found elsewhere: none answers a question.
_UNREAD_CLASSES = {
    "acronyms",
    "actions",
    "batch",
    "calc-result",
    "case-answer",
    "checklist",
    "cited",
    "confidence",
    "contents",
    "criteria",
    "delays",
    "error-summary",
    "flow",
    "form-examples",
    "headerlink",
    "inputs-table",
    "lines",
    "read-on",
    "sources",
    "sources-fold",
    "src",
    "told",
    "unsearched",
    "visually-hidden",
    "year",
}
_INLINE = {"a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup"}
_CELLS = {"td", "th"}
_APART = "\u202f; "
_MEANS = "\u202f: "


def sections(page: str, *, calculator: bool = False, tables: bool = True) -> dict[str, str]:
    """Give the text of each section of a page, by the anchor of its heading.

    The title of the page has the empty anchor. The page of a `calculator` is found by what its form
    asks; elsewhere the form repeats it, and is left out. So are `tables` that nobody searches.
    """
    reader = _Reader(calculator=calculator, tables=tables)
    reader.feed(page)
    reader.close()
    return {
        anchor: "".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)
        for anchor, paragraphs in reader.sections.items()
    }


class _Reader(HTMLParser):
    def __init__(self, *, calculator: bool, tables: bool) -> None:
        super().__init__()
        self.sections: dict[str, list[str]] = {}
        self._calculator = calculator
        self._tables = tables
        # Each open element, and whether its text is read.
        self._open: list[tuple[str, bool]] = []
        self._paragraphs: list[str] = []
        self._row = False
        self._words = ""

    @property
    def _reads(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            self._words += " "
            return
        if self._reads and re.fullmatch("h[1-6]", tag) and "id" in attributes:
            self._end()
            anchor = attributes["id"] if self.sections else ""
            self._paragraphs = self.sections.setdefault(anchor, [])
            # The index has the titles apart.
            self._open.append((tag, False))
            return
        reads = tag == "article" or (self._reads and not self._is_unread(tag, attributes))
        if reads and tag not in _INLINE:
            self._begin(tag)
        self._open.append((tag, reads))

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self._open):
            return
        while self._open:
            name, reads = self._open.pop()
            if reads and name not in _INLINE | _CELLS | {"dt"}:
                self._row = self._row and name != "tr"
                self._end()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._reads:
            # Where a word of a picture may be cut is no part of it.
            self._words += data.replace("\u00ad", "")

    def _is_unread(self, tag: str, attributes: dict[str, str]) -> bool:
        classes = set(attributes.get("class", "").split())
        if "calc" in classes:
            return not self._calculator
        # The page of the scales has them all.
        unread = _UNREAD_CLASSES | ({"scale-table"} if self._calculator else set())
        if tag == "table" and not self._tables:
            return True
        return tag in _UNREAD or "hidden" in attributes or bool(classes & unread)

    def _begin(self, tag: str) -> None:
        """Begin a paragraph, the next cell of a row, or what a term means."""
        said = self._words.rstrip()
        if said and tag in _CELLS:
            self._words = said + _APART
        elif said and tag == "dd":
            self._words = said + _MEANS
        else:
            self._end()
        self._row = self._row or tag == "tr"

    def _end(self) -> None:
        if self._row:
            self._words += " "
            return
        # No-break spaces stay what they are, but before a stop: a marker stood there.
        text = re.sub(
            r"[ \u00a0]+(?=[.,)]|\u202f)", "", re.sub(r"[ \t\r\n]+", " ", self._words)
        ).strip()
        self._words = ""
        if text:
            self._paragraphs.append(text)
