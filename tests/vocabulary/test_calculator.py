"""How an answer is computed, dressed and dated, on a calculator made for the purpose."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

import calculators
from calculators import InvalidInput, compute, find
from calculators.vocabulary.calculator import Calculator
from calculators.vocabulary.errors import FieldError
from calculators.vocabulary.fields import Answers, Boolean, Field, Integer, Money, Year
from calculators.vocabulary.result import (
    Event,
    Ground,
    Headline,
    Line,
    Missing,
    Note,
    Report,
    Words,
)
from calculators.vocabulary.scales import Scale
from tests.support import refusal
from tests.vocabulary.test_scales import SCALES

FIELDS: tuple[Field, ...] = (
    Integer(key="nombre", label="Nombre", maximum=100, default=2),
    Money(key="montant", label="Montant", maximum=1000),
    Boolean(key="double", label="Double"),
    Year(key="annee", label="Année", minimum=2000, maximum=2100),
)


def check(answers: Answers) -> Iterable[FieldError]:
    if answers.flag("double") and not answers.given("montant"):
        yield FieldError("montant", "Indiquez le montant.")


def rules(answers: Answers, scale: Scale) -> Report:
    unverified = scale["forfait"][1] if "forfait" in scale.figures else None
    ground = Ground.of(unverified) if unverified else Ground("cpts-s22", "p. 1", "officiel")
    count = Decimal(answers.integer("nombre"))
    return Report(
        headline=Headline("Total", count),
        values={"total": count, "demi": count / 2, "vrai": True, "mot": "oui"},
        words={"demi": Words("Moitié", "€")},
        lines=[Line("a", "G", "A", "2", count, ground, total="total")],
        missing=[
            Missing(id, id, Decimal(gain), "", "", {}, ground)
            for id, gain in (("petit", 1), ("grand", 3), ("moyen", 2))
        ],
        timeline=[Event(date(2026, 5, day), str(day), ground) for day in (3, 1, 2)],
        warnings=[Note("regle", "De la règle.")],
        not_computed=[Note("impots", "Pas calculés.")],
    )


CALCULATOR = Calculator(
    slug="essai",
    title="Essai",
    purpose="Essayer\u202f?",
    fields=FIELDS,
    scales=SCALES,
    rules=rules,
    check=check,
    start={"nombre": 3},
    needs="Donnez le nombre.",
)


def test_the_result_is_dressed_as_the_contract_says() -> None:
    result = CALCULATOR.compute({"montant": 1.5}, date(2025, 6, 30))
    ground = {"reference": "cpts-s3", "page": "tableau", "confidence": "deduit"}
    assert result == {
        "calculator": "essai",
        "model_version": calculators.__version__,
        "scale": {
            "id": "deuxieme",
            "title": "Deuxième texte",
            "valid_from": "2022-04-01",
            "valid_until": None,
            "checked_on": "2026-11-21",
            "status": "en_vigueur",
            "reference": "cpts-s28",
        },
        "inputs": {"nombre": 2, "montant": 1.5, "double": False, "annee": None},
        "headline": {
            "label": "Total", "value": 2, "unit": "€", "text": "2\u00a0€", "spoken": "2 euros",
        },
        "values": {"total": 2, "demi": 1, "vrai": True, "mot": "oui"},
        "summary": [
            {"id": "demi", "label": "Moitié", "value": 1, "unit": "€", "text": "1\u00a0€",
             "spoken": "1 euro", "detail": "", "guide": ""},
        ],
        "lines": [
            {"id": "a", "group": "G", "label": "A", "formula": "2", "value": 2, "unit": "€",
             "text": "2\u00a0€", "spoken": "2 euros", "total": "total", **ground},
        ],
        "criteria": [],
        "missing": [
            {"id": id, "label": id, "gain": gain, "unit": "€", "gain_text": f"{gain}\u00a0€",
             "spoken": f"{gain} {'euro' if gain == 1 else 'euros'}", "text": "", "proof": "",
             "changes": {}, "after": "", "brings": {}, **ground}
            for id, gain in (("grand", 3), ("moyen", 2), ("petit", 1))
        ],
        "timeline": [
            {"date": f"2026-05-0{day}", "date_text": text, "label": str(day), "amount": None,
             "text": "", "spoken": "", **ground}
            for day, text in (
                (1, "1er\u00a0mai\u00a02026"), (2, "2\u00a0mai\u00a02026"),
                (3, "3\u00a0mai\u00a02026"),
            )
        ],
        "warnings": [
            {"id": "regle", "text": "De la règle."},
            {"id": "chiffres_non_verifies", "text": (
                "Notre lecture, à vérifier\u202f: nous n’avons pas lu ces chiffres dans un texte. "
                "Ce sont\u202f: Forfait.")},
        ],
        "not_computed": [{"id": "impots", "text": "Pas calculés."}],
        "sources": result["sources"],
    }  # fmt: skip
    assert list(result["sources"]) == ["cpts-s28", "cpts-s3"]
    assert result["sources"]["cpts-s3"]["publisher"]


def test_the_end_of_a_text_and_its_status_are_told() -> None:
    result = CALCULATOR.compute({}, date(2020, 1, 1))
    assert result["scale"]["valid_until"] == "2022-03-31"
    assert result["scale"]["status"] == "historique"
    assert [warning["id"] for warning in result["warnings"]] == ["regle"]


def test_an_expected_text_is_the_first_warning_and_a_source() -> None:
    result = CALCULATOR.compute({}, date(2026, 1, 1))
    assert result["scale"]["status"] == "provisoire"
    assert result["warnings"][0] == {"id": "texte_troisieme", "text": "Un texte est attendu."}
    assert "cpts-s36" in result["sources"]


def test_without_a_date_the_texts_are_those_of_the_last_review() -> None:
    assert CALCULATOR.reviewed_on == date(2026, 11, 21)
    assert CALCULATOR.compute({}) == CALCULATOR.compute({}, date(2026, 11, 21))
    assert CALCULATOR.compute({})["scale"]["status"] == "provisoire"


def test_a_date_may_be_an_iso_text() -> None:
    assert CALCULATOR.compute({}, "2020-01-01") == CALCULATOR.compute({}, date(2020, 1, 1))


@pytest.mark.parametrize(
    "on",
    ["demain", "2025-02-30", "", 2025, True, datetime(2025, 1, 1, tzinfo=UTC), date(1989, 12, 31),
     date(2101, 1, 1)],
)  # fmt: skip
def test_a_date_that_is_not_one_is_told(on: object) -> None:
    assert [field for field, _ in refusal(CALCULATOR.compute, {}, on)] == ["on"]


def test_a_date_without_a_scale_blames_the_input_that_decides_it() -> None:
    reason = "Les chiffres de 2017 et 2018 ne sont pas ici."
    assert refusal(CALCULATOR.compute, {}, date(2018, 1, 1)) == [("on", reason)]
    yearly = dataclasses.replace(
        CALCULATOR,
        as_of=lambda answers, on: date(answers["annee"], 1, 1) if answers["annee"] else on,
        dated_by="annee",
    )
    assert refusal(yearly.compute, {"annee": 2018}) == [("annee", reason)]
    assert yearly.compute({"annee": 2020}, date(2025, 1, 1))["scale"]["id"] == "premier"
    assert yearly.compute({}, date(2025, 1, 1))["scale"]["id"] == "deuxieme"


def test_fields_are_checked_one_by_one_then_together() -> None:
    assert refusal(CALCULATOR.compute, {"double": True, "nombre": 101})[0][0] == "nombre"
    assert len(refusal(CALCULATOR.compute, {"double": True, "nombre": 101})) == 1
    assert refusal(CALCULATOR.compute, {"double": True}) == [("montant", "Indiquez le montant.")]
    assert CALCULATOR.compute({"double": True, "montant": 1})["inputs"]["double"] is True
    assert refusal(CALCULATOR.compute, [1])[0][0] == "input"


def test_an_absent_input_may_come_from_the_date() -> None:
    def complete(answers: Answers, on: date) -> Answers:
        return answers.with_changes({"annee": answers["annee"] or on.year})

    yearly = dataclasses.replace(CALCULATOR, complete=complete)
    assert yearly.compute({}, date(2024, 5, 1))["inputs"]["annee"] == 2024
    assert yearly.compute({})["inputs"]["annee"] == 2026
    assert yearly.compute({"annee": 2023}, date(2024, 5, 1))["inputs"]["annee"] == 2023
    assert yearly.answers({}, date(2022, 5, 1))["annee"] == 2022


def test_the_rules_may_not_change_between_two_computations() -> None:
    assert CALCULATOR.compute({"nombre": 7}) == CALCULATOR.compute({"nombre": 7.0})


def test_a_calculator_is_found_by_its_slug() -> None:
    assert find("aci-cpts").slug == "aci-cpts"
    with pytest.raises(InvalidInput) as refused:
        find("aci-cptss")
    (error,) = refused.value.errors
    assert error.field == "calculator"
    assert error.message.startswith("« aci-cptss » est inconnu. Calculs : aci-cpts, ")
    with pytest.raises(InvalidInput):
        compute("", {})


def test_the_values_alone_read_no_list() -> None:
    def broken() -> Iterator[Line]:
        raise AssertionError("read")
        yield

    answer = CALCULATOR.answer({"nombre": 5})
    silent = dataclasses.replace(answer, report=dataclasses.replace(answer.report, lines=broken()))
    assert silent.values() == answer.values()
    with pytest.raises(AssertionError, match="read"):
        silent.result()


def test_the_values_alone_are_those_of_the_result() -> None:
    for on in (None, date(2020, 1, 1), "2025-06-30"):
        result = CALCULATOR.compute({"nombre": 5}, on)
        assert CALCULATOR.values({"nombre": 5}, on) == result["values"]
    with pytest.raises(InvalidInput):
        CALCULATOR.values({"nombre": 101})
