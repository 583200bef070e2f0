"""An engine that lacks a function says what to run."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from macros.engine import bundle, runtime, wasm
from macros.engine.session import EngineError, Session

pytestmark = pytest.mark.pyodide


@pytest.mark.parametrize("missing", ["PyInit__csv", "PyInit__json"])
def test_a_function_that_was_cut_names_the_verb(tmp_path: Path, missing: str) -> None:
    bundle.bundle()
    lacking = shutil.copytree(bundle.OUTPUT, tmp_path / "engine")
    content = runtime.whole()
    module = wasm.Module.parse(content)
    own = {e.name: e.index - module.imported[wasm.FUNCTION] for e in module.exports}
    lean = wasm.lean(
        content, runtime.kept(content) - {own[missing]}, {e.name for e in module.exports}
    )
    manifest = json.loads((lacking / "manifest.json").read_text("utf-8"))
    manifest["files"]["wasm"]["sha256"] = hashlib.sha256(lean).hexdigest()
    (lacking / manifest["files"]["wasm"]["name"]).write_bytes(lean)
    (lacking / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    table = json.dumps({"calculator": "aci-cpts", "csv": "population\n60000\n"})
    with pytest.raises(EngineError, match="make engine-record"), Session(lacking) as engine:
        engine.ask("batch", table)


def test_an_error_of_python_does_not() -> None:
    with Session(bundle.OUTPUT) as engine, pytest.raises(EngineError) as failure:
        engine.ask("run", "1 / 0")
    assert "ZeroDivisionError" in str(failure.value)
    assert "make engine-record" not in str(failure.value)
