"""The wheel installs alone, in a clean Python and in a stock Pyodide, and computes the same.

`EVERY_HOME=1` (make audit) tries every Python of the machine that it is made for, and micropip.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from calculators import __version__, compute
from macros.release import ROOT, wheel

pytestmark = pytest.mark.pyodide

INPUTS = {"population": 39_999}
CODE = f"""
import json
from calculators import __version__, compute
json.dumps([__version__, compute("aci-cpts", {INPUTS!r}, "2025-06-30")])
"""
EVERY = "EVERY_HOME" in os.environ


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel(tmp_path_factory.mktemp("wheel"))


def pythons() -> list[str]:
    """Give the Python that runs, and with `EVERY_HOME` every newer or equal one of the machine."""
    if not EVERY:
        return [sys.executable]
    found = (shutil.which(f"python3.{minor}") for minor in range(13, 20))
    return [path for path in found if path and _runs(path)] or [sys.executable]


def _runs(python: str) -> bool:
    asked = [python, "-c", "import venv"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("python", pythons(), ids=lambda path: Path(path).name)
def test_a_clean_python_takes_it_alone(python: str, built: Path, tmp_path: Path) -> None:
    def run(*command: str | Path, given: str = "") -> str:
        done = subprocess.run(
            [*map(str, command)], cwd=tmp_path, input=given, capture_output=True, text=True,
            check=False, env={"PATH": os.environ["PATH"]},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(python, "-m", "venv", tmp_path / "home")
    home = tmp_path / "home" / "bin"
    run(home / "python", "-m", "pip", "install", "--quiet", "--no-index", built)
    told = run(
        home / "calculators", "compute", "aci-cpts", "--on", "2025-06-30", "--json",
        given=json.dumps(INPUTS),
    )  # fmt: skip
    assert json.loads(told) == _expected()
    assert run(home / "calculators", "--version").strip() == __version__
    # What is known of the communes is in the wheel too.
    by_commune = run(
        home / "calculators", "compute", "aci-cpts", "--json", given='{"communes": ["69123"]}'
    )
    assert json.loads(by_commune)["values"]["taille"] == 4


def _expected() -> object:
    return json.loads(json.dumps(compute("aci-cpts", INPUTS, "2025-06-30")))


def _pyodide(*arguments: str | Path) -> object:
    command = ["node", ROOT / "tests" / "pyodide" / "stock.mjs", *arguments]
    done = subprocess.run(
        [*map(str, command)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_a_stock_pyodide_takes_it(built: Path) -> None:
    assert _pyodide(built, CODE) == [__version__, _expected()]


@pytest.mark.skipif(not EVERY, reason="asks a registry for micropip: make audit does")
def test_micropip_installs_it(built: Path, tmp_path: Path) -> None:
    uv = shutil.which("uv") or ROOT / ".tools" / "uv" / "bin" / "uv"
    asked = [uv, "pip", "install", "--quiet", "--python", sys.executable, "--target", tmp_path]
    got = subprocess.run(
        [*map(str, asked), "micropip"], capture_output=True, text=True, check=False
    )
    if got.returncode:
        pytest.skip(f"micropip cannot be had here: {re.sub(r'https?://[^ ]*', '…', got.stderr)}")
    assert _pyodide(built, CODE, tmp_path) == [__version__, _expected()]
