"""The rules of a SISA and what people still get wrong about them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from calculators import InvalidInput, compute
from calculators.sisa.fields import SCALES
from tests.support import ids, one

SHORT = {"associes_medecins": 1, "associes_auxiliaires": 1}
FIVE = {"associes_medecins": 3, "associes_auxiliaires": 2}
SALARIED = "salaries_professionnels_de_sante"


def answer(inputs: dict[str, Any], on: str = "2026-11-21") -> dict[str, Any]:
    return compute("sisa", inputs, date.fromisoformat(on))


@pytest.mark.parametrize(
    ("salaried", "allowed"), [(0, True), (1, True), (4, True), (5, False), (6, False)]
)
def test_t20_strictly_fewer_employees_than_liberal_partners(salaried: int, allowed: bool) -> None:
    """L. 4041-4, II: 5 < 5 is false."""
    result = answer({**FIVE, SALARIED: salaried})
    assert result["values"]["salaries_maximum"] == 4
    assert result["values"]["salaries_admis"] is allowed
    assert one(result["criteria"], "salaries_nombre")["status"] == ("met" if allowed else "missing")
    assert one(result["criteria"], "salaries_nombre")["page"] == "art. L. 4041-4, II"


def test_nobody_yet_is_no_condition_met() -> None:
    result = answer({})
    assert one(result["criteria"], "salaries_nombre")["status"] == "not_applicable"
    assert one(answer({SALARIED: 1})["criteria"], "salaries_nombre")["status"] == "missing"


def test_a_minimum_reached_does_not_hide_employees_that_are_refused() -> None:
    assert answer({**FIVE, SALARIED: 4})["headline"]["text"] == "Atteint"
    refused = answer({**FIVE, SALARIED: 5})["headline"]["text"]
    assert refused == "Atteint, mais ces salariés ne sont pas admis"
    neither = answer({**FIVE, "associes_auxiliaires": 0, SALARIED: 5})["headline"]["text"]
    assert neither == (
        "Non atteint\u202f: il manque 1 auxiliaire médical, et ces salariés ne sont pas admis"
    )


def test_what_to_do_with_one_employee_too_many() -> None:
    (step,) = answer({**FIVE, SALARIED: 5})["missing"]
    assert step["changes"] == {SALARIED: 4}
    assert step["label"] == "Pour salarier\u202f: 1\u00a0salarié de moins"
    assert step["text"].endswith("Ou bien\u202f: 1\u00a0associé en libéral de plus.")


def test_t21_silent_statutes_forbid_until_changed() -> None:
    """R-SISA-4, L. 4041-2 3° then R. 4041-7."""
    inputs = {**FIVE, SALARIED: 1, "clause_salariat": "non", "inscription_ordre": "non"}
    result = answer(inputs)
    assert result["values"]["salaries_admis"] is False
    (step,) = result["missing"]
    assert step["changes"] == {"clause_salariat": "oui", "inscription_ordre": "oui"}
    assert "Ou bien" not in step["text"]
    assert one(result["criteria"], "maison_de_sante")["status"] == "unknown"
    asked = one(result["criteria"], "inscription_ordre")
    assert "sous 1\u00a0mois" in asked["detail"]
    assert (asked["reference"], asked["page"]) == ("esp-lex-sisa", "art. R. 4041-7, I")


def test_questions_on_hiring_wait_for_somebody_to_hire() -> None:
    assert {"maison_de_sante", "clause_salariat"}.isdisjoint(ids(answer(FIVE)["criteria"]))


def test_partners_are_taken_as_liberal_and_it_is_told() -> None:
    assert "tous_liberaux" in ids(answer({**FIVE, SALARIED: 1})["warnings"])
    told = answer({**FIVE, SALARIED: 1, "associes_liberaux": 5})
    assert "tous_liberaux" not in ids(told["warnings"])


def test_no_more_liberal_partners_than_partners() -> None:
    with pytest.raises(InvalidInput) as refused:
        answer({**FIVE, "associes_liberaux": 6})
    assert [error.field for error in refused.value.errors] == ["associes_liberaux"]
    assert "entre 0 et 5" in refused.value.errors[0].message


def test_three_years_not_six_months() -> None:
    result = answer({**SHORT, "date_perte_minimum": "2024-03-15"})
    assert result["values"]["date_limite_regularisation"] == "2027-03-15"
    assert [event["date"] for event in result["timeline"]] == ["2024-03-15", "2027-03-15"]
    assert result["timeline"][1]["label"].startswith("3\u00a0ans sous le minimum")
    assert result["timeline"][1]["confidence"] == "officiel"
    assert {"dissolution", "prolongation", "regularisation"} <= set(ids(result["criteria"]))
    assert "6\u00a0mois au plus" in one(result["criteria"], "dissolution")["detail"]
    assert "passe à 1\u00a0an" in one(result["criteria"], "prolongation")["detail"]
    assert one(result["criteria"], "prolongation")["confidence"] == "deduit"


@pytest.mark.parametrize(
    ("lost", "then", "since"),
    [
        ("2022-02-01", "après 6\u00a0mois sous le minimum", "1er\u00a0février\u00a02025"),
        ("2023-12-28", "après 6\u00a0mois sous le minimum", "28\u00a0décembre\u00a02026"),
        ("2019-06-30", "sans attendre", "30\u00a0juin\u00a02022"),
    ],
)
def test_no_transition_rule_no_date(lost: str, then: str, since: str) -> None:
    result = answer({**SHORT, "date_perte_minimum": lost})
    assert "date_limite_regularisation" not in result["values"]
    assert result["timeline"] == []
    (note,) = [note for note in result["warnings"] if note["id"] == "droit_transitoire"]
    assert f"pouvait être demandée {then}." in note["text"]
    assert f"à partir du {since}." in note["text"]


def test_the_first_day_of_the_law_has_three_years() -> None:
    result = answer({**SHORT, "date_perte_minimum": "2023-12-29"})
    assert result["values"]["date_limite_regularisation"] == "2026-12-29"
    assert "droit_transitoire" not in ids(result["warnings"])


def test_six_months_in_their_time_across_the_decree_of_2023() -> None:
    result = answer({**SHORT, "date_perte_minimum": "2021-05-14"}, on="2023-08-01")
    assert result["values"]["date_limite_regularisation"] == "2021-11-14"
    assert result["scale"]["id"] == "sisa-2023-ordres"
    assert result["scale"]["status"] == "historique"
    assert "regularisation" not in ids(result["criteria"])


@pytest.mark.parametrize(
    ("on", "scale", "lost"),
    [
        ("2021-05-14", "sisa-2021", "2021-05-14"),
        ("2023-07-19", "sisa-2021", "2023-02-01"),
        ("2023-07-20", "sisa-2023-ordres", "2023-02-01"),
        ("2023-12-28", "sisa-2023-ordres", "2023-12-28"),
    ],
)
def test_one_year_for_an_employer_since_2021(on: str, scale: str, lost: str) -> None:
    """L. 4041-4, version of 14/05/2021: « porté de droit à un an »; two readings, both told."""
    result = answer({**SHORT, "date_perte_minimum": lost}, on=on)
    assert result["scale"]["id"] == scale
    told = one(result["criteria"], "prolongation")
    assert "passe à 1\u00a0an" in told["detail"]
    assert "deux lectures" in told["detail"]
    assert (told["reference"], told["confidence"]) == ("esp-lex-sisa", "deduit")
    month = int(lost[5:7])
    earliest = f"{int(lost[:4]) + (month > 6)}-{(month + 5) % 12 + 1:02}-{lost[8:]}"
    assert result["values"]["date_limite_regularisation"] == earliest


def test_no_year_for_an_employer_before_anybody_could_be_employed() -> None:
    result = answer({**SHORT, "date_perte_minimum": "2019-06-30"}, on="2021-05-13")
    assert "prolongation" not in ids(result["criteria"])


def test_the_delay_runs_from_the_minimum_that_is_lost_never_from_a_notice() -> None:
    """L. 4041-4: « ne remplit plus pendant six mois la condition »."""
    told = [
        str(amount.label)
        for scale in SCALES.every
        for figure in scale.figures.values()
        for amount in figure.amounts.values()
    ]
    told += [
        str(answer({**SHORT, "date_perte_minimum": lost}, on=on))
        for on in ("2020-01-01", "2022-06-30", "2023-08-01", "2026-11-21")
        for lost in ("2019-06-30", "2022-02-01", "2023-12-29")
    ]
    assert not [words for words in told if "notification" in words]
    for id in ("sisa-2021", "sisa-2023-ordres", "sisa-2023"):
        assert "sous le minimum" in SCALES[id]["delai"].label.lower()


@pytest.mark.parametrize(
    ("id", "delay", "more"),
    [("sisa-2011", 0, 6), ("sisa-2021", 6, 6), ("sisa-2023-ordres", 6, 6), ("sisa-2023", 36, 6)],
)
def test_the_delays_were_read_in_the_text(id: str, delay: int, more: int) -> None:
    for key, months in (("delai", delay), ("prolongation", more)):
        amount = SCALES[id][key].amount
        assert amount.value == months
        assert amount.confidence == "officiel"


def test_before_2021_a_dissolution_could_be_asked_at_once() -> None:
    result = answer({**SHORT, "date_perte_minimum": "2019-06-30"}, on="2020-01-01")
    assert "date_limite_regularisation" not in result["values"]
    assert "sans_delai" in ids(result["warnings"])


def test_before_2021_nobody_could_be_employed() -> None:
    result = answer({**FIVE, SALARIED: 2}, on="2021-05-13")
    assert result["values"]["salaries_admis"] is False
    assert one(result["criteria"], "salaries_nombre")["status"] == "missing"
    assert "14\u00a0mai\u00a02021" in one(result["criteria"], "salaries_nombre")["detail"]
    (step,) = result["missing"]
    assert step["changes"] == {SALARIED: 0}
    assert "Ou bien" not in step["text"]
    none = answer(FIVE, on="2021-05-13")
    assert one(none["criteria"], "salaries_nombre")["status"] == "not_applicable"


def test_between_the_ordonnance_and_its_decree_hiring_was_blocked() -> None:
    blocked = answer({**FIVE, SALARIED: 1}, on="2023-07-19")
    assert "salariat_bloque" in ids(blocked["warnings"])
    assert "inscription_ordre" not in ids(blocked["criteria"])
    opened = answer({**FIVE, SALARIED: 1}, on="2023-07-20")
    assert "salariat_bloque" not in ids(opened["warnings"])
    assert "inscription_ordre" in ids(opened["criteria"])


@pytest.mark.parametrize(
    ("lost", "on"),
    [
        ("2024-03-15", "2026-11-21"), ("2023-12-28", "2026-11-21"), ("2021-06-01", "2021-12-01"),
        ("2020-06-01", "2020-12-01"), ("2027-01-01", "2026-11-21"),
    ],
)  # fmt: skip
def test_a_minimum_found_again_leaves_no_deadline(lost: str, on: str) -> None:
    """Neither today's text nor the older ones, nor the change from one to the other."""
    result = answer({**FIVE, "date_perte_minimum": lost}, on=on)
    assert "date_limite_regularisation" not in result["values"]
    assert "date_limite_regularisation" not in ids(result["summary"])
    assert result["timeline"] == []
    assert "dissolution" not in ids(result["criteria"])
    (note,) = (note for note in result["warnings"] if note["id"] == "minimum_retrouve")
    assert note["text"] == (
        "Le minimum est de nouveau atteint\u202f: aucune date limite ne joue plus."
    )
    assert {"droit_transitoire", "sans_delai"}.isdisjoint(ids(result["warnings"]))
    assert "minimum_retrouve" not in ids(answer(FIVE)["warnings"])
    assert "minimum_retrouve" not in ids(
        answer({**SHORT, "date_perte_minimum": lost}, on=on)["warnings"]
    )


def test_a_sage_femme_is_a_partner_outside_the_minimum() -> None:
    result = answer({"associes_medecins": 2, "associes_autres": 3})
    assert result["headline"]["text"] == "Non atteint\u202f: il manque 1 auxiliaire médical"
    assert one(result["criteria"], "associes_autres")["status"] == "not_applicable"
    assert result["values"]["salaries_maximum"] == 4


def test_the_line_of_the_partners_names_them() -> None:
    lines = {line["id"]: line for line in answer(FIVE)["lines"]}
    assert lines["associes"]["formula"] == "3 médecins + 2 auxiliaires médicaux + 0 autre"
    assert lines["salaries_maximum"]["formula"].startswith("5\u00a0associés en libéral, moins 1,")
