"""What the title of a page asks for (a Python-Markdown extension).

`# Titre { .folds }` folds each part under its heading; a part that stays open says so:
`## Partie { .open }`. What follows the last part (links to read next) stays in sight. The parts of
a journey (« Étape 1 — … ») tell folded who acts, what to write and how long it takes. The steps of
a form (« Les étapes ») are a line of time.
`# Titre { data-form="msp" }` puts the pictogram of a form before the title. A list of years is a
line of time, on any page.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from macros.pages.forms import icon

YEAR = re.compile(r"^\d{4}\.$")
STEP = re.compile(r"^Étape \d+ ")
TOLD = ("Qui", "À produire", "Durée")
# Markdown sets aside the tags of a source mark, and leaves its numbers between them.
_TAGS = r"(?:\x02[^\x03]*\x03)"
_MARK = re.compile(rf"\s*{_TAGS}{{2}}[\d, ]+(?:notre lecture)?{_TAGS}{{2}}|{_TAGS}")


class PartsExtension(Extension):
    """Folds a page, and names its form."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Work once titles have their anchors and acronyms their definitions."""
        md.treeprocessors.register(_Parts(md), "parts", 2)


def makeExtension(**_: object) -> PartsExtension:  # noqa: N802 - the name is Markdown's
    """Give the extension that mkdocs.yml calls `macros.pages.parts`."""
    return PartsExtension()


class _Parts(Treeprocessor):
    def run(self, root: Element) -> None:
        for years in root.iter("ul"):
            if all(YEAR.match(item.findtext("strong") or "") for item in years):
                years.set("class", "timeline")
        title = root.find("h1")
        if title is None:
            return
        if form := title.get("data-form"):
            drawn = Element("span")
            drawn.text = self.md.htmlStash.store(icon(form))
            drawn.tail, title.text = title.text, None
            title.insert(0, drawn)
        if "folds" in _classes(title):
            title.attrib.pop("class")
            blocks = [root, *root.iter("div")]
            for block in blocks:
                if block.find("h2") is not None:
                    block[:] = _folded(list(block))
            _offer_all(blocks)


def _folded(children: list[Element]) -> list[Element]:
    """Give the children of a page, those of each part under its heading."""
    page: list[Element] = []
    part: Element | None = None
    for child in children:
        if child.tag == "h2":
            part = _part(child) if _folds(child) else None
            page.append(child if part is None else part)
        elif child.find("h2") is not None:
            part = None
            page.append(child)
        elif part is None or "related" in _classes(child):
            page.append(child)
        else:
            if child.tag == "ul" and "step" in _classes(part) and len(part) == 1:
                _tell(part[0], child)
            if child.tag == "ol" and part[0][0].get("id") == "les-etapes":
                child.set("class", "timeline")
            part.append(child)
    return page


def _folds(heading: Element) -> bool:
    """Tell whether a part folds; the list of sources has a fold of its own."""
    return "open" not in _classes(heading) and heading.get("id") != "sources"


def _part(heading: Element) -> Element:
    kind = "part step" if STEP.match(_words(heading)) else "part"
    part = Element("details", {"class": kind})
    SubElement(part, "summary").append(heading)
    # What opens and closes holds no link; the contents of the page lead to it.
    for link in heading.findall("a[@class='headerlink']"):
        heading.remove(link)
    return part


def _offer_all(blocks: list[Element]) -> None:
    """Put before the first part a button that shell.js enlivens; styles hide it without scripts."""
    for block in blocks:
        for rank, child in enumerate(block):
            if child.tag == "details":
                button = Element("button", {"type": "button", "class": "unfold"})
                button.text = "Tout déplier"
                block.insert(rank, button)
                return


def _tell(summary: Element, facts: Element) -> None:
    """Say in the heading of a step what its list says, without links: they open nothing there."""
    for item in facts:
        words = _words(item).partition(". ")[0]
        if words.startswith(TOLD):
            SubElement(summary, "span", {"class": "told"}).text = words.rstrip(".")


def _words(element: Element) -> str:
    return re.sub(r"[ \t\n]+", " ", _MARK.sub("", "".join(element.itertext()))).strip()


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()
