"""Pictures made of words at build: complete for who does not see them, dressed by the styles."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from markupsafe import escape

from calculators.vocabulary.text import MONTHS, capital
from macros.pages import citations
from macros.pages.citations import src
from macros.pages.forms import LEVELS, Form, forms, icon
from macros.pages.reference_data import read

MACROS = ("flow_picture", "levels_map", "people", "pick_forms", "year_of_aci")

COMPARED = {"esp": "ESP", "msp": "MSP", "cds": "CDS", "ess": "ESS", "cpts": "CPTS", "dac": "DAC"}
"""The columns of the comparison, in their order; the styles show those that are picked."""
PERSON = (
    "M12 4a4 4 0 0 1 4 4 4 4 0 0 1-4 4 4 4 0 0 1-4-4 4 4 0 0 1 4-4"
    "m0 10c4.42 0 8 1.79 8 4v2H4v-2c0-2.21 3.58-4 8-4"
)
"""A pictogram of 24 by 24 (Material Design Icons, Apache 2.0)."""


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


def people(doctors: int, others: int) -> str:
    """Draw a team: doctors are full, others are outlined. Its words stand beside it."""
    figures = [f'<path d="{PERSON}"/>'] * doctors + [f'<path class="other" d="{PERSON}"/>'] * others
    drawn = "".join(
        f'<svg viewBox="0 0 24 24" aria-hidden="true">{figure}</svg>' for figure in figures
    )
    return f'<span class="people">{drawn}</span>'


def pick_forms(*first: str) -> str:
    """Ask which forms to put side by side; some are picked already."""
    boxes = "".join(
        f'<label data-form="{id}"><input type="checkbox" id="pick-{id}"'
        f"{' checked' if id in first else ''}> {icon(id) if id in forms() else ''}{name}</label>"
        for id, name in COMPARED.items()
    )
    return f'<fieldset class="pick"><legend>Formes à comparer</legend>{boxes}</fieldset>'


def year_of_aci() -> str:
    """Draw the year of the contract of a maison de santé: what its two dates ask and bring."""
    told = {
        0: "preuves de l’année d’avant, au plus tard le 31 (règle lue pour 2022)",
        3: "avance de l’année et solde de l’année d’avant, au plus tard le 30",
        11: "photo de la patientèle, le 31",
    }
    due = ' class="due"'
    months = "".join(
        f"<li{due if rank in told else ''}><b>{capital(month)}</b> {told.get(rank, '')}</li>"
        for rank, month in enumerate(MONTHS)
    )
    marks = f"{src('msp-a20')} {src('msp-ceg')} {src('msp-g', 'p. 28')}"
    return (
        '<figure class="year"><figcaption>L’année de l’ACI d’une maison de santé, après la '
        f"première {marks}</figcaption><ol>{months}</ol></figure>"
    )


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
