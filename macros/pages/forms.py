"""The eight forms, each with its pictogram: the visual language of the guide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from macros.pages.reference_data import read

LEVELS = {
    "patient": "Au plus près du patient",
    "territoire": "Pour tout un territoire",
    "appui": "En appui",
    "outil": "Les outils de l’équipe",
}
"""Where a form acts, in the order of the map."""

OF_CALCULATORS = {
    "aci-cpts": "cpts",
    "aci-msp": "msp",
    "centre-de-sante": "cds",
    "indemnites-cpts": "cpts",
    "repartition-sisa": "sisa",
    "sisa": "sisa",
}
"""The form that a calculator is about; the others are about several."""


@dataclass(frozen=True)
class Form:
    """A form of coordinated care, or one of its tools."""

    id: str
    acronym: str
    name: str
    brief: str
    level: str
    icon: str
    """The path of a pictogram of 24 by 24."""


@cache
def forms() -> dict[str, Form]:
    """Give the forms by their id, in the order of their file."""
    return {table["id"]: Form(**table) for table in read("forms")["form"]}


def icon(id: str) -> str:
    """Draw the pictogram of a form; its name stands beside it."""
    return pictogram(forms()[id].icon)


def pictogram(path: str) -> str:
    """Draw a path of 24 by 24 in the tint of the form around it."""
    return f'<svg class="form-icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg>'


def dressed(slug: str) -> str:
    """Name the form of a calculator, as an attribute that gives its tint; nothing if several."""
    form = OF_CALCULATORS.get(slug)
    return f' data-form="{form}"' if form else ""
