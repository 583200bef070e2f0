"""The bills of materials name what is locked, each with its licence."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest

from bench.audit import components
from bench.audit.results import ROOT
from calculators.doors.batch import unguarded

HINT = "run `python -m bench.audit.components uv` after `make lock`"


def bill(name: str) -> Any:
    return json.loads((components.FOLDER / f"{name}.cdx.json").read_text("utf-8"))


def named(name: str) -> set[tuple[str, str]]:
    return {
        (re.sub(r"[-_.]+", "-", one["name"]).lower(), one["version"])
        for one in bill(name)["components"]
    }


def test_every_locked_python_package_is_named() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    found = re.findall(r"^([\w.-]+)==([^\s;]+)( ; sys_platform == 'win32')?", lock, re.MULTILINE)
    locked = {(name, version) for name, version, _ in found}
    elsewhere = {(name, version) for name, version, other in found if other}
    assert locked - elsewhere <= named("python") <= locked, HINT


def test_every_locked_javascript_package_is_named() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    locked = {
        (re.sub(r"[-_.]+", "-", path.rpartition("node_modules/")[2]).lower(), one["version"])
        for path, one in lock.items()
        if path
    }
    assert named("javascript") == locked, HINT


@pytest.mark.parametrize("name", ["python", "javascript"])
def test_a_bill_is_of_cyclonedx_and_says_nothing_else(name: str) -> None:
    found = bill(name)
    assert found["bomFormat"] == "CycloneDX"
    assert {key for one in found["components"] for key in one} <= set(components.KEPT)
    refs = {one["bom-ref"] for one in found["components"]}
    assert {ref for one in found["dependencies"] for ref in one.get("dependsOn", [])} <= refs
    assert not re.search(r"https?:|file:|/tmp|/home", json.dumps(found))


def test_every_package_has_its_licence_or_says_it_has_none() -> None:
    text = (components.FOLDER / "licences.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    bills = {name: bill(name) for name in ("python", "javascript")}
    assert len(rows) == sum(len(one["components"]) for one in bills.values())
    assert text == components.table(bills).removeprefix("\ufeff").replace("\r\n", "\n")
    assert all(row["licence"] for row in rows)
    # What stands in the page of a reader has a licence that is known.
    shipped = {"mkdocs-material", "pyodide", "@etalab/decoupage-administratif"}
    told = {name: row["licence"] for row in rows if (name := unguarded(row["nom"])) in shipped}
    assert told.keys() == shipped
    assert "non déclarée" not in told.values()


def test_only_the_name_of_a_licence_is_kept() -> None:
    text = {"license": {"name": "Permission is hereby granted " * 9}}
    given = {"license": {"id": "MIT", "acknowledgement": "declared"}}
    one = {"bom-ref": "a", "name": "a", "version": "1", "author": "b", "licenses": [text, given]}
    whole = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "serialNumber": "c"}
    found = components.shortened(whole | {"components": [one], "dependencies": [{"ref": "root"}]})
    assert "serialNumber" not in found
    assert found["dependencies"] == []
    assert found["components"] == [
        {"bom-ref": "a", "name": "a", "version": "1", "licenses": [{"license": {"id": "MIT"}}]}
    ]
