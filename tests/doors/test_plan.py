"""The plan of a year: every step, its euros and dates, as a page, a table and a calendar."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from icalendar import Calendar

from calculators import SLUGS, find
from calculators.aci_cpts.fields import MISSIONS
from calculators.doors import plans
from calculators.vocabulary import text
from macros.pages.calculator_page import answered
from tests.doors import planned
from tests.doors.planned import ask
from tests.strategies import inputs

MSP: dict[str, Any] = {**planned.MSP, "protocoles": 3, "stages": 0, "ipa": False}
CPTS: dict[str, Any] = {
    "population": 60_000,
    "date_signature": "2026-03-01",
    "demarrage_acces_soins": "2026-05-01",
    "taux_parcours": 50,
}
PLANNED = [slug for slug in SLUGS if find(slug).plan]
NOTHING: frozenset[str] = frozenset()


def steps(slug: str, inputs: dict[str, Any]) -> dict[str, Any]:
    return {step["id"]: step for step in ask(slug, inputs, "plan")["plan"]["steps"]}


def test_each_indicator_has_its_state_target_proof_and_date() -> None:
    found = steps("aci-msp", MSP)
    lines = {line["id"] for line in find("aci-msp").compute(MSP)["lines"] if line["group"]}
    assert found.keys() <= lines
    assert len(found) == 23
    assert found["coordination"]["state"] == "met"
    assert found["coordination"]["by"] == "2027-01-31"
    assert found["protocoles"]["state"] == "partial"
    assert found["protocoles"]["by"] == "2026-12-31"
    assert "8\u00a0protocoles" in found["protocoles"]["target"]
    assert found["stages"]["state"] == "missing"
    assert found["sas"]["state"] == "unknown"
    assert found["missions_ipa"]["state"] == "not_applicable"
    for step in found.values():
        assert bool(step["proof"]) == (step["state"] != "not_applicable")
    # The prerequisites that are missing come first.
    assert list(found)[:2] == ["horaires", "crise_plan"]


def test_nothing_is_told_of_what_is_not_answered_and_all_that_is_possible_is_counted() -> None:
    given: dict[str, Any] = {"patientele": 4_300, "associes": 11}
    estimate = find("aci-msp").answer(given).estimate
    assert estimate is not None
    made = ask("aci-msp", given, "plan")["plan"]
    assert {(step["state"], step["told"]) for step in made["steps"]} == {("unknown", "")}
    possible = next(total for total in made["totals"] if total["id"] == "possible")
    assert possible["text"] == text.euros(estimate.high.value)
    assert not any("Au plus" in note for note in made["notes"])
    # A lower answer bounds the range, and not the plan: it is told.
    made = ask("aci-msp", {**given, "protocoles": 3}, "plan")["plan"]
    assert any("Au plus" in note for note in made["notes"])
    given |= {"concertation_reunions": 6, "concertation_base": 100}
    told = steps("aci-msp", given)["concertation"]["told"]
    assert not told or "sans réponse" in told


@settings(max_examples=60)
@given(inputs(find("aci-msp")))
def test_the_steps_of_a_msp_add_up(given: dict[str, Any]) -> None:
    answer = find("aci-msp").answer(given)
    made = plans.plan(answer)
    earned = text.total(step.earned for step in made.steps)
    assert earned == answer.report.values["total_hors_majoration"]
    assert all(step.possible >= 0 for step in made.steps)
    assert all(step.state != "met" or not step.possible for step in made.steps)


@settings(max_examples=60)
@given(inputs(find("aci-cpts")))
def test_the_steps_of_a_cpts_add_up(given: dict[str, Any]) -> None:
    answer = find("aci-cpts").answer(given)
    values, made = answer.report.values, plans.plan(answer)
    earned = text.total(step.earned for step in made.steps)
    # What is not answered counts for the least.
    low = answer.estimate.low.value if answer.estimate else None
    assert earned + Decimal(values["fonctionnement"]) == low
    assert [event.as_json() for event in made.dates] == answer.result()["timeline"]


def test_a_cpts_sees_its_missions_and_their_limits() -> None:
    found = steps("aci-cpts", CPTS)
    assert found.keys() == {*MISSIONS}
    limit = "Déploiement complet au plus tard le 1er\u00a0septembre\u00a02027"
    assert found["acces_soins"]["by_text"] == limit
    assert found["crise"]["by"] == "2026-09-01"
    assert found["parcours"]["state"] == "partial"
    assert (found["qualite"]["state"], found["qualite"]["told"]) == ("unknown", "")
    assert "sans réponse" in found["prevention"]["told"]
    assert "sans réponse" not in found["parcours"]["told"]
    assert steps("aci-cpts", {**CPTS, "qualite": False})["qualite"]["state"] == "missing"
    late = steps("aci-cpts", {**CPTS, "demarrage_acces_soins": "2026-11-01"})["acces_soins"]
    assert "attendu au plus tard le 1er\u00a0septembre\u00a02026" in late["told"]


def test_a_proof_that_is_ready_moves_its_euros_and_leaves_the_deadline() -> None:
    before, after = (ask("aci-msp", MSP, "plan", *done)["plan"] for done in ((), ("coordination",)))
    total = {item["id"]: Decimal(str(item["value"])) for item in before["totals"]}
    moved = {item["id"]: Decimal(str(item["value"])) for item in after["totals"]}
    worth = Decimal(str(steps("aci-msp", MSP)["coordination"]["earned"]))
    assert moved == total | {"proved": worth, "to_prove": total["to_prove"] - worth}
    label = steps("aci-msp", MSP)["coordination"]["label"]
    assert label in before["deadlines"][-1]["steps"]
    assert label not in after["deadlines"][-1]["steps"]
    # What is not reached cannot be proved, and what does not exist is not there.
    assert ask("aci-msp", MSP, "plan", "stages", "inconnu")["plan"] == before


@pytest.mark.parametrize(("slug", "given"), [("aci-msp", MSP), ("aci-cpts", CPTS)])
def test_a_calendar_reads_the_dates_back(slug: str, given: dict[str, Any]) -> None:
    made, file = ask(slug, given, "plan")["plan"], ask(slug, given, "plan.ics")
    assert (file["name"], file["type"]) == (f"plan-{slug}.ics", "text/calendar")
    events = Calendar.from_ical(file["text"]).walk("VEVENT")
    read = [
        (event.decoded("DTSTART"), str(event["SUMMARY"]), str(event["DESCRIPTION"]))
        for event in events
    ]
    wanted = [
        (date.fromisoformat(one["date"]), f"{one['what']}\u202f: {len(one['steps'])}")
        for one in made["deadlines"]
    ]
    assert [(day, words) for day, words, _ in read[: len(wanted)]] == wanted
    for (_, _, description), one in zip(read, made["deadlines"], strict=False):
        assert description == "\n".join(f"- {step}" for step in one["steps"])
    dates = [date.fromisoformat(event["date"]) for event in made["dates"]]
    assert [day for day, _, _ in read[len(wanted) :]] == dates
    assert len({str(event["UID"]) for event in events}) == len(events)


@pytest.mark.parametrize(("slug", "given"), [("aci-msp", MSP), ("aci-cpts", CPTS)])
def test_a_french_spreadsheet_reads_the_table(slug: str, given: dict[str, Any]) -> None:
    made = ask(slug, given, "plan", "coordination", "acces_soins")["plan"]
    document = ask(slug, given, "plan.csv", "coordination", "acces_soins")["text"]
    assert document.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(document.removeprefix("\ufeff")), delimiter=";"))
    assert tuple(rows[0]) == plans.COLUMNS
    assert {len(row) for row in rows} == {len(plans.COLUMNS)}
    for row, step in zip(rows[1:], made["steps"], strict=False):
        told = dict(zip(plans.COLUMNS, row, strict=True))
        assert told["libellé"] == step["label"]
        assert float(told["acquis (€)"].replace(",", ".")) == step["earned"]
        ready = {True: "oui", False: "non"}[step["done"]] if step["provable"] else ""
        assert told["preuve prête"] == ready


def test_what_has_no_plan_says_so() -> None:
    slug = next(slug for slug in SLUGS if slug not in PLANNED)
    calculator = find(slug)
    given = calculator.examples[0].inputs
    for format in ("plan", "plan.csv", "plan.ics"):
        assert "n’a pas de plan" in ask(slug, dict(given), format)["errors"][0]["message"]


@pytest.mark.parametrize("slug", PLANNED)
def test_every_example_has_a_plan(slug: str) -> None:
    for example in find(slug).examples:
        assert plans.plan(answered(find(slug), example)).as_json(NOTHING)["steps"]
