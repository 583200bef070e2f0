"""When the money of a CPTS comes (facts, section 4), to the cent and to the day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import InvalidInput, compute, text
from calculators.aci_cpts.fields import MISSIONS
from calculators.dates import months_after

SIX = {"qualite": True, "accompagnement": True}
DAYS = st.dates(date(2022, 4, 1), date(2040, 12, 31))


def timeline(on: str = "2025-06-30", **inputs: Any) -> list[tuple[str, str, float | None]]:
    result = compute("aci-cpts", {"population": 120_000, **inputs}, on)
    return [(event["date"], event["label"], event["amount"]) for event in result["timeline"]]


def warnings(on: str = "2025-06-30", **inputs: Any) -> dict[str, str]:
    result = compute("aci-cpts", {"population": 120_000, **inputs}, on)
    return {warning["id"]: warning["text"] for warning in result["warnings"]}


def test_the_first_two_years_of_a_contract() -> None:
    """Facts 4: 100 % of running costs at the signature, then 75 % and the balance; a mission
    brings 75 % of its fixed part at its start, for the months left before the anniversary."""
    assert timeline(
        date_signature="2024-01-31",
        demarrage_acces_soins="2024-07-31",
        demarrage_parcours="2024-12-15",
        demarrage_crise="2024-02-01",
        taux_parcours=80,
    ) == [
        ("2024-01-31", "Signature\u202f: fonctionnement de la première année", 75_000),
        # 12 months: the month begun counts whole. 45 000 × 75 %.
        (
            "2024-02-01",
            "Réponse aux crises sanitaires graves, avance au démarrage (12 mois sur 12)",
            33_750,
        ),
        # 90 000 × 6 / 12 × 75 %
        ("2024-07-31", "Accès aux soins, avance au démarrage (6 mois sur 12)", 33_750),
        ("2024-07-31", "Accès aux soins\u202f: démarrage au plus tard", None),
        (
            "2024-07-31",
            "Réponse aux crises sanitaires graves\u202f: démarrage au plus tard",
            None,
        ),
        # 45 000 × 2 / 12 × 75 %
        ("2024-12-15", "Parcours pluriprofessionnels, avance au démarrage (2 mois sur 12)", 5_625),
        ("2025-01-31", "Fonctionnement de la deuxième année, avance de 75\u00a0%", 56_250),
        ("2025-01-31", "Accès aux soins, solde du fixe de l’année 1", 11_250),
        ("2025-01-31", "Accès aux soins, avance du fixe de l’année 2", 67_500),
        ("2025-01-31", "Accès aux soins, part variable de l’année 1", 35_000),
        ("2025-01-31", "Parcours pluriprofessionnels, solde du fixe de l’année 1", 1_875),
        ("2025-01-31", "Parcours pluriprofessionnels, avance du fixe de l’année 2", 33_750),
        ("2025-01-31", "Parcours pluriprofessionnels, part variable de l’année 1", 36_000),
        ("2025-01-31", "Réponse aux crises sanitaires graves, solde du fixe de l’année 1", 11_250),
        # The plan is written once: 22 500 × 75 % the year after.
        ("2025-01-31", "Réponse aux crises sanitaires graves, avance du fixe de l’année 2", 16_875),
        ("2025-01-31", "Parcours pluriprofessionnels\u202f: démarrage au plus tard", None),
        ("2025-01-31", "Prévention\u202f: démarrage au plus tard", None),
        ("2025-07-31", "Accès aux soins\u202f: déploiement complet au plus tard", None),
        (
            "2025-07-31",
            "Réponse aux crises sanitaires graves\u202f: déploiement complet au plus tard",
            None,
        ),
        ("2026-01-31", "Fonctionnement de la deuxième année, solde", 18_750),
        (
            "2026-01-31",
            "Parcours pluriprofessionnels\u202f: déploiement complet au plus tard",
            None,
        ),
        ("2026-01-31", "Prévention\u202f: déploiement complet au plus tard", None),
        ("2029-01-31", "Fin du contrat", None),
    ]


def test_without_a_signature_there_is_no_calendar() -> None:
    assert timeline() == []
    assert "prorata_au_mois" not in warnings()


def test_the_prorata_is_called_our_reading() -> None:
    result = compute(
        "aci-cpts",
        {
            "population": 120_000,
            "date_signature": "2024-01-31",
            "demarrage_acces_soins": "2024-07-31",
        },
        "2025-06-30",
    )
    confidences = {event["label"]: event["confidence"] for event in result["timeline"]}
    assert confidences["Accès aux soins, avance au démarrage (6 mois sur 12)"] == "deduit"
    assert confidences["Accès aux soins, solde du fixe de l’année 1"] == "deduit"
    assert confidences["Accès aux soins, avance du fixe de l’année 2"] == "secondaire"
    assert confidences["Accès aux soins, part variable de l’année 1"] == "secondaire"
    assert confidences["Fin du contrat"] == "officiel"
    assert "compte entier" in warnings(date_signature="2024-01-31")["prorata_au_mois"]


def test_a_payment_is_as_sure_as_its_amount() -> None:
    """The rule of 75 % is official; most amounts it applies to are not (facts 3.2)."""
    result = compute(
        "aci-cpts",
        {
            "population": 30_000, "date_signature": "2024-01-31", "demarrage_crise": "2024-01-31",
            "demarrage_acces_soins": "2024-01-31",
        },
        "2025-06-30",
    )  # fmt: skip
    confidences = {event["label"]: event["confidence"] for event in result["timeline"]}
    assert confidences["Signature\u202f: fonctionnement de la première année"] == "officiel"
    assert confidences["Accès aux soins, part variable de l’année 1"] == "deduit"
    assert confidences["Accès aux soins, avance du fixe de l’année 2"] == "deduit"
    crisis = "Réponse aux crises sanitaires graves, avance du fixe de l’année 2"
    assert confidences[crisis] == "deduit"  # the updated plan, where the written one was read
    references = {event["label"]: event["reference"] for event in result["timeline"]}
    assert references[crisis] == "cpts-s2"


@pytest.mark.parametrize(
    ("signature", "first", "second", "end"),
    [
        ("2024-02-29", "2025-02-28", "2026-02-28", "2029-02-28"),
        ("2024-01-31", "2025-01-31", "2026-01-31", "2029-01-31"),
        ("2023-02-28", "2024-02-28", "2025-02-28", "2028-02-28"),
        ("2023-12-31", "2024-12-31", "2025-12-31", "2028-12-31"),
    ],
)
def test_anniversaries_of_odd_days(signature: str, first: str, second: str, end: str) -> None:
    days = {label: day for day, label, _ in timeline(date_signature=signature)}
    assert days["Signature\u202f: fonctionnement de la première année"] == signature
    assert days["Fonctionnement de la deuxième année, avance de 75\u00a0%"] == first
    assert days["Fonctionnement de la deuxième année, solde"] == second
    assert days["Fin du contrat"] == end


@pytest.mark.parametrize(
    ("signature", "start", "months"),
    [
        ("2024-02-29", "2024-02-29", 12),
        ("2024-02-29", "2024-03-28", 12),
        ("2024-02-29", "2024-03-29", 11),
        ("2024-02-29", "2025-02-27", 1),
        ("2024-01-31", "2024-02-28", 12),
        ("2024-01-31", "2024-02-29", 11),
        ("2024-01-31", "2024-06-29", 8),
        ("2024-01-31", "2024-06-30", 7),
        ("2024-01-31", "2025-01-30", 1),
    ],
)
def test_a_month_begun_counts_whole(signature: str, start: str, months: int) -> None:
    labels = [
        label
        for _, label, _ in timeline(date_signature=signature, demarrage_prevention=start)
        if "avance au démarrage" in label
    ]
    assert labels == [f"Prévention, avance au démarrage ({months} mois sur 12)"]


def test_a_mission_begun_in_a_later_year_is_paid_in_that_year() -> None:
    events = timeline(date_signature="2024-01-31", demarrage_parcours="2025-01-31")
    mine = [event for event in events if event[1].startswith("Parcours") and event[2]]
    assert mine == [
        (
            "2025-01-31",
            "Parcours pluriprofessionnels, avance au démarrage (12 mois sur 12)",
            33_750,
        ),
        ("2026-01-31", "Parcours pluriprofessionnels, solde du fixe de l’année 2", 11_250),
        ("2026-01-31", "Parcours pluriprofessionnels, avance du fixe de l’année 3", 33_750),
        ("2026-01-31", "Parcours pluriprofessionnels, part variable de l’année 2", 45_000),
    ]


def test_a_mission_begun_in_the_last_year_has_no_year_after() -> None:
    events = timeline(date_signature="2024-01-31", demarrage_parcours="2029-01-30")
    mine = [event for event in events if event[1].startswith("Parcours") and event[2]]
    assert mine == [
        (
            "2029-01-30",
            "Parcours pluriprofessionnels, avance au démarrage (1 mois sur 12)",
            2_812.5,
        ),
        ("2029-01-31", "Parcours pluriprofessionnels, solde du fixe de l’année 5", 937.5),
        ("2029-01-31", "Parcours pluriprofessionnels, part variable de l’année 5", 45_000),
    ]
    assert "demarrages_non_comptes" not in warnings(
        date_signature="2024-01-31", demarrage_parcours="2029-01-30"
    )


@pytest.mark.parametrize(
    "inputs",
    [
        {"date_signature": "2024-01-31", "demarrage_parcours": "2029-01-31"},
        {"date_signature": "2024-01-31", "demarrage_parcours": "2024-06-01", "parcours": False},
    ],
)
def test_a_start_that_changes_nothing_is_told(inputs: dict[str, Any]) -> None:
    paid = [label for _, label, amount in timeline(**inputs) if amount is not None]
    assert not [label for label in paid if label.startswith("Parcours")]
    assert warnings(**inputs)["demarrages_non_comptes"] == (
        "Ces dates de démarrage ne comptent pas, car la mission n’est pas prise ou le contrat est "
        "fini\u202f: Parcours pluriprofessionnels."
    )


def test_each_start_that_changes_nothing_is_named() -> None:
    told = warnings(
        date_signature="2024-01-31", demarrage_qualite="2024-06-01", demarrage_crise="2024-06-01",
        demarrage_prevention="2029-02-01",
    )["demarrages_non_comptes"]  # fmt: skip
    assert told.endswith("fini\u202f: Prévention et Qualité et pertinence des soins.")


def test_a_recognised_crisis_is_paid_after_the_year() -> None:
    events = timeline(
        date_signature="2024-01-31", demarrage_crise="2024-01-31", crise_survenue=True
    )
    paid = {label: amount for _, label, amount in events if amount is not None}
    assert paid["Réponse aux crises sanitaires graves, part variable de l’année 1"] == 67_500
    calm = timeline(date_signature="2024-01-31", demarrage_crise="2024-01-31")
    assert not [1 for _, label, _ in calm if "crises" in label and "variable" in label]


def test_a_variable_part_of_nothing_is_not_an_event() -> None:
    events = timeline(date_signature="2024-01-31", demarrage_parcours="2024-01-31", taux_parcours=0)
    assert not [1 for _, label, _ in events if "part variable" in label]


def test_limits_are_those_of_the_missions_taken() -> None:
    labels = [label for _, label, _ in timeline(date_signature="2024-01-31", parcours=False)]
    assert "Prévention\u202f: démarrage au plus tard" in labels
    assert not [label for label in labels if label.startswith("Parcours")]
    assert not [label for label in labels if label.startswith(("Qualité", "Accompagnement"))]


def test_the_calendar_of_2019_is_not_computed_and_that_is_told() -> None:
    assert timeline("2020-01-01", date_signature="2020-01-31") == []
    told = warnings("2020-01-01", date_signature="2020-01-31", demarrage_parcours="2020-02-01")
    assert told["calendrier_2019"] == (
        "Le calendrier des versements n’est calculé que depuis 2022."
    )
    assert "prorata_au_mois" not in told
    assert "demarrages_non_comptes" not in told
    assert "calendrier_2019" not in warnings("2020-01-01")
    assert "calendrier_2019" not in warnings(date_signature="2024-01-31")


@pytest.mark.parametrize("mission", MISSIONS)
def test_a_mission_cannot_begin_before_the_contract(mission: str) -> None:
    inputs = {"population": 1, "date_signature": "2024-02-29", f"demarrage_{mission}": "2024-02-28"}
    with pytest.raises(InvalidInput) as refused:
        compute("aci-cpts", inputs)
    (error,) = refused.value.errors
    assert error.field == f"demarrage_{mission}"
    assert error.message == (
        "Une mission commence après la signature, le 29\u00a0février\u00a02024. "
        "Indiquez une date à partir de ce jour."
    )
    compute("aci-cpts", {**inputs, f"demarrage_{mission}": "2024-02-29"})


def test_a_start_without_a_signature_is_told_once() -> None:
    starts = {f"demarrage_{mission}": "2024-02-28" for mission in MISSIONS}
    with pytest.raises(InvalidInput) as refused:
        compute("aci-cpts", {"population": 1, **starts})
    assert [(error.field, error.message) for error in refused.value.errors] == [
        ("date_signature", "Indiquez aussi la date de signature du contrat.")
    ]


@settings(max_examples=60, deadline=None)
@given(signature=DAYS, population=st.integers(1, 400_000), rate=st.integers(0, 10_000))
def test_missions_begun_at_once_pay_a_full_year(
    signature: date, population: int, rate: int
) -> None:
    day = signature.isoformat()
    result = compute(
        "aci-cpts",
        {
            "population": population,
            **SIX,
            "crise_survenue": True,
            "taux_parcours": rate / 100,
            "date_signature": day,
            **{f"demarrage_{mission}": day for mission in MISSIONS},
        },
        "2025-06-30",
    )
    first_year = sum(
        text.exact(event["amount"])
        for event in result["timeline"]
        if event["amount"] is not None
        and "deuxième année" not in event["label"]
        and "l’année 2" not in event["label"]
    )
    assert first_year == text.exact(result["values"]["total_euros"])


@settings(max_examples=60, deadline=None)
@given(signature=DAYS, days=st.integers(0, 1825), population=st.integers(1, 400_000))
def test_a_start_pays_its_months_and_nothing_is_lost(
    signature: date, days: int, population: int
) -> None:
    start = signature + timedelta(days=days)
    if start >= months_after(signature, 60):
        return
    result = compute(
        "aci-cpts",
        {
            "population": population,
            "date_signature": signature.isoformat(),
            "demarrage_acces_soins": start.isoformat(),
        },
        "2025-06-30",
    )
    fixed = {
        event["label"].removeprefix("Accès aux soins, "): text.exact(event["amount"])
        for event in result["timeline"]
        if event["label"].startswith("Accès aux soins, ")
    }
    (advance,) = (label for label in fixed if label.startswith("avance au démarrage"))
    months = int(advance.partition("(")[2].split()[0])
    assert 1 <= months <= 12
    (balance,) = (label for label in fixed if label.startswith("solde"))
    year = int(balance[-1])
    anniversary = months_after(signature, 12 * year)
    assert months_after(signature, 12 * (year - 1)) <= start < anniversary
    due = Decimal(result["values"]["acces_soins_fixe"]) * months / 12
    assert fixed[advance] + fixed[balance] == text.cents(due)
    assert fixed[advance] == text.cents(text.cents(due) * Decimal("0.75"))
    assert all(amount >= 0 for amount in fixed.values())
    assert (f"avance du fixe de l’année {year + 1}" in fixed) is (year < 5)
    paid_on = {
        event["label"]: event["date"] for event in result["timeline"] if event["amount"] is not None
    }
    assert paid_on[f"Accès aux soins, {advance}"] == start.isoformat()
    assert paid_on[f"Accès aux soins, {balance}"] == anniversary.isoformat()
