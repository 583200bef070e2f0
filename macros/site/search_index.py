"""Keeps in the search what answers a question, for who searches: a step of macros.site.finish.

The lists of sources repeat the same titles on every page, and the results printed at build hold
every word of a calculator. Found first, both would hide the page that explains. What people type
for a thing that the pages name otherwise stands in `search_words.toml`.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from macros.site.search_text import sections

INDEX = Path("search/search_index.json")
WORDS = Path(__file__).with_name("search_words.toml")
# As the titles: a page that explains a word is found before those that this word finds.
WORDS_BOOST = 1000.0
# The reasons of the house, and what other pages say already, are found by their titles: readers
# search for an answer.
BY_TITLE = (
    *("contribuer/audit/", "contribuer/decisions/", "contribuer/decisions/generateurs/"),
    "contribuer/mesures/",
    *("contribuer/moteur-et-theme/", "contribuer/programmes/", "contribuer/publier/"),
    "contribuer/recettes/",
    "references/fraicheur/",
)
# Each text has its own page: the page of them all is found by its name.
AS_ONE = ("baremes/tous/",)
_SOURCES = "sources"
_HEADING = re.compile(r'<h[1-6][^>]*? id="([^"]+)"[^>]*>([\s\S]*?)</h[1-6]>')
_NO_TITLE = re.compile(r'<a class="headerlink"[\s\S]*?</a>|<[^>]+>')
_MERGED = re.compile(r"(?:^|-)resultat$|^chiffres$|^ce-qui-change$")


def quieten(site: Path) -> None:
    """Write again what the index of a built site says of each page, and what else finds it."""
    path = site / INDEX
    index = json.loads(path.read_text("utf-8"))
    words = tomllib.loads(WORDS.read_text("utf-8"))
    parts = {part["location"]: part for part in index["docs"]}
    read: dict[str, str] = {}
    titles: dict[str, str] = {}
    for address in dict.fromkeys(location.partition("#")[0] for location in parts):
        page = (site / address / "index.html").read_text("utf-8")
        read |= _read(page, address)
        titles |= _titles(page, address)
    if unknown := words.keys() - (read.keys() & parts.keys()):
        raise KeyError(f"{WORDS.name}: no such part of the site: {', '.join(sorted(unknown))}")
    index["config"]["fields"]["words"] = {"boost": WORDS_BOOST}
    index["docs"] = [
        part
        | {"title": titles.get(location, part["title"]), "text": read[location]}
        | ({"words": words[location]} if location in words else {})
        for location, part in parts.items()
        if location in read
    ]
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _titles(page: str, address: str) -> dict[str, str]:
    """Give the title of each part of a page, by its location.

    The theme adds to it the headings of the same level that have no anchor: those of a calculator.
    """
    return {
        f"{address}#{anchor}": _NO_TITLE.sub("", heading).strip()
        for anchor, heading in _HEADING.findall(page)
    }


def _read(page: str, address: str) -> dict[str, str]:
    """Give the text of each part of a page, by its location.

    How to read a result, and the figures of a text, are said of the page; its sources are found in
    their list.
    """
    text: dict[str, str] = {}
    # Measures of the engine, files of the house: who reads these tables comes by the menu.
    tables = not address.startswith("contribuer/")
    calculator = address.startswith("calculateurs/")
    for anchor, told in sections(page, calculator=calculator, tables=tables).items():
        words = "" if address in (*AS_ONE, *BY_TITLE) else told
        place = "" if address in AS_ONE or _MERGED.search(anchor) else anchor
        text[place] = text.get(place, "") + words
    return {
        f"{address}#{anchor}" if anchor else address: words
        for anchor, words in text.items()
        if anchor != _SOURCES
    }
