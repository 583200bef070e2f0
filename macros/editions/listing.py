"""The editions of the repository, as the national guide lists them."""

from __future__ import annotations

import json

from markupsafe import escape

from calculators.vocabulary.text import day
from macros.editions import pages
from macros.editions.schema import FOLDER, read
from macros.pages.regions import region_names

MACROS = ("editions_by_departement", "editions_listed", "editions_to_review")


def editions_by_departement() -> str:
    """Give the field that leads from a commune to the edition of its department."""
    found = {
        code: [edition.name, edition.data["edition"]["territoire"]]
        for edition in map(read, sorted(FOLDER.glob("*.toml")))
        for code in edition.data["edition"]["departements"]
    }
    return (
        f'<form method="dialog" class="find-edition" data-editions="{escape(json.dumps(found))}" '
        f'data-names="{escape(json.dumps(region_names()))}">'
        '<label for="commune">Votre commune, son code postal, votre département ou votre région'
        '</label> <input id="commune" type="text" autocomplete="off"> '
        '<div role="status"></div></form>'
    )


def editions_listed() -> str:
    """Tell each edition: its departments, its contacts, its figures."""
    return "\n\n".join(pages.summary(read(file)) for file in sorted(FOLDER.glob("*.toml")))


def editions_to_review() -> str:
    """Say before which day each edition is read again, the soonest first."""
    editions = [read(file) for file in sorted(FOLDER.glob("*.toml"))]
    editions.sort(key=lambda edition: edition.data["edition"]["revoir_avant"])
    return "\n".join(
        f"- **{edition.data['edition']['territoire']}**\u202f: à relire avant le "
        f"{day(edition.data['edition']['revoir_avant'])}."
        for edition in editions
    )
