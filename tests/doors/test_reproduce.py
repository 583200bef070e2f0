"""The line that a page gives is run as it stands, and gives the same result."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calculators import SLUGS, find
from calculators.doors import browser

SHARES = {"montant": 100, "part_fixe": 50, "part_temps": 25, "part_actions": 25}
HERE = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def command(slug: str, typed: dict[str, str], on: str = "") -> str:
    asked = {"calculator": slug, "typed": typed, "on": on, "format": "command"}
    line: str = json.loads(browser.export(json.dumps(asked)))["command"]
    return line


def run(line: str) -> Any:
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, env=HERE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    return json.loads(done.stdout)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_line_gives_the_same_result(slug: str) -> None:
    calculator = find(slug)
    case = calculator.examples[-1]
    answer = calculator.answer(case.inputs, case.on)
    on = case.on.isoformat() if case.on else ""
    waits = answer.estimate and not answer.estimate.exact
    told = calculator.estimate(case.inputs, case.on) if waits else answer.result()
    assert run(command(slug, answer.link(), on)) == json.loads(json.dumps(told))


@pytest.mark.parametrize(
    "name", ["L’Aînée", "d'Arc", 'la "grande"', "a\\nb", "$(exit 3)", "`x` %s"]
)
def test_no_name_is_read_by_the_shell(name: str) -> None:
    people = [{"nom": name, "heures": 3, "actions": 1}, {"nom": "B", "heures": 1, "actions": 1}]
    answer = find("repartition-sisa").answer({**SHARES, "associes": people})
    found = run(command("repartition-sisa", answer.link()))
    assert found["inputs"]["associes"][0]["nom"] == name
    assert found["lines"][0]["value"] == answer.result()["lines"][0]["value"]


def test_the_day_of_the_question_is_in_the_line() -> None:
    line = command("aci-cpts", {"population": "60000"}, "30/06/2020")
    assert "--on 2020-06-30" in line
    assert run(line)["scale"]["id"] == "aci-2019"
    default = command("aci-cpts", {"population": "60000"})
    assert f"--on {date.isoformat(find('aci-cpts').reviewed_on)}" in default


def test_an_amount_that_waits_for_answers_is_a_range_there_too() -> None:
    inputs = {"patientele": 4300, "associes": 11}
    found = run(command("aci-msp", {"patientele": "4300", "associes": "11"}, "2025-06-01"))
    assert found == find("aci-msp").estimate(inputs, "2025-06-01")
    assert found["exact"] is False
