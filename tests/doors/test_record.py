"""A part of a whole file says the answers in words, and nothing that waits for an answer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from calculators import SLUGS, find
from calculators.doors import browser
from macros.pages.calculator_page import answered


def ask(slug: str, typed: dict[str, str], *done: str) -> Any:
    asked = {"calculator": slug, "typed": typed, "on": "", "format": "record", "done": done}
    return json.loads(browser.export(json.dumps(asked)))["record"]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_answer_given_is_told(slug: str) -> None:
    calculator = find(slug)
    answer = answered(calculator, calculator.examples[0])
    told = ask(slug, answer.link())
    labels = [one["label"] for one in told["answers"]]
    fields = {field.key: field.label for field in calculator.fields}
    assert set(labels) == {fields[key] for key in answer.link()}
    assert told["text"] == answer.result()["headline"]["text"]
    assert all(one["text"] for one in told["answers"])
    assert [one["title"] for one in told["sources"]] == [
        source["title"] for source in answer.result()["sources"].values()
    ]


def test_numbers_and_choices_are_told_as_people_say_them() -> None:
    told = ask("aci-msp", {"patientele": "6000", "associes": "12", "sas": "tous_les_medecins"})
    words = [one["text"] for one in told["answers"]]
    assert "6\u202f000\u00a0patients" in words
    assert "Tous les médecins, ou réponse à toutes les sollicitations" in words


def test_while_questions_wait_a_range_is_told_and_no_line() -> None:
    told = ask("aci-msp", {"patientele": "6000", "associes": "12"})
    assert told["text"].startswith("de ")
    assert told["lines"] == told["criteria"] == told["missing"] == []
    assert {step["state"] for step in told["steps"]} <= {"unknown", "not_applicable"}


def test_ready_proofs_are_told() -> None:
    typed = {"patientele": "6000", "associes": "12", "coordination": "true"}
    done = {step["id"] for step in ask("aci-msp", typed, "coordination")["steps"] if step["done"]}
    assert done == {"coordination"}
