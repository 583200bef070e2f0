"""The engine of the page answers as CPython does, to the letter."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from calculators import SLUGS, InvalidInput, compute, find
from calculators.doors import browser, jsontext
from calculators.doors.exports import TYPES
from calculators.vocabulary.errors import Rejected
from macros.engine import bundle, drawn
from macros.engine.session import EngineError, Session
from tests.support import every_case

pytestmark = pytest.mark.pyodide

DRAWN = int(os.environ.get("RANDOM_CASES", "200"))


@pytest.fixture(scope="session")
def engine() -> Iterator[Session]:
    bundle.bundle()
    with Session(bundle.OUTPUT) as session:
        for departement, text in drawn.slices().items():
            session.ask("prime", departement, text)
        yield session


@pytest.fixture(scope="module")
def second_visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Give an engine that starts from the memory that another one left."""
    bundle.bundle()
    image = tmp_path_factory.mktemp("image") / "memory"
    with Session(bundle.OUTPUT, image) as first:
        for slug in SLUGS:
            first.ask("warm", slug)
        first.ask("image")
    with Session(bundle.OUTPUT, image) as session:
        for departement, text in drawn.slices().items():
            session.ask("prime", departement, text)
        yield session


@every_case
def test_shared_case(engine: Session, case: dict[str, Any]) -> None:
    slug, inputs, on = case["calculator"], case["inputs"], case.get("on") or ""
    typed = _typed(slug, inputs)
    text = engine.answer(slug, typed, on)
    assert text == browser.answer(json.dumps({"calculator": slug, "typed": typed, "on": on}))
    assert json.loads(text).get("result") == _result(slug, inputs, on)


def _result(slug: str, inputs: dict[str, Any], on: str) -> Any:
    try:
        result = compute(slug, inputs, date.fromisoformat(on) if on else None)
    except InvalidInput:
        return None
    return json.loads(jsontext.write(result))


def _typed(slug: str, inputs: dict[str, Any]) -> dict[str, str]:
    """Write inputs as in a form, those that no field accepts as they are."""
    fields = {field.key: field for field in find(slug).fields}
    typed = {}
    for key, value in inputs.items():
        try:
            typed[key] = fields[key].write(fields[key].accept(value))
        except (KeyError, Rejected):
            typed[key] = str(value)
    return typed


@pytest.mark.parametrize("slug", SLUGS)
def test_random_forms(engine: Session, slug: str) -> None:
    computed = 0
    for typed, on in drawn.requests(slug, DRAWN):
        expected = browser.answer(json.dumps({"calculator": slug, "typed": typed, "on": on}))
        assert engine.answer(slug, typed, on) == expected, (typed, on)
        computed += "result" in json.loads(expected)
    # A generator that only draws refusals would prove nothing.
    assert computed > DRAWN / 10


@pytest.mark.parametrize("slug", SLUGS)
def test_random_forms_on_a_second_visit(second_visit: Session, slug: str) -> None:
    for typed, on in drawn.requests(slug, DRAWN // 2):
        expected = browser.answer(json.dumps({"calculator": slug, "typed": typed, "on": on}))
        assert second_visit.answer(slug, typed, on) == expected, (typed, on)


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_taken_away(engine: Session, slug: str) -> None:
    for example in find(slug).examples:
        typed, on = _typed(slug, dict(example.inputs)), str(example.on or "")
        for format in TYPES:
            asked = {"calculator": slug, "typed": typed, "on": on, "format": format}
            written = json.dumps(asked)
            assert engine.ask("export", written) == browser.export(written), asked


@pytest.mark.parametrize("visit", ["engine", "second_visit"])
@pytest.mark.parametrize("slug", SLUGS)
def test_a_file_of_many_rows(request: pytest.FixtureRequest, visit: str, slug: str) -> None:
    engine: Session = request.getfixturevalue(visit)
    keys = [field.key for field in find(slug).fields]
    rows = [
        ";".join('"' + typed.get(key, "").replace('"', '""') + '"' for key in keys)
        for typed, _ in drawn.requests(slug, 20)
    ]
    table = "\n".join([";".join([*keys, "Étage"]), *(f"{row};é" for row in rows)])
    for encoding in ("utf-8", "cp1252", "utf-16"):
        document = table.encode(encoding, "replace").decode("latin-1")
        asked = json.dumps({"calculator": slug, "csv": document})
        answer = browser.batch(asked)
        assert "« Étage »" in answer
        assert engine.ask("batch", asked) == answer


def test_a_python_error_is_told_and_survived(engine: Session) -> None:
    with pytest.raises(EngineError, match="ZeroDivisionError"):
        engine.ask("run", "1 / 0")
    assert engine.ask("run", "1 + 1") == 2


def test_nothing_was_imported_from_elsewhere(engine: Session) -> None:
    loaded = json.loads(engine.ask("run", "import json, sys; json.dumps([*sys.modules])"))
    carried = set(bundle.library_modules())
    assert {"decimal", "dataclasses"} <= carried & set(loaded)
    assert not {"asyncio.events", "typing_extensions", "calculators.doors.cli"} & set(loaded)
