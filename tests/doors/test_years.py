"""Several years on one page: side by side, in a table, in a calendar."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from icalendar import Calendar

from calculators import find
from calculators.doors import browser, plans
from tests.doors import planned
from tests.doors.planned import ask

MSP: dict[str, Any] = {**planned.MSP, "date_contrat": "2025-10-15"}
OLDER: dict[str, Any] = {**MSP, "exercice": 2025, "coordination": False}
CPTS: dict[str, Any] = {"population": 60_000, "date_signature": "2026-03-01"}


def of_kept(slug: str, format: str, **years: dict[str, Any]) -> Any:
    typed = [
        {"label": label, "typed": find(slug).answer(inputs).link(), "on": "", "done": []}
        for label, inputs in years.items()
    ]
    asked = {"calculator": slug, "typed": {}, "format": format, "years": typed}
    return json.loads(browser.export(json.dumps(asked)))


def test_each_year_of_the_contract_is_the_plan_of_that_year() -> None:
    found = ask("aci-msp", MSP, "years", "coordination")["years"]
    assert [year["label"] for year in found["years"]] == [
        f"Exercice {year}" for year in range(2025, 2031)
    ]
    rank = 1
    alone = plans.plan(find("aci-msp").answer(MSP)).as_json(frozenset({"coordination"}))
    assert [total["cells"][rank] for total in found["totals"]] == alone["totals"]
    for row in found["rows"]:
        assert row["cells"][rank] in alone["steps"]
    coordination = next(row for row in found["rows"] if row["id"] == "coordination")
    assert [cell["done"] for cell in coordination["cells"]] == [False, True, *[False] * 4]
    # The contract ends within its last year, which no text is read to prorate.
    assert "15\u00a0octobre\u00a02030" in found["years"][-1]["note"]


def test_without_a_signature_as_many_years_follow() -> None:
    inputs = {key: value for key, value in MSP.items() if key != "date_contrat"}
    found = ask("aci-msp", inputs, "years")["years"]
    assert [year["label"] for year in found["years"]] == [
        f"Exercice {year}" for year in range(2026, 2031)
    ]


def test_a_day_of_the_contract_is_told_once() -> None:
    dates = ask("aci-msp", MSP, "years")["years"]["dates"]
    assert len({(day["date"], day["label"]) for day in dates}) == len(dates)
    assert sum("Fin du contrat" in day["label"] for day in dates) == 1
    assert [day["date"] for day in dates] == sorted(day["date"] for day in dates)


def test_kept_years_stand_side_by_side_and_what_is_refused_is_named() -> None:
    found = of_kept("aci-msp", "years", Lac_2025=OLDER, Lac_2026=MSP)["years"]
    coordination = next(row for row in found["rows"] if row["id"] == "coordination")
    assert [cell["state"] for cell in coordination["cells"]] == ["missing", "met"]
    assert any(note.startswith("Lac_2025. Un prérequis manque") for note in found["notes"])
    broken = {"label": "Lac 2018", "typed": {"exercice": "2018"}, "on": "", "done": []}
    asked = {"calculator": "aci-msp", "typed": {}, "format": "years", "years": [broken]}
    assert json.loads(browser.export(json.dumps(asked))) == {"years": None}


def test_they_are_taken_to_a_table_and_to_a_calendar() -> None:
    file = ask("aci-msp", MSP, "years.csv")
    assert file["name"] == "annees-aci-msp.csv"
    head, *rows = csv.reader(io.StringIO(file["text"].removeprefix("\ufeff")), delimiter=";")
    assert head == ["année", *plans.COLUMNS]
    assert {row[0] for row in rows} == {*(f"Exercice {year}" for year in range(2025, 2031)), ""}
    events = Calendar.from_ical(ask("aci-msp", MSP, "years.ics")["text"]).walk("VEVENT")
    uids = [str(event["UID"]) for event in events]
    assert len(set(uids)) == len(uids)
    assert sum("Fin du contrat" in str(event["SUMMARY"]) for event in events) == 1


def test_a_cpts_has_the_years_that_were_kept_alone() -> None:
    assert ask("aci-cpts", CPTS, "years") == {"years": None}
    bigger = {**CPTS, "population": 90_000}
    found = of_kept("aci-cpts", "years", Val_2026=CPTS, Val_2027=bigger)["years"]
    assert [year["label"] for year in found["years"]] == ["Val_2026", "Val_2027"]
    assert len(found["rows"]) == 6
