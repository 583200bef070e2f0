"""Which text applies, and what the form accepts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from calculators import compute, find
from calculators.vocabulary.fields import Level
from tests.aci_msp import oracle
from tests.aci_msp.support import REFERENCE, SCALE, plain
from tests.support import refusal


def errors(inputs: dict[str, Any], on: date | None = None) -> dict[str, str]:
    told = refusal(compute, "aci-msp", inputs, on)
    return {field: plain(message) for field, message in told}


@pytest.mark.parametrize("exercise", [2017, 2019, 2021])
def test_the_first_text_is_refused_and_the_error_says_why(exercise: int) -> None:
    message = errors({"exercice": exercise})["exercice"]
    assert "10 450 points" in message
    assert "50 points restent inexpliqués" in message


@pytest.mark.parametrize("exercise", [2015, 2016])
def test_before_the_agreement_the_error_says_so(exercise: int) -> None:
    assert "depuis l’exercice 2017" in errors({"exercice": exercise})["exercice"]


def test_a_year_out_of_bounds() -> None:
    expected = "« 2014 » est hors limites. Indiquez une année entre 2015 et 2100."
    assert errors({"exercice": 2014})["exercice"] == expected


@pytest.mark.parametrize(
    ("exercise", "status"),
    [(2022, "en_vigueur"), (2025, "en_vigueur"), (2026, "provisoire"), (2040, "provisoire")],
)
def test_status_by_year(exercise: int, status: str) -> None:
    found = compute("aci-msp", {"exercice": exercise})
    assert (found["scale"]["id"], found["scale"]["status"]) == ("avenant-1", status)
    assert ("texte_avenant-2" in [w["id"] for w in found["warnings"]]) == (exercise >= 2026)


def test_without_a_year_the_asked_date_decides() -> None:
    assert compute("aci-msp", {}, date(2024, 3, 1))["inputs"]["exercice"] == 2024
    assert compute("aci-msp", {})["inputs"]["exercice"] == 2026
    assert "2017 à 2021" in errors({}, date(2021, 12, 31))["exercice"]
    assert "Aucun barème connu" in errors({}, date(1999, 1, 1))["exercice"]


def test_a_given_year_wins_over_the_asked_date() -> None:
    found = compute("aci-msp", {"exercice": 2022}, date(2030, 1, 1))
    assert found["inputs"]["exercice"] == 2022
    assert found["scale"]["status"] == "en_vigueur"


def test_a_contract_signed_after_the_year_is_refused() -> None:
    assert errors({"exercice": 2024, "date_contrat": "2025-01-01"})["date_contrat"] == (
        "Ce contrat commence après l’exercice 2024. "
        "Indiquez une date jusqu’au 31 décembre 2024, ou un autre exercice."
    )
    assert compute("aci-msp", {"exercice": 2024, "date_contrat": "2024-12-31"})


def test_keys_of_the_contract() -> None:
    assert {field.key for field in find("aci-msp").fields} == {*oracle.DEFAULTS, "exercice"}


def test_nothing_is_reached_by_default() -> None:
    found = compute("aci-msp", REFERENCE)
    assert found["values"]["total_points"] == 0
    assert found["values"]["total_euros"] == 0
    assert found["values"]["prerequis_atteints"] is False


@pytest.mark.parametrize(
    ("key", "maximum"),
    [
        ("diversite_niveau", 2),
        ("second_recours_niveau", 2),
        ("usagers_niveau", 2),
        ("qualite_niveau", 3),
    ],
)
def test_levels_are_whole_numbers_of_a_short_list(key: str, maximum: int) -> None:
    field = next(field for field in find("aci-msp").fields if field.key == key)
    assert isinstance(field, Level)
    assert field.control == "select"
    assert list(field.options) == [str(level) for level in range(maximum + 1)]
    assert key in errors({key: maximum + 1})
    assert key in errors({key: 0.5})
    assert compute("aci-msp", {key: maximum})["inputs"][key] == maximum


@pytest.mark.parametrize(
    ("key", "figure"),
    [
        ("fermeture_conges_semaines", "fermeture_conges_maximum"),
        ("fermeture_hors_conges_semaines", "fermeture_hors_conges_maximum"),
        ("missions_sante_publique", "missions_maximum"),
        ("protocoles", "protocoles_maximum"),
        ("protocoles_nationaux", "protocoles_nationaux_maximum"),
        ("concertation_reunions", "concertation_reunions"),
    ],
)
def test_hints_say_the_figures_of_the_scale(key: str, figure: str) -> None:
    field = next(field for field in find("aci-msp").fields if field.key == key)
    assert plain(str(SCALE[figure].amount)) in plain(field.hint)


def test_hints_of_the_interns_and_of_the_crisis_plan() -> None:
    hints = {field.key: field.hint for field in find("aci-msp").fields}
    steps = sorted(str(step) for step in SCALE["stages"].amounts)
    assert hints["stages"] == f"Rien en dessous de {steps[0]}, le maximum à {steps[-1]}."
    assert str(SCALE["crise_plan_prerequis"].value) in hints["crise_plan"]


def test_more_than_is_paid_is_accepted_as_it_is() -> None:
    found = compute(
        "aci-msp", {"exercice": 2023, "patientele": 4_000, "missions_sante_publique": 5}
    )
    assert found["inputs"]["missions_sante_publique"] == 5
    assert found["values"]["points_missions_sante_publique"] == 700
