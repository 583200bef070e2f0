"""The criteria of the French référentiel of accessibility, each with what is known of it."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from itertools import groupby
from typing import Any

from calculators.vocabulary.text import day
from macros.pages.reference_data import DATA

MACROS = ("rgaa_counts", "rgaa_list")

STATUSES = {
    "conforme": "conforme",
    "non conforme": "non conforme",
    "non applicable": "non applicable",
    "à vérifier": "à vérifier par une personne",
}


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads((DATA / "rgaa.toml").read_text("utf-8"))


def criteria() -> list[dict[str, str]]:
    """Give every criterion, in the order of the référentiel."""
    found: list[dict[str, str]] = _read()["criterion"]
    return found


def rgaa_counts() -> str:
    """Tell how many criteria stand where, and on what day."""
    found = Counter(one["status"] for one in criteria())
    told = [f"- **{words}** : {found[status]}" for status, words in STATUSES.items()]
    return f"Relevé du {day(_read()['checked_on'])} :\n\n" + "\n".join(told)


def rgaa_list() -> str:
    """Print each theme, its criteria and their answers."""
    parts = []
    for theme, group in groupby(criteria(), lambda one: one["theme"]):
        parts.append(f"## {theme}")
        parts += [
            f"{one['id']} – {STATUSES[one['status']]}\n:   {one['title']}\n\n    *{one['how']}*"
            for one in group
        ]
    return "\n\n".join(parts)
