"""A calculator that was just begun already keeps every promise of the contract."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros import scaffold

ROOT = Path(__file__).parents[3]
PRINT = "from macros.pages.calculator_page import calculator; print(calculator('regle-du-test'))"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the house in which a calculator was begun."""
    root = tmp_path_factory.mktemp("house")
    ignored = shutil.ignore_patterns("__pycache__", "assets")
    for name in ("calculators", "docs", "docs/assets/javascripts", "macros", "tests"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, root / name)
    written = scaffold.begin(root, "regle-du-test", "cpts-s15", "Ma règle")
    assert all(path.is_file() for path in written)
    run(root, "-m", "tests.contract.words")
    return root


def run(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root, capture_output=True, text=True, check=False,
        env={**os.environ, "RANDOM_CASES": "5"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_computes_and_prints_its_form(house: Path) -> None:
    case = house / "case.json"
    case.write_text('{"nombre": 3}', "utf-8")
    told = run(house, "-m", "calculators", "compute", "regle-du-test", "--input", str(case))
    assert told.startswith("Total\u202f: 3\u00a0€")
    assert 'data-calculator="regle-du-test"' in run(house, "-c", PRINT)
    assert "calculateurs/regle-du-test.md" in (house / "mkdocs.yml").read_text("utf-8")
    store = house / "docs/assets/javascripts/dossier/store.js"
    assert 'CALCULATORS = ["regle-du-test", "orientation"' in store.read_text("utf-8")


def test_it_keeps_the_promises_of_the_contract(house: Path) -> None:
    told = run(
        house, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/contract",
        "tests/regle_du_test", "tests/test_cases.py", "-k", "regle_du_test or regle-du-test",
    )  # fmt: skip
    assert " passed" in told
    assert "failed" not in told


@pytest.mark.parametrize(
    ("slug", "source", "reason"),
    [
        ("Ma règle", "cpts-s15", "small letters"),
        ("", "cpts-s15", "small letters"),
        ("sisa", "cpts-s15", "exists already"),
        ("regle-du-test", "cpts-s9999", "no such source"),
        ("regle-du-test", "", "no such source"),
    ],
)
def test_what_cannot_be_begun_is_told(slug: str, source: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(scaffold.Refused, match=reason):
        scaffold.begin(tmp_path, slug, source, "Titre")
    assert not list(tmp_path.iterdir())


def test_a_calculator_has_a_title(tmp_path: Path) -> None:
    with pytest.raises(scaffold.Refused, match="TITLE is missing"):
        scaffold.begin(tmp_path, "regle-du-test", "cpts-s15", "")
