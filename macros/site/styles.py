"""Leaves out of the theme's styles what no page shows: `trim` is a step of macros.site.finish.

A quarter of what a reader fetches first dresses tabs, annotations, tags, diagrams and other parts
of the theme that this site has not.
"""

from __future__ import annotations

import re
from pathlib import Path

from macros.site.theme import STYLES

THEME = "assets/stylesheets/*.min.css"
FILES = ["main", "palette"]
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
_RULE = re.compile(r"([^{}@;]+)(\{[^{}]*\})")
_BETWEEN_SELECTORS = re.compile(r",(?![^(]*\))")
_EXCEPTION = re.compile(r":not\([^)]*\)")
_EMPTY_BLOCK = re.compile(r"@[^{}]*\{\}")


def trim(site: Path) -> None:
    """Take out of the theme's styles the selectors whose classes no page and no script names."""
    known: set[str] = set()
    for page in site.rglob("*.html"):
        for classes in re.findall(r'class="([^"]*)"', page.read_text("utf-8")):
            known.update(classes.split())
    for script in site.glob("assets/javascripts/*.js"):
        known.update(_WORD.findall(script.read_text("utf-8")))
    for script in site.glob("assets/javascripts/*/**/*.js"):
        known.update(re.findall(r"\bmd-[\w-]+", script.read_text("utf-8")))
    paths = sorted(site.glob(THEME))
    if (names := [path.name.partition(".")[0] for path in paths]) != FILES:
        raise STYLES.failed(f"the files are {', '.join(names) or 'nowhere'}")
    for path in paths:
        text = path.read_text("utf-8", newline="")
        path.write_text(trimmed(text, known), "utf-8", newline="")


def trimmed(styles: str, known: set[str]) -> str:
    """Give the styles without the selectors that name an unknown class."""

    def kept(rule: re.Match[str]) -> str:
        selectors = [
            selector
            for selector in _BETWEEN_SELECTORS.split(rule[1])
            if known.issuperset(_CLASS.findall(_EXCEPTION.sub("", selector)))
        ]
        return ",".join(selectors) + rule[2] if selectors else ""

    _check(styles)
    return _EMPTY_BLOCK.sub("", _RULE.sub(kept, styles))


def _check(styles: str) -> None:
    """Refuse what `_RULE` would misread: a rule inside a rule, a brace in a text."""
    left, before = _RULE.sub("", styles), ""
    while left != before:
        left, before = _EMPTY_BLOCK.sub("", left), left
    if found := re.search(r"[^{};]*[{}].{,40}", left):
        raise STYLES.failed(f"a rule inside another, or a brace in a text, near {found[0]!r}")
