"""The regions: a map of tiles, one a region, and what was read of the contacts of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import escape

from calculators.equipe.aids import aids
from macros.pages.citations import src
from macros.pages.reference_data import read

MACROS = ("region_contacts", "regions_map")

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


def regions_map() -> str:
    """Draw the regions as tiles of one size, about where they stand, each leading to its part."""
    tiles = "\n".join(
        f'- [{region["name"]}](#{region["id"]}){{ class="at-{"-".join(map(str, region["at"]))}" }}'
        for region in read("regions")["region"]
    )
    return f'<nav class="regions" aria-label="Carte des régions" markdown="1">\n\n{tiles}\n\n</nav>'


def region_contacts() -> str:
    """Print what was read of each region, and how to find what was not."""
    return "\n\n".join(
        f"## {region['name']} {{ #{region['id']} }}\n\n" + "\n".join(_lines(region))
        for region in sorted(read("regions")["region"], key=lambda each: str(each["id"]))
    )


def _lines(region: dict[str, Any]) -> Iterator[str]:
    found = {contact["kind"] for contact in region["contacts"]}
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
    if missing := [name for kind, name in SOUGHT.items() if kind not in found]:
        yield f"- **Non trouvé**\u202f: {', '.join(missing)}. [Comment chercher](#chercher)"
