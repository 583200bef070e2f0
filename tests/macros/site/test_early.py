"""The first script of a page is told what it starts, and named by its content."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from macros.site import early
from tests.macros.site.conftest import HEAD

SCRIPTS = {
    "main.js": 'import("./calculator/form.js");\n',
    "calculator/form.js": (
        'import { a } from "../engine/engine.js";\nimport { b } from "./view.js";\n'
    ),
    "calculator/view.js": 'const later = import("./late.js");\nexport { c } from "./words.js";\n',
    "calculator/words.js": "",
    "calculator/late.js": "",
    "engine/engine.js": "",
    "engine/boot.js": "const one = 1;\nexport function open() {}\nexport const NAME = one;\n",
    "engine/snapshot.js": "export async function find() {}\n",
    "engine/worker.js": 'import("./boot.js"), import("./snapshot.js");\n',
    "early.js": f"{early.UNKNOWN}\nbegin(KNOWN);\n",
}
MANIFEST = {
    "pyodide": "1",
    "runtime": {"python": "3"},
    "calculators": ["a"],
    "scripts": ["boot.js", "engine.js", "snapshot.js", "worker.js"],
    "files": {"wasm": {"name": "a-0123456789abcdef.wasm"}},
}
PAGE = f'{HEAD}<script src="../../assets/javascripts/early.js"></script>'


@pytest.fixture
def built(site: Path) -> Path:
    for name, text in SCRIPTS.items():
        file = site / early.SCRIPTS / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (site / early.MANIFEST).parent.mkdir(parents=True)
    (site / early.MANIFEST).write_text(json.dumps(MANIFEST), "utf-8")
    (site / "embed/a/index.html").write_text(PAGE, "utf-8")
    return site


def _one(built: Path, stem: str) -> Path:
    (found,) = (built / early.SCRIPTS).rglob(f"{stem}-*.js")
    return found


def test_it_is_told_what_a_form_imports_and_not_what_comes_later(built: Path) -> None:
    early.write(built)
    text = _one(built, "early").read_text("utf-8")
    known = json.loads(text.split("\n")[0].removeprefix("const KNOWN = ").removesuffix(";"))
    assert known["scripts"] == [
        "main.js",
        "calculator/form.js",
        "engine/engine.js",
        "calculator/view.js",
        "calculator/words.js",
    ]
    assert known["manifest"] == {key: MANIFEST[key] for key in ("runtime", "calculators", "files")}
    assert known["worker"] == f"engine/{_one(built, 'worker').name}"


def test_the_worker_named_by_its_content_holds_what_it_imports(built: Path) -> None:
    early.write(built)
    text = _one(built, "worker").read_text("utf-8")
    assert text == (
        "(() => {\nconst one = 1;\nfunction open() {}\nconst NAME = one;\n\n"
        "return { open, NAME };\n})(), "
        "(() => {\nasync function find() {}\n\nreturn { find };\n})();\n"
    )


def test_pages_and_the_service_worker_learn_the_names(built: Path) -> None:
    early.write(built)
    name = _one(built, "early").name
    page = (built / "embed/a/index.html").read_text("utf-8")
    assert page == PAGE.replace("early.js", name)
    scripts = json.loads((built / early.MANIFEST).read_text("utf-8"))["scripts"]
    assert scripts == sorted([*MANIFEST["scripts"], _one(built, "worker").name, f"../{name}"])


def test_run_again_it_changes_nothing_and_a_change_leaves_nothing_old(built: Path) -> None:
    early.write(built)
    first = {path: path.read_bytes() for path in built.rglob("*") if path.is_file()}
    early.write(built)
    assert {path: path.read_bytes() for path in built.rglob("*") if path.is_file()} == first
    (built / early.SCRIPTS / "engine/boot.js").write_text("export let x;\n", "utf-8")
    early.write(built)
    name = _one(built, "early").name
    assert name in (built / "embed/a/index.html").read_text("utf-8")
    assert name not in {path.name for path in first}


def test_a_script_written_otherwise_stops_the_build(built: Path) -> None:
    (built / early.SCRIPTS / "early.js").write_text("const KNOWN = {};\n", "utf-8")
    with pytest.raises(early.NotWritten, match=r"early\.js holds const KNOWN = null; 0 times"):
        early.write(built)
