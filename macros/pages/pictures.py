"""Pictures made of words at build: complete for who does not see them, dressed by the styles."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from markupsafe import escape

from calculators import find
from calculators.vocabulary.text import MONTHS, capital
from macros.pages import citations
from macros.pages.citations import src
from macros.pages.forms import LEVELS, Form, forms, icon, pictogram
from macros.pages.hyphens import cut_html
from macros.pages.reference_data import read

LONG = 8
"""From how many letters a word of a narrow column may be cut."""
MACROS = ("flow_picture", "levels_map", "missions_of_cpts", "people", "pick_forms", "year_of_aci")

COMPARED = {"esp": "ESP", "msp": "MSP", "cds": "CDS", "ess": "ESS", "cpts": "CPTS", "dac": "DAC"}
"""The columns of the comparison, in their order; the styles show those that are picked."""
DOCTOR = "M12 3a4.5 4.5 0 0 1 0 9 4.5 4.5 0 0 1 0-9M4 21a8 7 0 0 1 16 0z"
OTHER = DOCTOR + "M12 5a2.5 2.5 0 0 0 0 5 2.5 2.5 0 0 0 0-5M6 19h12a6 5 0 0 0-12 0z"
"""A full figure and a hollow one, of 24 by 24."""
MISSIONS = {
    "acces_soins": "Accès aux soins",
    "crise": "Crises sanitaires",
    "parcours": "Parcours",
    "prevention": "Prévention",
}
"""The missions that every CPTS takes on, the first to start first."""


def flow_picture(form: str) -> str:
    """Draw who signs with a form and who pays it, and what it gives."""
    flow = next(each for each in read("flows")["flow"] if each["form"] == form)
    marks = " ".join(src(key) for key in flow["sources"])
    return (
        f'<figure class="flow" data-form="{form}"><figcaption>{escape(flow["title"])} {marks}'
        f"</figcaption><ul>{''.join(map(_giver, flow['from']))}</ul>"
        f"<p>{icon(form)}<b>{escape(flow['to'])}</b>\u202f: {escape(flow['by'])}</p>"
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


def people(form: str, doctors: int, others: int) -> str:
    """Draw a team: doctors are full, others are hollow. Its words stand beside it."""
    drawn = [DOCTOR] * doctors + [OTHER] * others
    return f'<span data-form="{form}">{"".join(map(pictogram, drawn))}</span>'


def missions_of_cpts(scale: str) -> str:
    """Draw when each mission of a CPTS starts and is whole, in months after the signature."""
    figures = find("aci-cpts").scales[scale].figures
    starts, whole = (figures[id].amounts for id in ("demarrage", "deploiement"))
    months = sorted({int(each.value) for each in (*starts.values(), *whole.values())})
    rows = "".join(
        f'<tr><th scope="row">{title}</th>'
        + "".join(_stage(month, int(starts[id].value), int(whole[id].value)) for month in months)
        + "</tr>"
        for id, title in MISSIONS.items()
    )
    heads = "".join(f'<th scope="col">{month} mois</th>' for month in months)
    return (
        '<figure class="delays" id="delais" data-form="cpts"><table class="delays-table"><caption>'
        f"{icon('cpts')} Ce qui doit avoir démarré, puis tourner, après la signature "
        f'{src("cpts-s1")}</caption><thead><tr><th scope="col">Mission</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></figure>"
    )


def pick_forms(*first: str) -> str:
    """Ask which forms to put side by side; some are picked already."""
    boxes = "".join(
        f'<label data-form="{id}"><input type="checkbox" id="pick-{id}"'
        f"{' checked' if id in first else ''}> {icon(id) if id in forms() else ''}{name}</label>"
        for id, name in COMPARED.items()
    )
    return (
        f'<fieldset class="pick"><legend>Formes à comparer, trois au plus</legend>{boxes}'
        '<p role="status"></p></fieldset>'
    )


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


def _stage(month: int, start: int, whole: int) -> str:
    stage = "ready" if month < start else "begun" if month < whole else "whole"
    said = {start: "démarre", whole: "plein régime"}.get(month, "")
    return f'<td class="{stage}">{said}</td>'


def _tile(form: Form, here: str) -> str:
    page = posixpath.relpath(f"comprendre/{form.id}.md", here)
    # Chromium forgets the hyphen of a cut where a line holds the next one without its hyphen.
    name = re.sub("(profession|convention)", "&shy;\\1&shy;", form.name)
    words = f"{icon(form.id)}<b>{form.acronym}</b><span>{name}</span>"
    return f'- [{words}]({page}){{ data-form="{form.id}" }}'


def _giver(giver: dict[str, Any]) -> str:
    said = [f"<b>{_narrow(giver['who'])}</b>"]
    said += [
        f'<span class="{what}">{_narrow(giver[what])}</span>'
        for what in ("signs", "pays")
        if what in giver
    ]
    return f"<li>{' '.join(said)}</li>"


def _receiver(receiver: dict[str, Any]) -> str:
    return f"<li><b>{_narrow(receiver['who'])}</b> <span>{_narrow(receiver['gets'])}</span></li>"


def _narrow(words: str) -> str:
    return cut_html(escape(words), LONG)
