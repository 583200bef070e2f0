"""Leaves out of the theme's styles what no page shows: `trim` is a step of macros.site.finish.

A third of what a reader fetches first dresses tabs, annotations, tags, diagrams, colours, pages
read from right to left and other parts of the theme that this site has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from macros.site.theme import STYLES

THEME = "assets/stylesheets/*.min.css"
FILES = ["main", "palette"]
# What the theme's script makes, and what it makes it from: that is in no page of ours.
_MADE_FROM = {
    "md-annotation": 'class="annotate',
    "md-source__": 'class="md-source"',
    "md-tag": 'class="md-tag',
    "md-version": '"version": {',
    "tabbed-": 'class="tabbed-set',
}
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
# Where a page chooses among all that the theme offers: a direction, colours.
_CHOICE = re.compile(r"""\b((?:dir|data-md-color-[a-z]+)=)"?([\w-]+)""")
_OWN = re.compile(r"(?<=[{;])(--[\w-]+):")
_PROPERTY = re.compile(_OWN.pattern + r"""(?:'[^']*'|"[^"]*"|[^;{}'"])*;?""")
_READ = re.compile(r"""(?:var\(\s*|["'`])(--[\w-]+)""")
_RULE = re.compile(r"([^{}@;]+)(\{[^{}]*\})")
_BETWEEN_SELECTORS = re.compile(r",(?![^(]*\))")
_EXCEPTION = re.compile(r":not\([^)]*\)")
_EMPTY_BLOCK = re.compile(r"@[^{}]*\{\}")


def trim(site: Path) -> None:
    """Take out of the theme's styles what no page and no script names."""
    pages = [page.read_text("utf-8") for page in site.rglob("*.html")]
    absent = tuple(
        made for made, sign in _MADE_FROM.items() if not any(sign in page for page in pages)
    )
    known: set[str] = set()
    for script in site.glob("assets/javascripts/*.js"):
        words = _WORD.findall(script.read_text("utf-8"))
        known.update(word for word in words if not word.startswith(absent))
    for script in site.glob("assets/javascripts/*/**/*.js"):
        known.update(re.findall(r"\bmd-[\w-]+", script.read_text("utf-8")))
    for page in pages:
        known.update(_choices(page))
        for classes in re.findall(r'class="([^"]*)"', page):
            known.update(classes.split())
    paths = sorted(site.glob(THEME))
    if (names := [path.name.partition(".")[0] for path in paths]) != FILES:
        raise STYLES.failed(f"the files are {', '.join(names) or 'nowhere'}")
    theirs = [trimmed(path.read_text("utf-8", newline=""), known) for path in paths]
    files = [path for kind in ("*.css", "*.js") for path in site.rglob(kind) if path not in paths]
    ours = [*pages, *(path.read_text("utf-8") for path in files)]
    for path, text in zip(paths, without_unread(theirs, ours), strict=True):
        path.write_text(text, "utf-8", newline="")


def trimmed(styles: str, known: set[str]) -> str:
    """Give the styles without the selectors that name an unknown class or choice."""

    def kept(rule: re.Match[str]) -> str:
        selectors = [
            selector
            for selector in _BETWEEN_SELECTORS.split(rule[1])
            if known.issuperset(_named(_EXCEPTION.sub("", selector)))
        ]
        return ",".join(selectors) + rule[2] if selectors else ""

    _check(styles)
    return _EMPTY_BLOCK.sub("", _RULE.sub(kept, styles))


def without_unread(styles: list[str], others: Iterable[str]) -> list[str]:
    """Give the styles without the properties that neither they nor other texts ever read."""
    elsewhere = {name for text in others for name in _READ.findall(text)}
    while True:
        read = elsewhere.union(*(_READ.findall(text) for text in styles))
        left = [_without(text, set(_OWN.findall(text)) - read) for text in styles]
        if left == styles:
            return left
        styles = left


def _without(text: str, unread: set[str]) -> str:
    return _PROPERTY.sub(lambda own: "" if own[1] in unread else own[0], text)


def _named(selector: str) -> list[str]:
    return [*_CLASS.findall(selector), *_choices(selector)]


def _choices(text: str) -> list[str]:
    return [name + value for name, value in _CHOICE.findall(text)]


def _check(styles: str) -> None:
    """Refuse what `_RULE` would misread: a rule inside a rule, a brace in a text."""
    left, before = _RULE.sub("", styles), ""
    while left != before:
        left, before = _EMPTY_BLOCK.sub("", left), left
    if found := re.search(r"[^{};]*[{}].{,40}", left):
        raise STYLES.failed(f"a rule inside another, or a brace in a text, near {found[0]!r}")
