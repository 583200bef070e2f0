"""Where each value of a TOML file stands: the standard library reads values, not lines."""

from __future__ import annotations

import re

Place = tuple[str, int, str]
"""A section, its rank when it is repeated, and a key; an empty key is the section itself."""

_SECTION = re.compile(r"\s*(\[\[?)\s*([^\]\s]+)\s*\]")
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=.]+))[^=]*=(.*)""")
_QUOTES = ('"""', "'''")


def lines(text: str) -> dict[Place, int]:
    """Give the line of each section and of each key."""
    places: dict[Place, int] = {("", 0, ""): 1}
    section, rank, closing = "", 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        if closing:
            closing = "" if closing in line else closing
        elif found := _SECTION.match(line):
            # A part of a section, `[edition.x]`, is a key of it.
            section, _, inside = found[2].partition(".")
            repeated = found[1] == "[["
            rank = 1 + max((r for s, r, _ in places if s == section), default=-1) if repeated else 0
            places[section, rank, inside] = number
        elif found := _KEY.match(line):
            places.setdefault((section, rank, found[1] or found[2] or found[3]), number)
            closing = next((quote for quote in _QUOTES if found[4].count(quote) == 1), "")
    return places
