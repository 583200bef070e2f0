"""The engine of the page answers as CPython does, to the letter."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calculators import SLUGS, InvalidInput, compute, door, find, jsontext
from macros import bundle
from macros.session import EngineError, Session
from tests.pyodide import inputs

pytestmark = pytest.mark.pyodide

CASES = Path(__file__).parents[1] / "cases"
DRAWN = int(os.environ.get("RANDOM_CASES", "1000"))

COMPUTE = """
from datetime import date
from calculators import InvalidInput, compute, door, jsontext

def answer(slug, document, on):
    try:
        day = date.fromisoformat(on) if on else None
        return jsontext.write(compute(slug, jsontext.read_inputs(document), day))
    except InvalidInput as invalid:
        return jsontext.write({"errors": door.errors(invalid)})
"""


@pytest.fixture(scope="session")
def engine() -> Iterator[Session]:
    bundle.bundle()
    with Session(bundle.OUTPUT) as session:
        for departement, text in inputs.slices().items():
            session.ask("prime", departement, text)
        session.ask("run", COMPUTE)
        yield session


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(CASES.glob("*.json"))
        for case in json.loads(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize("case", cases())
def test_shared_case(engine: Session, case: dict[str, Any]) -> None:
    slug, document, on = case["calculator"], json.dumps(case["inputs"]), case.get("on") or ""
    call = f"answer({slug!r}, {document!r}, {on!r})"
    assert engine.ask("run", call) == _answer(slug, document, on)


def _answer(slug: str, document: str, on: str) -> str:
    try:
        day = date.fromisoformat(on) if on else None
        return jsontext.write(compute(slug, jsontext.read_inputs(document), day))
    except InvalidInput as invalid:
        return jsontext.write({"errors": door.errors(invalid)})


@pytest.mark.parametrize("slug", SLUGS)
def test_random_forms(engine: Session, slug: str) -> None:
    computed = 0
    for typed, on in inputs.requests(slug, DRAWN):
        expected = door.answer(json.dumps({"calculator": slug, "typed": typed, "on": on}))
        assert engine.answer(slug, typed, on) == expected, (typed, on)
        computed += "result" in json.loads(expected)
    # A generator that only draws refusals would prove nothing.
    assert computed > DRAWN / 10


@pytest.mark.parametrize("slug", SLUGS)
def test_a_file_of_many_rows(engine: Session, slug: str) -> None:
    keys = [field.key for field in find(slug).fields]
    rows = [
        ";".join('"' + typed.get(key, "").replace('"', '""') + '"' for key in keys)
        for typed, _ in inputs.requests(slug, 20)
    ]
    request = json.dumps({"calculator": slug, "csv": "\n".join([";".join(keys), *rows])})
    assert engine.ask("batch", request) == door.batch(request)


def test_a_python_error_is_told_and_survived(engine: Session) -> None:
    with pytest.raises(EngineError, match="ZeroDivisionError"):
        engine.ask("run", "1 / 0")
    assert engine.ask("run", "1 + 1") == 2


def test_nothing_was_imported_from_elsewhere(engine: Session) -> None:
    loaded = json.loads(engine.ask("run", "import json, sys; json.dumps([*sys.modules])"))
    carried = set(bundle.library_modules())
    assert {"decimal", "dataclasses"} <= carried & set(loaded)
    assert not {"tomllib", "argparse", "calculators.cli"} & set(loaded)
