"""The door of the browser: what is typed in, JSON text out, never an exception for an input."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import SLUGS, InvalidInput, compute, find
from calculators.doors import browser
from calculators.doors.batch import Limit, compute_csv
from calculators.vocabulary.errors import FieldError
from calculators.vocabulary.fields import Field, understand


def ask(slug: str, typed: dict[str, str], **more: str) -> Any:
    return json.loads(browser.answer(json.dumps({"calculator": slug, "typed": typed, **more})))


def test_an_answer_holds_the_result_its_words_and_the_link() -> None:
    typed = {"population": "52 000", "qualite": "true", "taux_parcours": "33,33", "communes": ""}
    opened = ask("aci-cpts", typed)
    assert opened.keys() == {"result", "words", "link", "estimate"}
    inputs = {"population": 52_000, "qualite": True, "taux_parcours": 33.33}
    answer = find("aci-cpts").answer(inputs)
    assert opened["result"] == answer.result() == compute("aci-cpts", inputs)
    assert opened["words"] == answer.words()
    assert answer.estimate
    assert opened["estimate"] == answer.estimate.as_json()
    assert opened["link"] == {"population": "52000", "qualite": "true", "taux_parcours": "33.33"}
    assert list(opened["link"]) == sorted(opened["link"])


@pytest.mark.parametrize("on", ["2025-06-30", "30/06/2025", " 30/6/2025 "])
def test_the_date_is_read_as_people_type_it(on: str) -> None:
    opened = ask("aci-cpts", {"population": "60000"}, on=on)
    assert opened["result"] == compute("aci-cpts", {"population": 60_000}, "2025-06-30")


@pytest.mark.parametrize("on", [{}, {"on": ""}, {"on": " \u00a0"}])
def test_without_a_date_the_texts_are_those_of_the_last_review(on: dict[str, str]) -> None:
    opened = ask("aci-cpts", {"population": "60000"}, **on)
    assert opened["result"] == compute("aci-cpts", {"population": 60_000})


@pytest.mark.parametrize("on", ["31/02/2025", "hier", "01/01/1900"])
def test_a_wrong_date_is_told(on: str) -> None:
    opened = ask("aci-cpts", {"population": "60000"}, on=on)
    assert [error["field"] for error in opened["errors"]] == ["on"]


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({}, ["population"]),
        ({"population": " "}, ["population"]),
        ({"population": "0"}, ["population"]),
        ({"population": "-1"}, ["population"]),
        ({"population": "3 000 001"}, ["population"]),
        ({"population": "52 000,5"}, ["population"]),
        ({"population": "1e9"}, ["population"]),
        ({"population": "NaN"}, ["population"]),
        ({"population": "٣"}, ["population"]),
        ({"population": "60000", "communes": "01034"}, ["communes"]),
        ({"communes": "01034, 01034"}, ["communes"]),
        ({"communes": "00000"}, ["communes"]),
        ({"population": "60000", "taux_parcours": "101 %"}, ["taux_parcours"]),
        ({"population": "60000", "date_signature": "30/02/2024"}, ["date_signature"]),
        ({"population": "60000", "inconnu": "x"}, ["inconnu"]),
        ({"population": "0", "taux_parcours": "-1"}, ["population", "taux_parcours"]),
    ],
)
def test_each_wrong_answer_is_told_beside_its_field(
    typed: dict[str, str], fields: list[str]
) -> None:
    opened = ask("aci-cpts", typed)
    assert opened.keys() == {"errors"}
    assert [error["field"] for error in opened["errors"]] == fields
    assert all(error["message"] for error in opened["errors"])


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_thousands_are_understood_with_any_space(space: str) -> None:
    opened = ask("aci-cpts", {"population": f"52{space}000"})
    assert opened["result"]["values"]["population"] == 52_000


def test_an_unknown_calculator_is_told() -> None:
    assert [error["field"] for error in ask("inconnu", {})["errors"]] == ["calculator"]
    answer = browser.batch(json.dumps({"calculator": "inconnu", "csv": "a\n"}))
    assert [error["field"] for error in json.loads(answer)["errors"]] == ["calculator"]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_link_of_an_example_opens_it(slug: str) -> None:
    calculator = find(slug)
    for example in calculator.examples:
        answer = calculator.answer(example.inputs, example.on)
        link = answer.link()
        assert list(link) == sorted(example.inputs)
        typed = understand(calculator.fields, link)
        assert calculator.answer(typed, example.on).answers == answer.answers
        assert all(isinstance(value, str) for value in link.values())


def test_an_answer_as_the_form_opens_is_an_answer() -> None:
    opened = ask("aci-msp", {"patientele": "4000", "cstm": "false", "associes": "13"})
    assert opened["link"] == {"associes": "13", "cstm": "false", "patientele": "4000"}
    assert ask("equipe", {"mg": "0"})["link"] == {"mg": "0"}


@pytest.mark.parametrize("slug", SLUGS)
def test_a_question_is_accepted_once(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calculator = find(slug)
    answers = calculator.answers(calculator.examples[0].inputs, calculator.examples[0].on)
    typed = {
        field.key: field.write(answers[field.key])
        for field in calculator.fields
        if answers[field.key] is not None
    }
    ask(slug, typed)
    accepted: list[str] = []
    within: list[str] = []

    def counting(accept: Callable[[Field, object], object]) -> Callable[[Field, object], object]:
        def counted(field: Field, value: object) -> object:
            # A kind may accept as the kind above it does, a table as its columns do, and a
            # calendar as the subject of the contract does.
            if not within and any(field is one for one in calculator.fields):
                accepted.append(field.key)
            within.append(field.key)
            given = accept(field, value)
            within.pop()
            return given

        return counted

    for kind in {type(field) for field in calculator.fields}:
        monkeypatch.setattr(kind, "accept", counting(kind.accept))
    ask(slug, typed)
    given = [key for key, value in typed.items() if value]
    assert sorted(accepted) == sorted(given)


def test_what_is_emptied_is_not_in_the_link() -> None:
    opened = ask("aci-cpts", {"communes": "01034,01138"})
    assert opened["link"] == {"communes": "01034,01138"}


def test_a_number_of_a_link_has_no_comma_and_a_list_has_some() -> None:
    shares = {"montant": "0,10", "part_fixe": "33.33", "part_temps": "33,33"}
    people = {"part_actions": "33,34", "associes": "Bé, c : d;1,5;2\nE;1;2"}
    opened = ask("repartition-sisa", shares | people)
    assert opened["link"] == {
        "associes": "Bé, c : d ; 1,5 ; 2\nE ; 1 ; 2",
        "montant": "0.1",
        "part_actions": "33.34",
        "part_fixe": "33.33",
        "part_temps": "33.33",
    }
    assert ask("repartition-sisa", opened["link"])["result"] == opened["result"]


def test_a_file_is_computed_or_refused() -> None:
    document = "population;Nom\n60000;Étoile\n0;\n".encode("cp1252")
    request = {"calculator": "aci-cpts", "csv": document.decode("latin-1")}
    csv, report = compute_csv(find("aci-cpts"), document, Limit(size=1000, rows=2))
    assert json.loads(browser.batch(json.dumps(request))) == {"csv": csv, "report": report.words}
    assert report.words.endswith("Rendu sans changement : « Nom ».")
    answer = json.loads(browser.batch(json.dumps({"calculator": "aci-cpts", "csv": ""})))
    assert [error["field"] for error in answer["errors"]] == ["csv"]


def test_a_file_too_long_for_a_page_is_told() -> None:
    for document in ("population\n" + "1\n" * (browser.ROWS + 1), "a" * 5_000_001):
        answer = json.loads(browser.batch(json.dumps({"calculator": "aci-cpts", "csv": document})))
        assert "5 Mo et 20 000 lignes au plus" in answer["errors"][0]["message"]


def test_errors_are_given_as_the_contract_writes_them() -> None:
    told = InvalidInput(FieldError("a", "Non."), FieldError("b", "Non plus."))
    assert told.as_json() == [
        {"field": "a", "message": "Non."},
        {"field": "b", "message": "Non plus."},
    ]


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=50, deadline=None)
@given(document=st.text(alphabet='abc,;"\r\n\t 0159é\ufeff', max_size=80), data=st.data())
def test_no_file_breaks_the_door(slug: str, document: str, data: st.DataObject) -> None:
    keys = [field.key for field in find(slug).fields]
    header = data.draw(st.lists(st.sampled_from(keys), unique=True, max_size=3).map(",".join))
    request = json.dumps({"calculator": slug, "csv": f"{header}\n{document}"})
    answer = json.loads(browser.batch(request))
    assert ("csv" in answer) != ("errors" in answer)


def test_headings_that_cannot_be_read_are_told() -> None:
    answer = json.loads(browser.batch(json.dumps({"calculator": "aci-cpts", "csv": '\n"0\r\r"\t'})))
    assert "Vérifiez ses guillemets" in answer["errors"][0]["message"]


@settings(max_examples=200, deadline=None)
@given(start=st.sampled_from(["", "population;", "Nom;population\n"]), rest=st.binary(max_size=60))
def test_no_bytes_break_the_door(start: str, rest: bytes) -> None:
    document = start + rest.decode("latin-1")
    answer = json.loads(browser.batch(json.dumps({"calculator": "aci-cpts", "csv": document})))
    assert ("csv" in answer) != ("errors" in answer)
