"""The whole answer to a few questions, to the letter.

`python -m tests.contract.words` writes `words/SLUG.json` again. The difference is what readers
will see: read it before you commit it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from calculators import compute

FOLDER = Path(__file__).parent / "words"
type Question = tuple[dict[str, Any], str]

_PEOPLE = [
    {"nom": "Docteure A", "heures": 40, "actions": 6},
    {"nom": "Infirmière B", "heures": 12.5, "actions": 0},
]
_SHARES = {"part_fixe": 50, "part_temps": 25, "part_actions": 25}
_CONTRACT = {
    "date_signature": "2024-01-31",
    "demarrage_acces_soins": "2024-08-01",
    "demarrage_parcours": "2024-12-15",
    "demarrage_crise": "2025-02-01",
    "demarrage_qualite": "2024-06-01",
}

QUESTIONS: dict[str, tuple[Question, ...]] = {
    "aci-cpts": (
        ({"population": 60_000, "taux_parcours": 80, "prevention": False}, "2026-06-30"),
        (
            {
                "population": 80_000, "accompagnement": True, "crise": True,
                "crise_survenue": True, **_CONTRACT,
            },
            "2025-06-30",
        ),
        (
            {
                "communes": ["75056"], "crise": False, "acces_soins": False, "parcours": False,
                "date_signature": "2024-02-29",
            },
            "2025-06-30",
        ),
        ({"population": 30_000, "crise_plan": "mise_a_jour"}, "2025-06-30"),
        ({"population": 39_999, "qualite": True, "date_signature": "2020-02-01"}, "2020-06-01"),
    ),
    "calendrier": (
        ({"contrat": "aci-msp", "date_signature": "2026-04-30"}, "2026-11-21"),
        (
            {
                "contrat": "aci-cpts", "date_signature": "2026-01-31",
                "demarrage_acces_soins": "2026-05-01", "demarrage_parcours": "2031-02-01",
                "demarrage_qualite": "2031-03-01",
            },
            "2026-11-21",
        ),
        ({"contrat": "cpom", "date_signature": "2024-02-29"}, "2026-11-21"),
    ),
    "indemnites-cpts": (
        ({"annee": 2026, "indemnites": 6_000, "remunerations": 4_500.5}, "2026-11-21"),
        ({"annee": 2023, "indemnites": 43_992.01}, "2026-11-21"),
    ),
    "repartition-sisa": (
        ({"montant": 100.01, **_SHARES, "associes": _PEOPLE}, "2026-11-21"),
        (
            {
                "montant": 10, "part_fixe": 0, "part_temps": 50, "part_actions": 50,
                "associes": [{"nom": "A", "heures": 0, "actions": 0}],
            },
            "2026-11-21",
        ),
    ),
}  # fmt: skip


def answers(slug: str) -> list[dict[str, Any]]:
    """Give the questions on one calculator with their answers, without what is told elsewhere."""
    told = []
    for inputs, on in QUESTIONS[slug]:
        result = compute(slug, inputs, on)
        for elsewhere in ("sources", "model_version", "inputs", "calculator"):
            del result[elsewhere]
        told.append({"inputs": inputs, "on": on, "answer": result})
    return told


def main() -> None:
    """Write every answer."""
    FOLDER.mkdir(exist_ok=True)
    for slug in QUESTIONS:
        document = json.dumps(answers(slug), ensure_ascii=False, indent=1) + "\n"
        (FOLDER / f"{slug}.json").write_text(document, encoding="utf-8")


if __name__ == "__main__":
    main()
