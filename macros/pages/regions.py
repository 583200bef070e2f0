"""The regions: a map of tiles, one a region, and what was read of the contacts of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import escape

from calculators.equipe.aids import aids
from macros.pages.citations import src
from macros.pages.reference_data import read

MACROS = ("region_contacts", "region_of_commune", "regions_map")

DEPARTEMENTS = (
    Path(__file__).parents[2]
    / "node_modules/@etalab/decoupage-administratif/data/departements.json"
)

KINDS = {
    "ars": "Agence régionale de santé (ARS)",
    "paps": "Portail des professionnels de santé (PAPS)",
    "federation": "Fédération des maisons de santé",
    "dac": "Dispositifs d’appui à la coordination (DAC)",
    "appui": "Autre appui",
    "minimum": "Minimum de la région",
}
SOUGHT = {
    "ars": "l’ARS",
    "paps": "le PAPS",
    "federation": "la fédération",
    "dac": "les DAC",
    "minimum": "un minimum propre à la région",
}
"""What every region has, or may ask: told when it was not found."""
KNOWN = SOUGHT | {"appui": "un autre appui", "aid": "une aide de démarrage"}


def regions_map() -> str:
    """Draw the regions as tiles of one size, about where they stand, each leading to its part."""
    tiles = "\n".join(
        f"- [<span>{region['name']}</span>](#{region['id']})"
        f'{{ class="at-{"-".join(map(str, region["at"]))}" }}'
        for region in read("regions")["region"]
    )
    return f'<nav class="regions" aria-label="Carte des régions" markdown="1">\n\n{tiles}\n\n</nav>'


@cache
def regions_by_departement() -> dict[str, str]:
    """Give the code of the region of each department."""
    return {one["code"]: one["region"] for one in json.loads(DEPARTEMENTS.read_text("utf-8"))}


@cache
def departement_names() -> dict[str, str]:
    """Give the name of each department, by its code."""
    return {one["code"]: one["nom"] for one in json.loads(DEPARTEMENTS.read_text("utf-8"))}


def region_names() -> dict[str, dict[str, Any]]:
    """Give what each region is called, and its departments, for a field to compare to."""
    return {
        region["id"]: {
            "name": region["name"],
            "also": region.get("also", []),
            "departements": [
                code for code, one in regions_by_departement().items() if one == region["code"]
            ],
        }
        for region in read("regions")["region"]
    }


def region_of_commune() -> str:
    """Give the field that leads from a commune or a department to its region."""
    named = region_names()
    told = {
        region["id"]: named[region["id"]]
        | {"found": region_found(region["id"]), "missing": _missing(region)}
        for region in read("regions")["region"]
    }
    return (
        '<form method="dialog" class="find-edition" '
        f'data-regions="{escape(json.dumps(told, ensure_ascii=False))}">'
        '<label for="commune">Votre commune, son code postal, votre département ou votre région'
        '</label> <input id="commune" type="text" autocomplete="off"> '
        '<div role="status"></div></form>'
    )


def region_found(key: str) -> list[str]:
    """Give what was read of a region, by its anchor."""
    region = next(region for region in read("regions")["region"] if region["id"] == key)
    return [KNOWN[kind] for kind in _kinds(region)]


def region_contacts() -> str:
    """Print what was read of each region, and how to find what was not."""
    return "\n\n".join(
        f"## {region['name']} {{ #{region['id']} }}\n\n" + "\n".join(_lines(region))
        for region in sorted(read("regions")["region"], key=lambda each: str(each["id"]))
    )


def _lines(region: dict[str, Any]) -> Iterator[str]:
    for contact in region["contacts"]:
        words = [contact["say"]] if "say" in contact else []
        if "site" in contact:
            host = contact["site"].partition("//")[2].removeprefix("www.")
            words.append(f"[{host}]({contact['site']})")
        said = ", ".join(words)
        yield f"- **{KINDS[contact['kind']]}**\u202f: {said} {src(contact['source'])}"
    for aid in aids():
        if aid.region == region["code"]:
            amount = aid.amount or "somme à demander"
            yield (
                f"- **Aide lue**\u202f: {escape(aid.what)}, {amount} ({aid.dated}) "
                f"{src(aid.source.key)}"
            )
    if missing := _missing(region):
        yield f"- **Non trouvé**\u202f: {', '.join(missing)}. [Comment chercher](#chercher)"


def _kinds(region: dict[str, Any]) -> list[str]:
    """Give what was found of a region, once each, in the order of its contacts."""
    aided = ["aid"] if any(aid.region == region["code"] for aid in aids()) else []
    return list(dict.fromkeys([*(contact["kind"] for contact in region["contacts"]), *aided]))


def _missing(region: dict[str, Any]) -> list[str]:
    found = _kinds(region)
    return [name for kind, name in SOUGHT.items() if kind not in found]
