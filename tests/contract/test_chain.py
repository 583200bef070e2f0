"""From one calculator to the next: each link is accepted there, and says what it carries."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest

from calculators import SLUGS, InvalidInput, find
from calculators.vocabulary.calculator import Calculator
from calculators.vocabulary.fields import understand
from tests.support import cases_of


def next_steps(slug: str, inputs: dict[str, Any], on: Any = None) -> list[dict[str, str]]:
    steps: list[dict[str, str]] = find(slug).answer(inputs, on).words()["next_steps"]
    return steps


def carried(step: dict[str, str]) -> tuple[str, dict[str, str]]:
    address, _, fragment = step["href"].partition("#")
    return address.split("/")[-2], dict(parse_qsl(fragment))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_link_opens_there(slug: str) -> None:
    for case in cases_of(slug):
        for step in next_steps(slug, case["inputs"], case["on"]):
            target, given = carried(step)
            calculator = find(target)
            assert set(given) <= {field.key for field in calculator.fields}
            assert bool(given) == bool(step["carried"])
            assert list(given) == sorted(given)
            # Only what the link cannot know is still to be answered.
            assert not refused(calculator, given) & given.keys()


def refused(calculator: Calculator, given: dict[str, str]) -> set[str]:
    try:
        calculator.answers(understand(calculator.fields, given))
    except InvalidInput as invalid:
        return {error.field for error in invalid.errors}
    return set()


def test_from_orientation_to_team() -> None:
    answers = {"echelle": "equipe", "mode_exercice": "mixte", "generalistes": "deux_ou_plus"}
    target, given = carried(next_steps("orientation", answers)[0])
    assert (target, given) == ("equipe", {"mg": "2", "mode_exercice": "mixte"})


def test_from_team_to_amount() -> None:
    team = {"mg": 2, "infirmier": 3, "ipa": 1, "secretaire": 2, "projet_de_sante": "conforme"}
    steps = dict(carried(step) for step in next_steps("equipe", team))
    assert steps["aci-msp"] == {"associes": "6", "ipa": "true"}
    assert steps["sisa"] == {"associes_auxiliaires": "4", "associes_medecins": "2"}


def test_from_amount_to_sharing_and_to_calendar() -> None:
    calculator = find("aci-msp")
    example = calculator.examples[1]
    whole = {
        key: value
        for key, value in calculator.compute(example.inputs)["inputs"].items()
        if value is not None
    }
    steps = dict(carried(step) for step in next_steps("aci-msp", whole))
    due = calculator.compute(whole)["values"]["du_euros"]
    assert float(steps["repartition-sisa"]["montant"]) == due
    assert steps["calendrier"] == {"contrat": "aci-msp", "date_signature": "2024-10-15"}


def test_an_amount_that_waits_is_not_shared() -> None:
    steps = [carried(step)[0] for step in next_steps("aci-msp", {"patientele": 1, "associes": 1})]
    assert steps == ["calendrier"]


def test_the_dates_of_a_cpts_follow() -> None:
    inputs = {"population": 9_000, "date_signature": "2024-04-15", "demarrage_crise": "2024-09-01"}
    steps = dict(carried(step) for step in next_steps("aci-cpts", inputs))
    assert steps["calendrier"] == {
        "contrat": "aci-cpts",
        "date_signature": "2024-04-15",
        "demarrage_crise": "2024-09-01",
    }
