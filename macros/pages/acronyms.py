"""Definitions on acronyms, wherever they stand in a page (a Python-Markdown extension).

Every occurrence shows its definition under the pointer. The first one of each part can also be
reached with the keyboard: all of them would make hundreds of stops. A page gives a word another
meaning by declaring it, `*[PASS]: Plafond annuel de la sécurité sociale`, as the `abbr` extension
of Markdown reads it.
"""

from __future__ import annotations

import re
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from macros.pages.reference_data import Entry, glossary

# Titles, code, and what already does something when pointed at.
LEFT_ALONE = {
    "a",
    "abbr",
    "button",
    "code",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "kbd",
    "label",
}
LEFT_ALONE |= {"legend", "pre", "script", "style", "summary", "svg"}
# The glossary itself says it all in full words.
LEFT_ALONE_CLASS = "glossary"


class AcronymExtension(Extension):
    """Adds the definitions of the glossary to a page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Work after titles have given their anchors, and after `abbr`."""
        md.treeprocessors.register(_Definitions(md), "acronyms", 3)


def makeExtension(**_: object) -> AcronymExtension:  # noqa: N802 - the name is Markdown's
    """Give the extension that mkdocs.yml calls `macros.pages.acronyms`."""
    return AcronymExtension()


@cache
def definitions() -> dict[str, str]:
    """Give the words of the tooltip of each acronym, with every meaning that a source gives."""
    senses: dict[str, list[Entry]] = {}
    for entry in glossary():
        for acronym in entry.acronyms:
            if entry.sources:
                senses.setdefault(acronym, []).append(entry)
    return {acronym: _words(entries) for acronym, entries in senses.items()}


def _words(entries: list[Entry]) -> str:
    if len(entries) == 1:
        [entry] = entries
        return " ".join(filter(None, (entry.name and f"{entry.name}.", entry.definition)))
    return "Plusieurs sens\u202f: " + "\u202f; ".join(entry.name for entry in entries) + "."


class _Definitions(Treeprocessor):
    def run(self, root: Element) -> None:
        """Mark the acronyms of the page in its order: the first one of a part comes first."""
        self._met: set[str] = set()
        self._mark(root)

    def _mark(self, element: Element) -> None:
        if element.tag == "h2":
            self._met.clear()
        if element.tag == "abbr":
            self._reach(element, element.text or "")
        if element.tag in LEFT_ALONE or element.get("class") == LEFT_ALONE_CLASS:
            return
        children = list(element)
        element.text, marked = self._split(element.text)
        for child in children:
            self._mark(child)
            child.tail, following = self._split(child.tail)
            marked += [child, *following]
        element[:] = marked

    def _split(self, text: str | None) -> tuple[str | None, list[Element]]:
        """Give the text before the first acronym, then each acronym with the text after it."""
        if not text or isinstance(text, AtomicString):
            return text, []
        before, *rest = _pattern().split(text)
        found = []
        for acronym, tail in zip(rest[::2], rest[1::2], strict=True):
            element = Element("abbr", title=definitions()[acronym])
            element.text = AtomicString(acronym)
            element.tail = tail
            self._reach(element, acronym)
            found.append(element)
        return before, found

    def _reach(self, element: Element, acronym: str) -> None:
        if acronym not in self._met:
            self._met.add(acronym)
            element.set("tabindex", "0")


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(definitions(), key=len, reverse=True)
    # A hyphen makes another word: « ESP-CLAP » is not an ESP, « ACI-MSP » is neither.
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])")
