"""Boxes to tick, with what a kept result may say of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NotRequired, TypedDict

from markupsafe import escape

from macros.pages.reference_data import read

MACROS = ("checklist",)


class Told(TypedDict):
    """What kept results may say of a line: the header of `checklists.toml` says how."""

    known: list[str]
    due: NotRequired[str]


@cache
def told() -> Mapping[str, Mapping[str, Told]]:
    """Read what is known of each line of each list."""
    return {
        slug: {plain(line): known for line, known in lines.items()}
        for slug, lines in read("checklists").items()
    }


def plain(line: str) -> str:
    """Give a line whatever its spaces: typography makes some of them narrow."""
    return " ".join(line.split())


def checklist(slug: str, items: Iterable[str]) -> str:
    """Print boxes to tick; the page keeps them in the browser, and paper shows them too."""
    lines = told().get(slug, {})
    boxes = "".join(
        f'<li><label><input type="checkbox" value="{rank}"{_attributes(lines.get(plain(item)))}> '
        f"{item}</label></li>"
        for rank, item in enumerate(items, start=1)
    )
    return (
        f'<div class="checklist" data-checklist="{slug}"><ul>{boxes}</ul>'
        '<p class="checklist-state" role="status">Les cases cochées ne sont pas encore gardées.</p>'
        '<p class="actions" hidden><button type="button" data-action="print">Imprimer la liste'
        '</button><button type="button" data-action="clear">Tout décocher</button></p></div>'
    )


def _attributes(line: Told | None) -> str:
    if line is None:
        return ""
    told = {"known": "; ".join(line["known"]), "due": line.get("due", "")}
    return "".join(f' data-{name}="{escape(words)}"' for name, words in told.items() if words)
