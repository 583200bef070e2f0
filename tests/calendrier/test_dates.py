"""Dates that follow a signature: ACI of a MSP (facts aci-msp, 2 and 4.5), ACI of a CPTS (facts
aci-cpts, 1.3 and 4), CPOM (facts esp-msp-sisa-cpom, 6.1)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import InvalidInput, compute, find
from calculators.aci_cpts.fields import MISSIONS
from calculators.vocabulary.dates import months_after
from tests.strategies import inputs
from tests.support import refusal

# Since the texts of the three contracts are known.
DAYS = st.dates(date(2022, 4, 1), date(2095, 12, 31))
drawn = settings(max_examples=60, deadline=None)


def answer(contract: str, signature: str, **starts: str) -> dict[str, Any]:
    return compute("calendrier", {"contrat": contract, "date_signature": signature, **starts})


def timeline(contract: str, signature: str, **starts: str) -> list[tuple[str, str]]:
    result = answer(contract, signature, **starts)
    assert result["values"]["nombre_dates"] == len(result["timeline"])
    assert all(event["amount"] is None for event in result["timeline"])
    return [(event["date"], event["label"]) for event in result["timeline"]]


# --- ACI of a MSP ----------------------------------------------------------------------------


def test_five_years_of_a_maison_de_sante() -> None:
    assert timeline("aci-msp", "2026-03-15") == [
        ("2026-03-15", "Signature du contrat à trois"),
        ("2026-06-15", "Première avance versée au plus tard"),
        (
            "2026-09-15",
            "Société (SISA, société interprofessionnelle de soins ambulatoires) créée au plus tard",
        ),
        ("2027-01-31", "Justificatifs 2026 envoyés au plus tard"),
        ("2027-04-30", "Solde 2026 versé au plus tard"),
        ("2027-04-30", "Avance 2027 versée au plus tard"),
        ("2028-01-31", "Justificatifs 2027 envoyés au plus tard"),
        ("2028-04-30", "Solde 2027 versé au plus tard"),
        ("2028-04-30", "Avance 2028 versée au plus tard"),
        ("2029-01-31", "Justificatifs 2028 envoyés au plus tard"),
        ("2029-04-30", "Solde 2028 versé au plus tard"),
        ("2029-04-30", "Avance 2029 versée au plus tard"),
        ("2030-01-31", "Justificatifs 2029 envoyés au plus tard"),
        ("2030-04-30", "Solde 2029 versé au plus tard"),
        ("2030-04-30", "Avance 2030 versée au plus tard"),
        ("2031-01-31", "Justificatifs 2030 envoyés au plus tard"),
        ("2031-03-15", "Fin du contrat"),
        ("2031-04-30", "Solde 2030 versé au plus tard"),
        ("2032-01-31", "Justificatifs 2031 envoyés au plus tard"),
        ("2032-04-30", "Solde 2031 versé au plus tard"),
    ]


@pytest.mark.parametrize(
    ("signature", "first", "last", "advances"),
    [
        ("2026-01-01", 2026, 2030, 4),
        ("2026-01-02", 2026, 2031, 4),
        ("2026-04-29", 2026, 2031, 4),
        ("2026-04-30", 2026, 2031, 5),
        ("2026-12-31", 2026, 2031, 5),
    ],
)
def test_each_year_of_the_contract_has_its_proofs_and_its_balance(
    signature: str, first: int, last: int, advances: int
) -> None:
    """A contract signed on 31 December covers nearly all of its sixth civil year."""
    labels = [label for _, label in timeline("aci-msp", signature)]
    years = range(first, last + 1)
    assert [label for label in labels if label.startswith("Justificatifs")] == [
        f"Justificatifs {year} envoyés au plus tard" for year in years
    ]
    assert [label for label in labels if label.startswith("Solde")] == [
        f"Solde {year} versé au plus tard" for year in years
    ]
    assert [label for label in labels if label.startswith("Avance")] == [
        f"Avance {first + rank} versée au plus tard" for rank in range(1, advances + 1)
    ]


@pytest.mark.parametrize(
    ("signature", "advance", "company", "end"),
    [
        ("2024-02-29", "2024-05-29", "2024-08-29", "2029-02-28"),
        ("2024-08-31", "2024-11-30", "2025-02-28", "2029-08-31"),
        ("2026-11-30", "2027-02-28", "2027-05-30", "2031-11-30"),
    ],
)
def test_months_of_a_maison_de_sante(signature: str, advance: str, company: str, end: str) -> None:
    days = {
        label.split()[0] + label.split()[1]: day for day, label in timeline("aci-msp", signature)
    }
    assert days["Premièreavance"] == advance
    assert days["Société(SISA,"] == company
    assert days["Findu"] == end


# --- ACI of a CPTS ---------------------------------------------------------------------------


def test_five_years_of_a_cpts() -> None:
    assert timeline(
        "aci-cpts", "2026-01-31", demarrage_acces_soins="2026-05-01", demarrage_qualite="2027-02-01"
    ) == [
        ("2026-01-31", "Signature\u202f: fonctionnement de la première année"),
        ("2026-05-01", "Accès aux soins\u202f: démarrage, avance de 75\u00a0% du fixe"),
        ("2026-07-31", "Accès aux soins\u202f: démarrage au plus tard"),
        ("2026-07-31", "Réponse aux crises sanitaires graves\u202f: démarrage au plus tard"),
        ("2027-01-31", "Parcours pluriprofessionnels\u202f: démarrage au plus tard"),
        ("2027-01-31", "Prévention\u202f: démarrage au plus tard"),
        ("2027-01-31", "Anniversaire\u202f: solde de l’année 1, avance de 75\u00a0% de l’année 2"),
        (
            "2027-02-01",
            "Qualité et pertinence des soins\u202f: démarrage, avance de 75\u00a0% du fixe",
        ),
        ("2027-07-31", "Accès aux soins\u202f: déploiement complet au plus tard"),
        (
            "2027-07-31",
            "Réponse aux crises sanitaires graves\u202f: déploiement complet au plus tard",
        ),
        ("2028-01-31", "Parcours pluriprofessionnels\u202f: déploiement complet au plus tard"),
        ("2028-01-31", "Prévention\u202f: déploiement complet au plus tard"),
        ("2028-01-31", "Anniversaire\u202f: solde de l’année 2, avance de 75\u00a0% de l’année 3"),
        ("2029-01-31", "Anniversaire\u202f: solde de l’année 3, avance de 75\u00a0% de l’année 4"),
        ("2030-01-31", "Anniversaire\u202f: solde de l’année 4, avance de 75\u00a0% de l’année 5"),
        ("2031-01-31", "Anniversaire\u202f: solde de l’année 5"),
        ("2031-01-31", "Fin du contrat"),
    ]


def test_a_cpts_signed_on_a_leap_day() -> None:
    days = {label: day for day, label in timeline("aci-cpts", "2024-02-29")}
    assert days["Accès aux soins\u202f: démarrage au plus tard"] == "2024-08-29"
    assert days["Prévention\u202f: démarrage au plus tard"] == "2025-02-28"
    assert days["Anniversaire\u202f: solde de l’année 4, avance de 75\u00a0% de l’année 5"] == (
        "2028-02-29"
    )
    assert days["Fin du contrat"] == "2029-02-28"


def test_a_mission_begun_after_the_end_is_told() -> None:
    result = answer(
        "aci-cpts", "2026-01-31", demarrage_parcours="2031-01-31", demarrage_qualite="2031-01-30"
    )
    labels = [event["label"] for event in result["timeline"]]
    assert not [label for label in labels if label.startswith("Parcours") and "avance" in label]
    assert [label for label in labels if label.startswith("Qualité") and "avance" in label]
    (warning,) = (w for w in result["warnings"] if w["id"] == "demarrages_non_comptes")
    assert warning["text"] == (
        "Ces missions commencent après la fin du contrat et ne sont pas comptées\u202f: "
        "Parcours pluriprofessionnels."
    )


@pytest.mark.parametrize(
    ("mission", "last"),
    [
        ("acces_soins", "2024-07-31"), ("parcours", "2025-01-31"), ("prevention", "2025-01-31"),
        ("crise", "2024-07-31"), ("qualite", None), ("accompagnement", None),
    ],
)  # fmt: skip
def test_a_late_start_is_told_as_the_funding_tells_it(mission: str, last: str | None) -> None:
    """Facts 4: 6 or 12 months after the signature for the socle, no delay for the options."""
    for start in filter(None, (last, "2025-02-01")):
        dates = {"date_signature": "2024-01-31", f"demarrage_{mission}": start}
        told = {
            note["id"]: note["text"]
            for note in compute("calendrier", {"contrat": "aci-cpts", **dates})["warnings"]
        }
        funding = compute("aci-cpts", {"population": 60_000, mission: True, **dates})
        late = [
            item["detail"]
            for item in funding["criteria"]
            if item["id"] == f"mission_{mission}" and item["status"] == "missing"
        ]
        assert bool(late) is (last is not None and start > last)
        found = [words for id, words in told.items() if id == f"demarrage_tardif_{mission}"]
        assert [words.endswith(detail) for words, detail in zip(found, late, strict=True)] == [
            True for _ in late
        ]
        if late:
            assert found[0].startswith(
                f"{MISSIONS[mission]}, démarrage le 1er\u00a0février\u00a02025. "
            )


@pytest.mark.parametrize("contract", ["aci-msp", "cpom"])
def test_only_a_cpts_has_missions(contract: str) -> None:
    starts = {f"demarrage_{mission}": "2026-06-01" for mission in MISSIONS}
    told = refusal(answer, contract, "2026-03-15", **starts)
    assert [field for field, _ in told] == list(starts)
    assert {message for _, message in told} == {
        "Seul le contrat d’une CPTS a des missions. Videz cette date."
    }


def test_a_mission_cannot_begin_before_the_contract() -> None:
    ((field, message),) = refusal(answer, "aci-cpts", "2026-03-15", demarrage_crise="2026-03-14")
    assert field == "demarrage_crise"
    assert message == (
        "Une mission commence après la signature, le 15\u00a0mars\u00a02026. "
        "Indiquez une date à partir de ce jour."
    )
    answer("aci-cpts", "2026-03-15", demarrage_crise="2026-03-15")


# --- CPOM ------------------------------------------------------------------------------------


def test_a_cpom_lasts_five_years_at_most() -> None:
    result = answer("cpom", "2026-09-01")
    assert timeline("cpom", "2026-09-01") == [
        ("2026-09-01", "Signature du contrat avec l’agence"),
        ("2031-09-01", "Fin du contrat au plus tard"),
    ]
    assert {(event["reference"], event["page"]) for event in result["timeline"]} == {
        ("esp-lex-fir", "art. R. 1435-29")
    }
    assert result["warnings"] == []


# --- every contract --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contract", "warning"),
    [("aci-msp", "texte_avenant-2"), ("aci-cpts", "texte_avenant-2026"), ("cpom", None)],
)
def test_a_text_that_may_change_the_dates_is_told(contract: str, warning: str | None) -> None:
    told = [w["id"] for w in answer(contract, "2026-09-01")["warnings"]]
    expected = [
        f"texte_{text.id}"
        for text in (find(contract).scales.unencoded if contract != "cpom" else ())
        if text.effect == "provisional"
    ]
    assert told == expected == ([warning] if warning else [])
    assert answer(contract, "2024-09-01")["warnings"] == []


@pytest.mark.parametrize(
    ("contract", "words"),
    [
        ("aci-msp", "ACI d’une maison de santé pluriprofessionnelle (MSP)"),
        ("aci-cpts", "ACI d’une communauté professionnelle territoriale de santé (CPTS)"),
        ("cpom", "CPOM avec l’agence régionale de santé (ARS)"),
    ],
)
def test_the_end_is_the_headline(contract: str, words: str) -> None:
    result = answer(contract, "2026-03-15")
    assert result["headline"] == {
        "label": "Fin du contrat", "value": "2031-03-15", "unit": "",
        "text": "15\u00a0mars\u00a02031", "spoken": "15\u00a0mars\u00a02031",
    }  # fmt: skip
    assert result["values"]["date_fin"] == "2031-03-15"
    assert result["values"]["contrat"] == contract
    told = {item["id"]: (item["label"], item["text"]) for item in result["summary"]}
    assert told["contrat"] == ("Contrat", words)
    assert told["date_fin"] == ("Fin du contrat", "15\u00a0mars\u00a02031")
    assert told["nombre_dates"] == ("Dates à tenir", str(len(result["timeline"])))
    assert [note["id"] for note in result["not_computed"]] == ["contrat_local", "renouvellement"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"contrat": None}, "contrat"), ({"contrat": "aci"}, "contrat"),
        ({"date_signature": None}, "date_signature"), ({"date_signature": ""}, "date_signature"),
        ({"date_signature": "2026-02-29"}, "date_signature"),
        ({"date_signature": "1989-12-31"}, "date_signature"),
        ({"date_signature": "2101-01-01"}, "date_signature"), ({"duree": 5}, "duree"),
    ],
)  # fmt: skip
def test_each_wrong_input_is_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        compute("calendrier", {"contrat": "cpom", "date_signature": "2026-03-15", **change})
    assert [error.field for error in refused.value.errors] == [field]


@drawn
@given(signature=DAYS, contract=st.sampled_from(["aci-msp", "aci-cpts", "cpom"]))
def test_the_contract_ends_five_years_after_its_signature(signature: date, contract: str) -> None:
    result = answer(contract, signature.isoformat())
    assert result["values"]["date_fin"] == months_after(signature, 60).isoformat()
    assert result["timeline"][0]["date"] == signature.isoformat()
    ends = [event for event in result["timeline"] if event["label"].startswith("Fin du contrat")]
    assert [event["date"] for event in ends] == [result["values"]["date_fin"]]


@drawn
@given(given_inputs=inputs(find("calendrier")))
def test_no_date_comes_before_the_signature(given_inputs: dict[str, Any]) -> None:
    result = compute("calendrier", given_inputs)
    dates = [event["date"] for event in result["timeline"]]
    assert dates == sorted(dates)
    assert min(dates) == given_inputs["date_signature"]
    if given_inputs["contrat"] != "aci-msp":
        assert max(dates) == result["values"]["date_fin"]
    else:
        assert (
            max(dates)
            <= months_after(date.fromisoformat(result["values"]["date_fin"]), 17).isoformat()
        )


@drawn
@given(signature=DAYS, days=st.integers(0, 365))
def test_signing_later_never_brings_a_date_forward(signature: date, days: int) -> None:
    later = signature + timedelta(days=days)
    for contract in ("aci-cpts", "cpom"):
        first, second = (
            [event["date"] for event in answer(contract, day.isoformat())["timeline"]]
            for day in (signature, later)
        )
        assert len(first) == len(second)
        assert all(before <= after for before, after in zip(first, second, strict=True))


@drawn
@given(signature=DAYS)
def test_each_year_of_a_maison_de_sante_has_its_dates(signature: date) -> None:
    labels = [label for _, label in timeline("aci-msp", signature.isoformat())]
    last = months_after(signature, 60) - timedelta(days=1)
    for year in range(signature.year, last.year + 1):
        assert labels.count(f"Justificatifs {year} envoyés au plus tard") == 1
        assert labels.count(f"Solde {year} versé au plus tard") == 1
        expected = 0 if year == signature.year else 1
        if year < last.year:
            assert labels.count(f"Avance {year} versée au plus tard") == expected
    assert len(labels) == len(set(labels))


@drawn
@given(
    signature=DAYS,
    mission=st.sampled_from(list(MISSIONS)),
    days=st.integers(0, 2_000),
)
def test_a_start_adds_its_date_and_moves_no_other(signature: date, mission: str, days: int) -> None:
    start = min(signature + timedelta(days=days), date(2100, 12, 31))
    before = timeline("aci-cpts", signature.isoformat())
    after = timeline("aci-cpts", signature.isoformat(), **{f"demarrage_{mission}": str(start)})
    added = [event for event in after if event not in before]
    counted = start < months_after(signature, 60)
    assert [day for day, _ in added] == [start.isoformat()] * counted
    assert [event for event in after if event not in added] == before


# --- before the texts ------------------------------------------------------------------------


def test_no_contract_is_signed_before_its_first_text() -> None:
    [(field, message)] = refusal(answer, "aci-msp", "2016-12-31")
    assert field == "date_signature"
    assert message.startswith("Indiquez une date entre le 1er\u00a0janvier\u00a02017 et le ")
    assert [field for field, _ in refusal(answer, "aci-cpts", "2019-08-24")] == ["date_signature"]
    assert answer("aci-msp", "2017-01-01")["values"]["date_fin"] == "2022-01-01"
    assert answer("aci-cpts", "2019-08-25")["values"]["date_fin"] == "2024-08-25"
    assert answer("cpom", "2016-12-31")["values"]["date_fin"] == "2021-12-31"


def test_delays_read_in_avenant_2_are_not_lent_to_the_contracts_before_it() -> None:
    """The crisis mission did not exist in 2019; no delay was read for the others."""
    before = timeline("aci-cpts", "2022-03-31", demarrage_parcours="2022-05-01")
    assert not any("au plus tard" in label for _, label in before)
    assert len(before) == 1 + 1 + 5 + 1
    warned = {note["id"] for note in answer("aci-cpts", "2022-03-31")["warnings"]}
    assert "delais_inconnus" in warned
    after = timeline("aci-cpts", "2022-04-01")
    assert sum("au plus tard" in label for _, label in after) == 8
    assert "delais_inconnus" not in {
        note["id"] for note in answer("aci-cpts", "2022-04-01")["warnings"]
    }


def test_the_text_is_the_one_of_the_day_that_is_asked() -> None:
    """A text of 2019 holds no date: the first that does is lent to the contracts before it."""
    asked = {"contrat": "aci-cpts", "date_signature": "2020-02-01"}
    early, late = (
        compute("calendrier", asked, on)["timeline"] for on in ("2022-01-01", "2026-06-30")
    )
    assert [event["date"] for event in early] == [event["date"] for event in late]


@pytest.mark.parametrize("contract", ["aci-msp", "aci-cpts"])
def test_the_calendar_says_what_its_subject_says(contract: str) -> None:
    """Each date of the funding that is a date of the contract is in the calendar, in its words."""
    told = compute("calendrier", {"contrat": contract, "date_signature": "2025-11-30"})["timeline"]
    inputs: dict[str, object] = {"population": 60_000, "date_signature": "2025-11-30"}
    if contract == "aci-msp":
        inputs = {"exercice": 2025, "date_contrat": "2025-11-30"}
    own = compute(contract, inputs)["timeline"]
    labels = {(event["date"], event["label"]) for event in told}
    same = [event for event in own if (event["date"], event["label"]) in labels]
    assert len(same) >= len([event for event in own if "au plus tard" in event["label"]]) + 1
