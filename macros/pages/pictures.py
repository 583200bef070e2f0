"""Pictures made of words at build: complete for who does not see them, dressed by the styles."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from markupsafe import escape

from macros.pages import citations
from macros.pages.citations import src
from macros.pages.forms import LEVELS, Form, forms, icon
from macros.pages.reference_data import read

MACROS = ("flow_picture", "levels_map")


def flow_picture(form: str) -> str:
    """Draw who signs with a form and who pays it, and what it gives."""
    flow = next(each for each in read("flows")["flow"] if each["form"] == form)
    marks = " ".join(src(key) for key in flow["sources"])
    return (
        f'<figure class="flow" data-form="{form}"><figcaption>{escape(flow["title"])} {marks}'
        f"</figcaption><ul>{''.join(map(_giver, flow['from']))}</ul>"
        f"<p>{icon(form)}<b>{escape(flow['to'])}</b> {escape(flow['by'])}</p>"
        f"<ul>{''.join(map(_receiver, flow['on']))}</ul></figure>"
    )


def levels_map() -> str:
    """Draw the eight forms where they act, each with its pictogram and its page."""
    here = posixpath.dirname(citations.page()) or "."
    parts = [
        f'<div class="level" data-level="{level}" markdown="1">\n\n{title}\n\n'
        + "\n".join(_tile(form, here) for form in forms().values() if form.level == level)
        + "\n\n</div>"
        for level, title in LEVELS.items()
    ]
    return '<div class="levels" markdown="1">\n\n' + "\n\n".join(parts) + "\n\n</div>"


def _tile(form: Form, here: str) -> str:
    page = posixpath.relpath(f"comprendre/{form.id}.md", here)
    # Where long words may be cut in a narrow tile.
    name = re.sub("(profession|convention)", "&shy;\\1&shy;", form.name)
    words = f"{icon(form.id)}<b>{form.acronym}</b><span>{name}</span>"
    return f'- [{words}]({page}){{ data-form="{form.id}" }}'


def _giver(giver: dict[str, Any]) -> str:
    said = [f"<b>{escape(giver['who'])}</b>"]
    said += [
        f'<span class="{what}">{escape(giver[what])}</span>'
        for what in ("signs", "pays")
        if what in giver
    ]
    return f"<li>{' '.join(said)}</li>"


def _receiver(receiver: dict[str, Any]) -> str:
    return f"<li><b>{escape(receiver['who'])}</b> <span>{escape(receiver['gets'])}</span></li>"
