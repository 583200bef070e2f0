"""A health centre and the ACI of the maisons de santé: calculators and pages say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from calculators import compute
from calculators.centre_de_sante.fields import ACTIVITIES
from calculators.one_answer import ACI_OF_A_CENTRE

ROOT = Path(__file__).parents[2]
SAID = re.compile(
    r"signe l’ACI des maisons de santé[^.|]{0,80}seulement s’il n’adhère pas à l’accord national"
)
PAGES = (
    "comprendre/aci.md",
    "comprendre/cds.md",
    "comprendre/comparer.md",
    "calculateurs/aci-msp.md",
    "calculateurs/centre-de-sante.md",
    "calculateurs/equipe.md",
)
TEAM: dict[str, Any] = {"mg": 2, "infirmier": 1, "mode_exercice": "salarie"}


def plain(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


@pytest.mark.parametrize("region", [None, "24", "28", "52", "53"])
@pytest.mark.parametrize("project", ["aucun", "en_cours", "transmis", "conforme"])
@pytest.mark.parametrize("structure", ["aucune", "association", "sisa", "autre_societe"])
def test_a_salaried_team_and_its_centre_have_one_verdict(
    region: str | None, project: str, structure: str
) -> None:
    choices = {"projet_de_sante": project, "structure_juridique": structure, "region": region}
    team = compute("equipe", {**TEAM, **choices})
    assert team["values"]["verdict_cds"] == "eligible"
    assert team["values"]["verdict_aci_msp"] == "depends"


@pytest.mark.parametrize("activity", ACTIVITIES)
def test_a_centre_has_the_verdict_of_a_salaried_team(activity: str) -> None:
    inputs = {"activites": [activity], "gestionnaire": "organisme_a_but_non_lucratif"}
    centre = compute("centre-de-sante", inputs)
    assert centre["values"]["verdict_aci_msp"] == "depends"


def test_calculators_say_it_in_the_same_words() -> None:
    asked = {"echelle": "equipe", "mode_exercice": "salarie", "but": ["remuneration_equipe"]}
    centre = {"activites": ["medicale"], "gestionnaire": "departement"}
    for slug, inputs in (("equipe", TEAM), ("centre-de-sante", centre), ("orientation", asked)):
        told = " ".join(item["detail"] for item in compute(slug, inputs)["criteria"])
        assert ACI_OF_A_CENTRE in told, slug


@pytest.mark.parametrize("page", PAGES)
def test_pages_that_speak_of_both_say_it(page: str) -> None:
    text = re.sub(r"\{\{.*?\}\}", "", (ROOT / "docs" / page).read_text("utf-8"))
    assert SAID.search(plain(text))


def test_the_glossary_says_it() -> None:
    table = tomllib.loads((ROOT / "macros/pages/data/glossary.toml").read_text("utf-8"))
    (entry,) = (
        each
        for each in next(value for value in table.values() if isinstance(value, list))
        if each["term"] == "Accord national (centres de santé)"
    )
    assert SAID.search(plain(entry["definition"]))


def test_an_auditor_above_153_000_euros_is_told_as_our_reading() -> None:
    for page in ("construire/creer-une-cpts.md", "calculateurs/aci-cpts.md"):
        text = plain((ROOT / "docs" / page).read_text("utf-8"))
        assert re.search(
            r'153 000 € de subventions publiques[^.]*"cds-csp-d6323-8-1"[^}]*confidence="deduit"',
            text,
        ), page
        assert "Nous n’avons pas lu si" in text
