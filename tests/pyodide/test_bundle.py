"""What the page downloads: complete, named by content, the same at each build."""

from __future__ import annotations

import hashlib
import io
import json
import re
import tomllib
import traceback
import zipfile
from pathlib import Path
from typing import Any

import pytest

from calculators import SLUGS, find
from macros.engine import bundle, runtime
from macros.engine.session import Session


@pytest.fixture(scope="module")
def output() -> Path:
    bundle.bundle()
    return bundle.OUTPUT


@pytest.fixture(scope="module")
def manifest(output: Path) -> dict[str, Any]:
    return dict(json.loads((output / "manifest.json").read_text("utf-8")))


def _archive(output: Path, manifest: dict[str, Any], role: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO((output / manifest["files"][role]["name"]).read_bytes()))


def test_the_manifest_tells_every_file(output: Path, manifest: dict[str, Any]) -> None:
    names = {file["name"] for file in manifest["files"].values()}
    assert {path.name for path in output.iterdir()} == names | {
        ".inputs",
        "NOTICE.txt",
        "manifest.json",
    }
    for file in manifest["files"].values():
        content = (output / file["name"]).read_bytes()
        assert file["bytes"] == len(content)
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["sha256"][:16] in file["name"]
    assert list(manifest["calculators"]) == list(SLUGS)
    assert all(slug in needed for slug, needed in manifest["calculators"].items())
    # What the worker imports, for the service worker and for who weighs.
    assert {"boot.js", "engine.js", "worker.js"} <= set(manifest["scripts"])
    assert manifest["runtime"]["version"] == manifest["pyodide"] == runtime.version()
    assert manifest["runtime"].keys() >= {"abi_version", "arch", "platform", "python"}


def test_archives_are_stored_bytecode_without_dates(output: Path, manifest: dict[str, Any]) -> None:
    for role in ("library", "calculators", *SLUGS):
        with _archive(output, manifest, role) as archive:
            for entry in archive.infolist():
                assert entry.compress_type == zipfile.ZIP_STORED
                assert entry.date_time == bundle.NO_DATE
                assert entry.filename.endswith((".pyc", ".json"))
                if entry.filename.endswith(".pyc"):
                    assert archive.read(entry)[4:16] == bundle.UNCHECKED_HASH


def test_bytecode_says_no_line_and_runs() -> None:
    source = "def f(x):\n    return [y * 2 for y in x if y]\ndef g():\n    f(3)\n"
    compiled = compile(source, "f.py", "exec")
    names: dict[str, Any] = {}
    exec(bundle.without_lines(compiled), names)  # noqa: S102
    assert names["f"](range(3)) == [2, 4]
    with pytest.raises(TypeError) as failure:
        names["g"]()
    told = "".join(traceback.format_exception(failure.value))
    assert "in f" in told
    assert not re.search(r'"f\.py", line \d', told)


def test_two_bundles_are_the_same(output: Path, tmp_path: Path) -> None:
    bundle.bundle(tmp_path / "engine")
    for path in sorted(output.iterdir()):
        assert (tmp_path / "engine" / path.name).read_bytes() == path.read_bytes()


def test_a_second_run_does_nothing(output: Path) -> None:
    assert bundle.bundle(output) is False


def test_data_are_the_same_as_json(output: Path, manifest: dict[str, Any]) -> None:
    def text(value: Any) -> Any:
        return json.loads(json.dumps(value, default=str))

    held: dict[str, bytes] = {}
    for role in ("calculators", *SLUGS):
        with _archive(output, manifest, role) as archive:
            held |= {name: archive.read(name) for name in archive.namelist()}
    for path in sorted(bundle.PACKAGE.rglob("*.toml")):
        table = text(tomllib.loads(path.read_text("utf-8")))
        folder = path.parent.relative_to(bundle.ROOT)
        if "valid_from" in table:
            bundled = json.loads(held[f"{folder}/texts.json"])[path.stem]
        else:
            bundled = json.loads(held[f"{folder}/{path.stem}.json"])
        if path.parent.name == "sources":
            assert bundled.items() <= table.items()
        else:
            assert bundled == table
    assert not [name for name in held if "territoires" in name]
    assert "calculators/doors/cli.pyc" not in held


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("import statistics", "late.py imports statistics"),
        ("from dataclasses import make_dataclass", "late.py imports dataclasses.make_dataclass"),
        ("import numpy", "late.py imports numpy"),
    ],
)
def test_an_import_that_the_engine_lacks_stops_the_build(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str, reason: str
) -> None:
    (tmp_path / "late.py").write_text(f"def rules():\n    {line}\n", "utf-8")
    monkeypatch.setattr(bundle, "PACKAGE", tmp_path)
    monkeypatch.setattr(bundle, "ROOT", tmp_path)
    left_out = set(bundle.library_names()) - set(bundle.library_modules())
    with pytest.raises(bundle.BadBundle, match=reason):
        bundle.check_imports(left_out)


def test_calculators_import_only_what_the_engine_carries() -> None:
    bundle.check_imports(set(bundle.library_names()) - set(bundle.library_modules()))


def test_every_population_has_its_hash(output: Path, manifest: dict[str, Any]) -> None:
    hashes = json.loads((output / manifest["files"]["slices"]["name"]).read_text("utf-8"))
    served = bundle.ROOT / "docs" / "assets" / "territoires"
    assert {"01", "2A", "974"} <= set(hashes)
    for departement, sha256 in hashes.items():
        content = (served / f"{departement}.json").read_bytes()
        assert hashlib.sha256(content).hexdigest() == sha256


@pytest.mark.pyodide
@pytest.mark.parametrize("slug", SLUGS)
def test_a_calculator_needs_no_archive_but_those_it_names(output: Path, slug: str) -> None:
    with Session(output) as engine:
        told = json.loads(
            engine.answer(slug, find(slug).answer(find(slug).examples[0].inputs).link())
        )
    assert told["result"]["calculator"] == slug
