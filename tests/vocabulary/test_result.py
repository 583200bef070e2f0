"""Each part of a result, in the words and numbers of the contract."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal

import pytest

from calculators.vocabulary.errors import FieldError, InvalidInput, Rejected
from calculators.vocabulary.result import (
    Criterion,
    Event,
    Ground,
    Headline,
    Line,
    Missing,
    Note,
    Report,
    Words,
)
from calculators.vocabulary.scales import Amount
from calculators.vocabulary.sources import Confidence

READ = Ground("cpts-s1", "p. 1", "officiel")
GROUNDED = {"reference": "cpts-s1", "page": "p. 1", "confidence": "officiel"}


def amount(confidence: Confidence, source: str = "cpts-s1", *, verified: bool = True) -> Amount:
    return Amount(
        value=Decimal(1), unit="€", label=f"de {source}", source=source, page=f"page de {source}",
        confidence=confidence, checked_on=date(2026, 11, 21), verified=verified,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("confidences", "weakest"),
    [
        (["officiel"], "officiel"),
        (["officiel", "secondaire"], "secondaire"),
        (["secondaire", "officiel"], "secondaire"),
        (["officiel", "secondaire", "deduit"], "deduit"),
        (["deduit", "officiel"], "deduit"),
    ],
)
def test_a_statement_is_as_sure_as_its_weakest_figure(
    confidences: list[Confidence], weakest: str
) -> None:
    ground = Ground.of(*(amount(one) for one in confidences))
    assert ground.confidence == weakest
    assert ground.unverified == ()


def test_a_statement_points_to_its_first_figure_and_names_those_nobody_read() -> None:
    ground = Ground.of(
        amount("secondaire", "a"),
        amount("deduit", "b", verified=False),
        amount("deduit", "c", verified=False),
    )
    assert (ground.source, ground.page) == ("a", "page de a")
    assert ground.unverified == ("de b", "de c")
    assert ground.as_json() == {"reference": "a", "page": "page de a", "confidence": "deduit"}


def test_a_headline_is_a_figure_or_words() -> None:
    assert Headline("Total", Decimal("1200.50")).as_json() == {
        "label": "Total", "value": 1200.5, "unit": "€", "text": "1\u202f200,50\u00a0€",
        "spoken": "1200,5 euros",
    }  # fmt: skip
    assert Headline("Fin", "2026-01-01", "", "1er janvier").as_json() == {
        "label": "Fin", "value": "2026-01-01", "unit": "", "text": "1er janvier",
        "spoken": "1er janvier",
    }  # fmt: skip
    assert Headline("Verdict", "eligible", "").as_json()["text"] == "eligible"
    assert Headline("Oui", True, "").as_json()["text"] == "oui"
    assert Headline("Non", False, "").as_json()["text"] == "non"
    assert Headline("Non", False, "", "pas encore").as_json()["spoken"] == "pas encore"
    assert Headline("Rang", 3, "", "troisième").as_json() == {
        "label": "Rang", "value": 3, "unit": "", "text": "troisième", "spoken": "troisième",
    }  # fmt: skip


def test_a_line_holds_its_formula_its_total_and_its_ground() -> None:
    line = Line("a", "G", "A", "1 + 1", Decimal(2), READ, total="total")
    assert line.as_json() == {
        "id": "a", "group": "G", "label": "A", "formula": "1 + 1", "value": 2, "unit": "€",
        "text": "2\u00a0€", "spoken": "2 euros", "total": "total", **GROUNDED,
    }  # fmt: skip
    pointed = dataclasses.replace(line, points=Decimal("7.5"), total="").as_json()
    assert (pointed["points"], pointed["total"]) == (7.5, "")


def test_a_criterion_says_which_verdict_it_decides() -> None:
    criterion = Criterion("c", "C", "missing", "Il manque 1.", READ)
    assert criterion.as_json() == {
        "id": "c", "label": "C", "status": "missing", "detail": "Il manque 1.", "verdict": "",
        "decides": True, **GROUNDED,
    }  # fmt: skip
    other = dataclasses.replace(criterion, verdict="v", decides=False).as_json()
    assert (other["verdict"], other["decides"]) == ("v", False)


def test_what_is_missing_says_its_gain_and_what_to_change() -> None:
    item = Missing("m", "M", Decimal("1000.5"), "Pourquoi.", "Preuve.", {"a": True}, READ)
    assert item.as_json() == {
        "id": "m", "label": "M", "gain": 1000.5, "unit": "€", "gain_text": "1\u202f000,50\u00a0€",
        "spoken": "1000,5 euros", "text": "Pourquoi.", "proof": "Preuve.", "changes": {"a": True},
        "after": "", "brings": {}, **GROUNDED,
    }  # fmt: skip
    pointed = dataclasses.replace(item, points=Decimal(30), after="n").as_json()
    assert (pointed["points"], pointed["after"]) == (30, "n")
    verdict = dataclasses.replace(item, gain=Decimal(1), unit="", brings={"v": "eligible"})
    assert verdict.as_json() == item.as_json() | {
        "gain": 1, "unit": "", "gain_text": "", "spoken": "", "brings": {"v": "eligible"},
    }  # fmt: skip


def test_an_event_has_a_date_and_perhaps_an_amount() -> None:
    event = Event(date(2026, 3, 1), "E", READ)
    assert event.as_json() == {
        "date": "2026-03-01", "date_text": "1er\u00a0mars\u00a02026", "label": "E", "amount": None,
        "text": "", "spoken": "", **GROUNDED,
    }  # fmt: skip
    paid = dataclasses.replace(event, amount=Decimal(0)).as_json()
    assert (paid["amount"], paid["text"], paid["spoken"]) == (0, "0\u00a0€", "0 euro")
    assert "pays" not in paid
    for_a_year = dataclasses.replace(event, amount=Decimal(1), pays=("parcours", 2)).as_json()
    assert for_a_year["pays"] == {"mission": "parcours", "year": 2}


def test_a_note_is_a_sentence() -> None:
    assert Note("n", "N.").as_json() == {"id": "n", "text": "N."}


def test_a_report_tells_in_words_the_values_that_no_line_shows() -> None:
    report = Report(
        Headline("H", 1),
        values={"a": 1, "b": "eligible", "c": Decimal("2.5")},
        words={
            "b": Words("B", text="Remplie", detail="Parce que.", guide="comprendre/msp"),
            "c": Words("C", "€"),
        },
    )
    assert report.summary() == [
        {
            "id": "b", "label": "B", "value": "eligible", "unit": "", "text": "Remplie",
            "spoken": "Remplie", "detail": "Parce que.", "guide": "comprendre/msp",
        },
        {
            "id": "c", "label": "C", "value": 2.5, "unit": "€", "text": "2,50\u00a0€",
            "spoken": "2,5 euros", "detail": "", "guide": "",
        },
    ]  # fmt: skip


def test_a_report_reads_once_what_its_lists_promise() -> None:
    notes = [Note("n", "N."), Note("o", "O.")]
    promised = Report(Headline("H", 1), warnings=(note for note in notes), not_computed=iter(notes))
    found = promised.read()
    assert [*found.warnings] == [*found.warnings] == [*found.not_computed] == notes
    assert [*promised.warnings] == []


def test_a_report_lists_all_it_rests_on() -> None:
    grounds = [Ground(key, "p", "officiel") for key in "abcd"]
    report = Report(
        Headline("H", 1),
        lines=[Line("l", "G", "L", "f", 1, grounds[0])],
        criteria=[Criterion("c", "C", "met", "d", grounds[1])],
        missing=[Missing("m", "M", Decimal(1), "t", "p", {}, grounds[2])],
        timeline=[Event(date(2026, 1, 1), "E", grounds[3])],
    )
    assert report.grounds() == grounds


def test_errors_are_told_field_by_field() -> None:
    invalid = InvalidInput(FieldError("a", "Non."), FieldError("b", "Non plus."))
    assert str(invalid) == "a : Non. ; b : Non plus."
    assert [error.field for error in invalid.errors] == ["a", "b"]
    assert isinstance(Rejected("x"), ValueError)
