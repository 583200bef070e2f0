"""When the money of a CPTS comes (facts, section 4), to the cent and to the day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import InvalidInput, compute, find
from calculators.aci_cpts.delays import delays_known
from calculators.aci_cpts.fields import MISSIONS
from calculators.vocabulary import text
from calculators.vocabulary.data import texts
from calculators.vocabulary.dates import months_after
from calculators.vocabulary.scales import Scales
from tests.strategies import STARTS, contract_of_a_cpts, inputs

SIX = {"qualite": True, "accompagnement": True}
ON = "2025-06-30"
DATES = ("date_signature", *STARTS)
DAYS = st.dates(date(2022, 4, 1), date(2040, 12, 31))


def timeline(on: str = "2025-06-30", **inputs: Any) -> list[tuple[str, str, float | None]]:
    result = compute("aci-cpts", {"population": 120_000, **inputs}, on)
    return [(event["date"], event["label"], event["amount"]) for event in result["timeline"]]


def warnings(on: str = "2025-06-30", **inputs: Any) -> dict[str, str]:
    result = compute("aci-cpts", {"population": 120_000, **inputs}, on)
    return {warning["id"]: warning["text"] for warning in result["warnings"]}


def payments(on: str = "2025-06-30", **inputs: Any) -> list[dict[str, Any]]:
    result = compute("aci-cpts", {"population": 120_000, **inputs}, on)
    return [event for event in result["timeline"] if event["amount"] is not None]


def sums(anniversary: int, total: str, balance: str, advance: str) -> str:
    """Write what an anniversary brings."""
    written = (
        f"Anniversaire {anniversary}|: {total}~€ versés, dont {balance}~€ pour l’année "
        f"{anniversary} et {advance}~€ pour l’année {anniversary + 1}"
    )
    spaces = re.sub(r"(?<=\d) (?=\d)", "\u202f", written)
    return spaces.replace("~", "\u00a0").replace("|", "\u202f")


def test_the_second_anniversary_pays_a_balance_and_an_advance() -> None:
    """Facts 4 and complement 12: « le solde de la part fixe N-1 et 75 % de N », and the variable
    part of N-1. 60 000 inhabitants, access to care from the signature, no other mission."""
    paid = payments(
        population=60_000, date_signature="2024-04-15", demarrage_acces_soins="2024-04-15"
    )
    come = [
        (event["pays"]["mission"], event["pays"]["year"], event["amount"])
        for event in paid
        if event["date"] == "2026-04-15"
    ]
    assert come == [
        ("fonctionnement", 2, 15_000),
        ("fonctionnement", 3, 45_000),
        ("acces_soins", 2, 18_750),
        ("acces_soins", 3, 56_250),
        ("acces_soins", 2, 25_000),
    ]
    assert sum(amount for _, _, amount in come) == 160_000


def test_the_first_two_years_of_a_contract() -> None:
    """Facts 4: 100 % of running costs at the signature, then 75 % and the balance; a mission
    brings 75 % of its fixed part at its start, for the months left before the anniversary."""
    crisis = "Réponse aux crises sanitaires graves"
    events = timeline(
        date_signature="2024-01-31",
        demarrage_acces_soins="2024-07-31",
        demarrage_parcours="2024-12-15",
        demarrage_crise="2024-02-01",
        taux_parcours=80,
    )
    assert [event for event in events if event[0] <= "2026-01-31"] == [
        ("2024-01-31", "Signature\u202f: fonctionnement de la première année", 75_000),
        # 12 months: the month begun counts whole. 45 000 × 75 %.
        ("2024-02-01", f"{crisis}, avance au démarrage, année 1 (12 mois sur 12)", 33_750),
        # 90 000 × 6 / 12 × 75 %
        ("2024-07-31", "Accès aux soins, avance au démarrage, année 1 (6 mois sur 12)", 33_750),
        ("2024-07-31", "Accès aux soins\u202f: démarrage au plus tard", None),
        ("2024-07-31", f"{crisis}\u202f: démarrage au plus tard", None),
        # 45 000 × 2 / 12 × 75 %
        (
            "2024-12-15",
            "Parcours pluriprofessionnels, avance au démarrage, année 1 (2 mois sur 12)",
            5_625,
        ),
        (
            "2025-01-31",
            sums(1, "269 750", "95 375", "174 375"),
            None,
        ),
        ("2025-01-31", "Fonctionnement, avance de 75\u00a0% de l’année 2", 56_250),
        ("2025-01-31", "Accès aux soins, solde du fixe de l’année 1", 11_250),
        ("2025-01-31", "Accès aux soins, avance du fixe de l’année 2", 67_500),
        ("2025-01-31", "Accès aux soins, part variable de l’année 1", 35_000),
        ("2025-01-31", "Parcours pluriprofessionnels, solde du fixe de l’année 1", 1_875),
        ("2025-01-31", "Parcours pluriprofessionnels, avance du fixe de l’année 2", 33_750),
        ("2025-01-31", "Parcours pluriprofessionnels, part variable de l’année 1", 36_000),
        ("2025-01-31", f"{crisis}, solde du fixe de l’année 1", 11_250),
        # The plan is written once: 22 500 × 75 % the year after.
        ("2025-01-31", f"{crisis}, avance du fixe de l’année 2", 16_875),
        ("2025-01-31", "Parcours pluriprofessionnels\u202f: démarrage au plus tard", None),
        ("2025-01-31", "Prévention\u202f: démarrage au plus tard", None),
        ("2025-07-31", "Accès aux soins\u202f: déploiement complet au plus tard", None),
        ("2025-07-31", f"{crisis}\u202f: déploiement complet au plus tard", None),
        (
            "2026-01-31",
            sums(2, "303 500", "129 125", "174 375"),
            None,
        ),
        ("2026-01-31", "Fonctionnement, solde de l’année 2", 18_750),
        ("2026-01-31", "Fonctionnement, avance de 75\u00a0% de l’année 3", 56_250),
        ("2026-01-31", "Accès aux soins, solde du fixe de l’année 2", 22_500),
        ("2026-01-31", "Accès aux soins, avance du fixe de l’année 3", 67_500),
        ("2026-01-31", "Accès aux soins, part variable de l’année 2", 35_000),
        ("2026-01-31", "Parcours pluriprofessionnels, solde du fixe de l’année 2", 11_250),
        ("2026-01-31", "Parcours pluriprofessionnels, avance du fixe de l’année 3", 33_750),
        ("2026-01-31", "Parcours pluriprofessionnels, part variable de l’année 2", 36_000),
        ("2026-01-31", f"{crisis}, solde du fixe de l’année 2", 5_625),
        ("2026-01-31", f"{crisis}, avance du fixe de l’année 3", 16_875),
        (
            "2026-01-31",
            "Parcours pluriprofessionnels\u202f: déploiement complet au plus tard",
            None,
        ),
        ("2026-01-31", "Prévention\u202f: déploiement complet au plus tard", None),
    ]


def test_the_last_anniversary_closes_the_accounts() -> None:
    """No advance any more, and the balance of the last year on the day the contract ends."""
    events = timeline(date_signature="2024-02-29", demarrage_parcours="2024-02-29")
    assert [event for event in events if event[0] > "2028-02-29"] == [
        (
            "2029-02-28",
            "Anniversaire 5\u202f: 75\u202f000\u00a0€ pour l’année 5",
            None,
        ),
        ("2029-02-28", "Fonctionnement, solde de l’année 5", 18_750),
        ("2029-02-28", "Parcours pluriprofessionnels, solde du fixe de l’année 5", 11_250),
        ("2029-02-28", "Parcours pluriprofessionnels, part variable de l’année 5", 45_000),
        ("2029-02-28", "Fin du contrat", None),
    ]


def test_rights_and_cash_are_two_accounts_of_one_contract() -> None:
    result = compute(
        "aci-cpts",
        {
            "population": 60_000,
            "date_signature": "2024-04-15",
            "demarrage_acces_soins": "2024-10-15",
        },
        "2025-06-30",
    )
    values, lines = result["values"], {line["id"]: line for line in result["lines"]}
    earned = [values[f"droits_annee_{year}"] for year in range(1, 6)]
    came = [values[f"verse_annee_{year}"] for year in range(1, 6)] + [values["verse_fin_contrat"]]
    # 60 000 + 75 000 × 6 / 12 + 25 000, then 160 000.
    assert earned == [122_500, 160_000, 160_000, 160_000, 160_000]
    # 60 000 + 28 125; 9 375 + 25 000 + 45 000 + 56 250; then 160 000.
    assert came == [88_125, 135_625, 160_000, 160_000, 160_000, 58_750]
    assert sum(earned) == sum(came)
    first, second = lines["droits_annee_1"], lines["verse_annee_2"]
    assert (first["group"], second["group"]) == (
        "Droits acquis, par année de contrat",
        "Argent versé, par année de contrat",
    )
    assert (
        first["label"]
        == "Droits de l’année 1, du 15\u00a0avril\u00a02024 au 14\u00a0avril\u00a02025"
    )
    assert first["formula"] == (
        "Fonctionnement 60\u202f000\u00a0€ + Accès aux soins 62\u202f500\u00a0€"
    )
    assert second["label"] == "Versé pendant l’année 2, à partir du 15\u00a0avril\u00a02025"
    assert second["formula"] == (
        "34\u202f375\u00a0€ pour l’année 1 + 101\u202f250\u00a0€ pour l’année 2"
    )
    assert lines["verse_fin_contrat"]["label"] == (
        "Versé à la fin du contrat, le 15\u00a0avril\u00a02029"
    )
    for line in (first, second):
        assert (line["reference"], line["confidence"], line["total"]) == ("cpts-s2", "deduit", "")


def test_what_the_calendar_supposes_is_told() -> None:
    told = warnings(date_signature="2024-01-31", demarrage_crise="2024-02-01")
    assert told["demarrages_absents"] == (
        "Sans date de démarrage, une mission n’entre pas dans le calendrier des versements\u202f: "
        "Accès aux soins, Parcours pluriprofessionnels et Prévention."
    )
    alike = "Le calendrier suppose chaque année la même taille et les mêmes objectifs atteints."
    written = " Le plan de crise, écrit la première année, est mis à jour les suivantes."
    assert told["annees_semblables"] == alike + written
    crisis = warnings(date_signature="2024-01-31", crise_survenue=True, crise_plan="mise_a_jour")
    assert crisis["annees_semblables"] == (alike + " Une crise reconnue est comptée chaque année.")
    without = warnings(date_signature="2024-01-31", crise_survenue=True, crise=False)
    assert without["annees_semblables"] == alike
    every: dict[str, Any] = {f"demarrage_{mission}": "2024-01-31" for mission in MISSIONS}
    assert "demarrages_absents" not in warnings(date_signature="2024-01-31", **{**SIX, **every})
    assert "annees_semblables" not in warnings()


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
    assert confidences["Accès aux soins, avance au démarrage, année 1 (6 mois sur 12)"] == "deduit"
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
    assert days["Fonctionnement, avance de 75\u00a0% de l’année 2"] == first
    assert days["Fonctionnement, solde de l’année 2"] == second
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
    year = 1 + (start >= months_after(date.fromisoformat(signature), 12).isoformat())
    assert labels == [f"Prévention, avance au démarrage, année {year} ({months} mois sur 12)"]


def test_a_mission_begun_in_a_later_year_is_paid_in_that_year() -> None:
    events = timeline(date_signature="2024-01-31", demarrage_parcours="2025-01-31")
    mine = [event for event in events if event[1].startswith("Parcours") and event[2]]
    assert [event for event in mine if event[0] <= "2026-01-31"] == [
        (
            "2025-01-31",
            "Parcours pluriprofessionnels, avance au démarrage, année 2 (12 mois sur 12)",
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
            "Parcours pluriprofessionnels, avance au démarrage, année 5 (1 mois sur 12)",
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
    assert {"prorata_au_mois", "demarrages_non_comptes", "annees_semblables"}.isdisjoint(told)
    result = compute("aci-cpts", {"population": 1, "date_signature": "2020-01-31"}, "2020-01-01")
    why = {note["id"]: note["text"] for note in result["not_computed"]}
    assert why["versements_2019"] == (
        "Avec le texte de 2019, les versements ne sont pas datés\u202f: nous n’y avons pas lu la "
        "part fixe et la part variable de chaque mission."
    )
    assert not [key for key in result["values"] if key.startswith(("droits_", "verse_"))]
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


def undated(given_inputs: dict[str, Any]) -> dict[str, Any]:
    """Leave the dates out."""
    return {key: it for key, it in given_inputs.items() if key not in DATES}


def added_up(paid: list[dict[str, Any]]) -> dict[tuple[str, int], Decimal]:
    """Add up payments by what they are for."""
    added: dict[tuple[str, int], Decimal] = {}
    for event in paid:
        key = event["pays"]["mission"], event["pays"]["year"]
        added[key] = added.get(key, Decimal(0)) + text.exact(event["amount"])
    return added


def rights_of_a_year(given_inputs: dict[str, Any], year: int) -> dict[str, Decimal]:
    """Say, without the calendar, what each mission begun earns in a year of contract."""
    signature = date.fromisoformat(given_inputs["date_signature"])
    anniversaries = [months_after(signature, 12 * n) for n in range(6)]
    later = {**given_inputs, "crise_plan": "mise_a_jour"}
    first_year, other = (compute("aci-cpts", it, ON)["values"] for it in (given_inputs, later))
    earned = {"fonctionnement": text.exact(other["fonctionnement"])}
    for mission in MISSIONS:
        given_start = given_inputs.get(f"demarrage_{mission}")
        if given_start is None:
            continue
        start = date.fromisoformat(given_start)
        if start >= anniversaries[year]:
            continue
        starts = start >= anniversaries[year - 1]
        values, months = (first_year if starts else other), 12
        if starts:
            months = sum(months_after(signature, 12 * year - n) > start for n in range(12))
        fixed = text.exact(values[f"{mission}_fixe"]) * months / 12
        amount = text.cents(fixed) + text.exact(values[f"{mission}_variable"])
        if amount:
            earned[mission] = amount
    return earned


@settings(max_examples=60, deadline=None)
@given(given_inputs=inputs(find("aci-cpts")), contract=contract_of_a_cpts(date(2022, 4, 1)))
def test_the_payments_for_a_year_add_up_to_its_rights(
    given_inputs: dict[str, Any], contract: dict[str, Any]
) -> None:
    given_inputs = {**undated(given_inputs), **contract}
    result = compute("aci-cpts", given_inputs, ON)
    paid = [event for event in result["timeline"] if event["amount"] is not None]
    added = added_up(paid)
    assert {year for _, year in added} == {1, 2, 3, 4, 5}
    for year in range(1, 6):
        expected = rights_of_a_year(given_inputs, year)
        assert {mission: it for (mission, of), it in added.items() if of == year} == expected
        assert text.exact(result["values"][f"droits_annee_{year}"]) == sum(expected.values())


@settings(max_examples=60, deadline=None)
@given(given_inputs=inputs(find("aci-cpts")), contract=contract_of_a_cpts(date(2022, 4, 1)))
def test_all_that_is_earned_is_paid_and_no_later_than_the_end(
    given_inputs: dict[str, Any], contract: dict[str, Any]
) -> None:
    result = compute("aci-cpts", {**undated(given_inputs), **contract}, ON)
    values = {key: text.exact(value) for key, value in result["values"].items()}
    earned = sum(value for key, value in values.items() if key.startswith("droits_annee_"))
    came = [value for key, value in values.items() if key.startswith("verse_")]
    assert len(came) == 6
    assert sum(came) == earned
    signature = date.fromisoformat(contract["date_signature"])
    paid = [event for event in result["timeline"] if event["amount"] is not None]
    assert all(("pays" in event) is (event["amount"] is not None) for event in result["timeline"])
    for event in paid:
        day, year = date.fromisoformat(event["date"]), event["pays"]["year"]
        assert months_after(signature, 12 * (year - 1)) <= day <= months_after(signature, 12 * year)
        assert f"année {year}" in event["label"] or "première année" in event["label"]
    for year in range(1, 6):
        anniversary = months_after(signature, 12 * year).isoformat()
        came_then = [text.exact(e["amount"]) for e in paid if e["date"] == anniversary]
        total = text.total(came_then)
        (told,) = (
            event["label"]
            for event in result["timeline"]
            if event["label"].startswith(f"Anniversaire {year}\u202f: ")
        )
        assert f": {text.euros(total)} " in told


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
    balance, *_ = (label for label in fixed if label.startswith("solde"))
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


def test_a_text_that_continues_another_keeps_the_delays_that_it_does_not_change() -> None:
    """A contract signed under the older text has lost nothing when the next one comes."""
    figure = {
        "label": "Fonctionnement", "unit": "€", "value": [1, 2, 3, 4], "source": "cpts-s28",
        "page": "art. 2", "confidence": "secondaire", "checked_on": "2027-01-01",
    }  # fmt: skip
    newer = {
        "title": "Avenant fictif", "valid_from": "2027-01-01", "continues": "avenant-2",
        "source": "cpts-s28", "checked_on": "2027-01-01", "figures": {"fonctionnement": figure},
    }  # fmt: skip
    scale = Scales.parse({**texts("aci_cpts"), "fictif": newer}, "aci_cpts")["fictif"]
    assert scale.since("demarrage") == date(2022, 4, 1)
    assert scale.since("fonctionnement") == date(2027, 1, 1)
    assert delays_known(date(2024, 1, 31), scale)
    assert not delays_known(date(2022, 3, 31), scale)
