"""What kept results say of a checklist speaks of lines, answers and criteria that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calculators import find
from calculators.vocabulary.calculator import Calculator
from calculators.vocabulary.fields import Choice
from macros.pages.calculator_page import answered
from macros.pages.checklist import checklist, plain, told

GUIDE = Path("docs/construire")
WAYS = [way for lines in told().values() for known in lines.values() for way in known["known"]]
STARTS = [known["due"] for lines in told().values() for known in lines.values() if "due" in known]


@pytest.mark.parametrize(
    ("slug", "line"), [(slug, line) for slug in told() for line in told()[slug]]
)
def test_the_line_is_one_of_its_page(slug: str, line: str) -> None:
    assert f'"{line}"' in plain((GUIDE / f"{slug}.md").read_text("utf-8"))


@pytest.mark.parametrize("way", sorted(set(WAYS)))
def test_what_must_hold_can_be_answered_or_met(way: str) -> None:
    name, *conditions = way.split(" ")
    calculator = find(name)
    fields = {field.key: field for field in calculator.fields}
    assert conditions
    for condition in conditions:
        if condition.startswith("+"):
            assert condition[1:] in _met(calculator)
            continue
        key, _, values = condition.partition("=")
        field = fields[key]
        for value in filter(None, values.split("|")):
            assert field.accept(field.read(value)) is not None
            assert not isinstance(field, Choice) or value in field.options


@pytest.mark.parametrize("start", sorted(set(STARTS)))
def test_what_is_due_is_dated_by_the_calendar(start: str) -> None:
    calculator = find("calendrier")
    dated = [
        event["label"]
        for contract in ("aci-msp", "aci-cpts")
        for event in calculator.compute({"contrat": contract, "date_signature": "2026-03-01"})[
            "timeline"
        ]
    ]
    assert any(label.startswith(start) for label in dated)


def test_a_line_of_which_nothing_is_known_asks_nothing() -> None:
    printed = checklist("creer-une-msp", ["Le projet de santé est écrit", "Autre"])
    first, second = re.findall(r"<input[^>]*>", printed)
    assert 'data-known="equipe projet_de_sante=transmis|conforme"' in first
    assert "data-" not in second


def _met(calculator: Calculator) -> set[str]:
    """Give the criteria that an example meets."""
    return {
        criterion["id"]
        for case in calculator.examples
        for criterion in answered(calculator, case).result()["criteria"]
        if criterion["status"] == "met"
    }
