"""The pages of the built site, as their files hold them."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

SITE = Path(os.environ.get("SITE", Path(__file__).parents[2] / "site"))
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
HERE = "https://here.invalid"


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]


@dataclass
class PageFile(HTMLParser):
    """A page: its elements in order, and the first tag that closes what it did not open."""

    path: Path
    elements: list[Element] = field(default_factory=list)
    unbalanced: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self.feed(self.text)
        self.close()

    @property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @property
    def address(self) -> str:
        """Give the path under which the page is published."""
        relative = self.path.relative_to(SITE).as_posix()
        return "/" + relative.removesuffix("index.html")

    @property
    def ids(self) -> Counter[str]:
        return Counter(e.attributes["id"] for e in self.elements if "id" in e.attributes)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Give the elements of a tag that have these attributes."""
        return [
            element
            for element in self.elements
            if element.tag == tag and attributes.items() <= element.attributes.items()
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["title"] and "svg" not in self._open:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1:] == [tag]:
            self._open.pop()
        elif tag not in VOID and not self.unbalanced:
            self.unbalanced = f"</{tag}> at {self.getpos()}, open: {self._open[-3:]}"


@cache
def every_page() -> list[PageFile]:
    """Read every page once."""
    return [PageFile(path) for path in sorted(SITE.rglob("*.html"))]


def target(page: PageFile, link: str) -> tuple[str, str] | None:
    """Give the path and the fragment of a link inside the site; None for another site."""
    full = urlsplit(urljoin(HERE + page.address, link))
    if f"{full.scheme}://{full.netloc}" != HERE:
        return None
    return unquote(full.path), unquote(full.fragment)
