"""Where a long word may be cut, in titles and narrow cells (a Python-Markdown extension).

Not every browser has a French dictionary. A soft hyphen in the text would be copied, searched and
indexed with it: an empty element stands there instead, and the styles give it its hyphen.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

LONG = {"regions": 8, "side-by-side": 11}
"""From how many letters a word may be cut, by the class of what holds it."""
TITLE = 16
CUT = '<i class="cut"></i>'
_VOWELS = "aàâeéèêëiîïoôuûyœ"
# A syllable begins with a consonant, or two that stay together, and a vowel.
_SYLLABLE = re.compile(
    rf"(?<=\w\w\w)(?=(?:[bcdfgptv][lr]|[cpt]h|gn|qu|(?<![bcdfgpt])[lr]|(?<!g)n|[bcdfgjkmpstvxz])[{_VOWELS}]\w\w)",
    re.IGNORECASE,
)


def cut(word: str) -> list[str]:
    """Give the pieces of a word, cut between syllables, never so near an end that it looks odd."""
    return _SYLLABLE.split(word)


def cut_html(words: str, long: int) -> str:
    """Write words that are already escaped, with where those of so many letters may be cut.

    Once, near the middle, by a soft hyphen: in so narrow a place, Chromium forgets that of `CUT`.
    """
    return _words(long).sub(lambda found: "&shy;".join(_halves(found[0])), words)


def _halves(word: str) -> list[str]:
    pieces = cut(word)
    halves = (["".join(pieces[:n]), "".join(pieces[n:])] for n in range(1, len(pieces)))
    return min(halves, key=lambda each: abs(len(each[0]) - len(each[1])), default=pieces)


class HyphensExtension(Extension):
    """Says where the long words of a page may be cut."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Work after titles have given their anchors, and acronyms their definitions."""
        md.treeprocessors.register(_Cuts(md), "hyphens", 2)


def makeExtension(**_: object) -> HyphensExtension:  # noqa: N802 - the name is Markdown's
    """Give the extension that mkdocs.yml calls `macros.pages.hyphens`."""
    return HyphensExtension()


class _Cuts(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            names = (element.get("class") or "").split()
            long = [LONG[name] for name in names if name in LONG]
            if element.tag == "h1" or long:
                _mark(element, _words(long[0] if long else TITLE))


def _words(long: int) -> re.Pattern[str]:
    return re.compile(rf"[^\W\d_]{{{long},}}")


def _mark(element: Element, words: re.Pattern[str]) -> None:
    children = list(element)
    element.text, marked = _split(element.text, words)
    for child in children:
        _mark(child, words)
        child.tail, following = _split(child.tail, words)
        marked += [child, *following]
    element[:] = marked


def _split(text: str | None, words: re.Pattern[str]) -> tuple[str | None, list[Element]]:
    """Give the text before the first cut, then each cut with the text after it."""
    if not text:
        return text, []
    pieces = [""]
    at = 0
    for found in words.finditer(text):
        first, *rest = cut(found[0])
        pieces[-1] += text[at : found.start()] + first
        pieces += rest
        at = found.end()
    pieces[-1] += text[at:]
    kind = type(text)
    cuts = []
    for piece in pieces[1:]:
        element = Element("i", {"class": "cut"})
        element.tail = kind(piece)
        cuts.append(element)
    return kind(pieces[0]), cuts
