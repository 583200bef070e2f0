"""Cases taken from the texts, computed on CPython. The engine and the page run the same file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calculators import compute

CASES = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['calculator']} {case['name']}")
def test_case(case: dict[str, Any]) -> None:
    on = date.fromisoformat(case["on"]) if case["on"] else None
    values = compute(case["calculator"], case["inputs"], on)["values"]
    assert {key: values[key] for key in case["expect"]} == case["expect"]
