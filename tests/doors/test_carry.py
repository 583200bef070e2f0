"""What was typed once serves the other forms: by key and by meaning, checked by who receives it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from calculators import SLUGS, find
from calculators.doors import browser
from calculators.doors.carry import carried
from calculators.vocabulary.fields import understand
from macros.pages.calculator_page import answered

CPTS = {"population": "60000", "date_signature": "2025-03-01", "demarrage_crise": "2025-04-01"}
TEAM = {"mg": "2", "infirmier": "3", "ipa": "1"}
CASES: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "calendrier": (
        "aci-cpts",
        CPTS,
        {
            "contrat": "aci-cpts",
            "date_signature": "2025-03-01",
            "demarrage_crise": "2025-04-01",
        },
    ),
    "aci-msp": ("equipe", TEAM, {"associes": "6", "ipa": "true"}),
    "sisa": ("equipe", TEAM, {"associes_medecins": "2", "associes_auxiliaires": "4"}),
    "equipe": ("orientation", {"mode_exercice": "liberal"}, {"mode_exercice": "liberal"}),
    "aci-cpts": (
        "calendrier",
        {"contrat": "aci-cpts", "date_signature": "2025-03-01", "demarrage_crise": "2025-04-01"},
        {"date_signature": "2025-03-01", "demarrage_crise": "2025-04-01"},
    ),
}


@pytest.mark.parametrize("slug", CASES)
def test_what_another_form_knows_is_carried(slug: str) -> None:
    origin, typed, wanted = CASES[slug]
    found = carried(slug, [(origin, typed)])
    assert {one["key"]: one["value"] for one in found} == wanted
    assert all(one["told"] for one in found)


def test_a_date_goes_to_the_contract_that_it_signs() -> None:
    signed = {"contrat": "aci-msp", "date_signature": "2025-03-01"}
    (found,) = carried("aci-msp", [("calendrier", signed)])
    assert (found["key"], found["value"]) == ("date_contrat", "2025-03-01")
    assert carried("aci-cpts", [("calendrier", signed)]) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_same_form_gives_all_its_answers(slug: str) -> None:
    calculator = find(slug)
    link = answered(calculator, calculator.examples[0]).link()
    assert {one["key"]: one["value"] for one in carried(slug, [(slug, link)])} == link


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_carried_is_accepted(slug: str) -> None:
    kept = [
        (other, answered(find(other), example).link())
        for other in SLUGS
        for example in find(other).examples
    ]
    fields = find(slug).fields
    for key, value in understand(
        fields, {one["key"]: one["value"] for one in carried(slug, kept)}
    ).items():
        next(field for field in fields if field.key == key).accept(value)


def test_the_first_that_knows_is_believed_and_what_is_wrong_is_left() -> None:
    kept = [
        ("aci-cpts", {"population": "zéro"}),
        ("aci-cpts", {"population": "70000"}),
        ("aci-cpts", {"population": "80000", "communes": "01004"}),
        ("inconnu", {"population": "1"}),
        ("equipe", {"mg": "beaucoup"}),
    ]
    assert [(one["key"], one["value"]) for one in carried("aci-cpts", kept)] == [
        ("population", "70000")
    ]


def test_the_door_gives_what_is_carried() -> None:
    asked: dict[str, Any] = {
        "calculator": "calendrier",
        "typed": {"communes": ""},
        "on": "",
        "format": "carry",
        "kept": [{"calculator": "aci-cpts", "typed": CPTS}],
    }
    told = json.loads(browser.export(json.dumps(asked)))
    assert told == {"carried": carried("calendrier", [("aci-cpts", CPTS)])}
