"""A runtime that is no longer written as it was stops the build, and the patch is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.engine import bundle, runtime
from macros.patch import Patch, PatchFailed


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the scripts of the runtime, to be changed."""
    for name in ("pyodide.asm.js", "pyodide.mjs"):
        shutil.copy(runtime.NPM / name, tmp_path)
    monkeypatch.setattr(runtime, "NPM", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("patch", "found", "instead"),
    [
        (runtime.WEBGL, "if(entry.value==0){", "if(!entry.value){"),
        (runtime.EXPORTS, 'wasmExports["', 'exported["'),
        (runtime.BASES, ",1024)", ",2048)"),
        (runtime.FETCHED, "instantiateStreaming", "stream"),
        (runtime.FETCHED, "fetch(", "ask("),
        (runtime.IMAGE, "_loadSnapshot", "snapshot"),
    ],
)
def test_scripts_written_otherwise_stop_the_build(
    other: Path, patch: Patch, found: str, instead: str
) -> None:
    for path in other.iterdir():
        path.write_text(path.read_text("utf-8").replace(found, instead), "utf-8")
    with pytest.raises(PatchFailed, match=f"patch '{patch.name}'.*{runtime.MADE_FOR}"):
        runtime.glue()


def test_a_module_that_is_no_longer_there_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone.py").write_text("", "utf-8")
    monkeypatch.setattr(runtime, "REPLACING", tmp_path)
    with pytest.raises(PatchFailed, match=r"'stand-ins'.*gone"):
        bundle.library_names()


def test_functions_of_another_runtime_name_the_verb() -> None:
    with pytest.raises(runtime.BadRuntime, match="make engine-record"):
        runtime.kept(b"another")


def test_the_runtime_is_the_one_that_was_read() -> None:
    assert runtime.version() == runtime.MADE_FOR
