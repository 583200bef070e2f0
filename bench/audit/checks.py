"""The audits that are a run of pytest: `python -m bench.audit.checks coverage random counts`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import pytest

from bench.audit import report
from bench.audit.results import ROOT, record, today
from calculators import SLUGS

MEASURED = ROOT / "build" / "coverage.json"
RANDOM_CASES = os.environ.get("RANDOM_CASES", "10000")


def main(names: Sequence[str]) -> int:
    """Run the audits of these names."""
    failed = max([AUDITS[name]() for name in names])
    report.write()
    return failed


def coverage() -> int:
    """Measure the lines and branches of the calculators that the tests of rules go through."""
    MEASURED.parent.mkdir(exist_ok=True)
    folders = [slug.replace("-", "_") for slug in SLUGS]
    folders += ["contract", "doors", "vocabulary", "territory", "test_cases.py"]
    failed, seconds = run(
        "--cov=calculators", "--cov-report=term", f"--cov-report=json:{MEASURED}",
        "--cov-fail-under=100", *(f"tests/{name}" for name in folders),
    )  # fmt: skip
    if not failed:
        totals = json.loads(MEASURED.read_text(encoding="utf-8"))["totals"]
        kept = ("num_statements", "covered_lines", "num_branches", "covered_branches")
        record("coverage", "calculators", {key: totals[key] for key in kept} | timed(seconds))
    return failed


def random() -> int:
    """Draw inputs by thousands, in CPython and in the engine of the page."""
    drawn = {"RANDOM_CASES": RANDOM_CASES}
    for name, words in (
        ("promises", ["tests/contract", "-k", "promises"]),
        ("engine", ["-m", "pyodide", "-k", "random_forms"]),
    ):
        failed, seconds = run(*words, more=drawn)
        if failed:
            return failed
        record("random", name, {"cases": int(RANDOM_CASES), **timed(seconds)})
    return 0


def counts() -> int:
    """Count the cases taken from the texts, the named tests and the properties."""
    for slug in SLUGS:
        subject = slug.replace("-", "_")
        collected = Collected()
        with redirect_stdout(StringIO()):
            failed = pytest.main(["--collect-only", f"tests/{subject}"], plugins=[collected])
        if failed:
            return int(failed)
        cases = json.loads((ROOT / "tests" / "cases" / f"{slug}.json").read_text("utf-8"))
        record("counts", slug, {"cases": len(cases), **collected.found})
    return 0


class Collected:
    """Tell properties from named tests."""

    def __init__(self) -> None:
        self.found: dict[str, int] = {}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Count what was collected."""
        functions = [getattr(item, "obj", None) for item in session.items]
        general = [found for found in functions if hasattr(found, "hypothesis")]
        self.found = {
            "named": len(functions) - len(general),
            "properties": len({found.__name__ for found in general if found}),
        }


def run(*words: str, more: Mapping[str, str] | None = None) -> tuple[int, float]:
    """Run pytest and time it."""
    start = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", *words]
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **(more or {})}, check=False)
    return code.returncode, time.monotonic() - start


def timed(seconds: float) -> dict[str, Any]:
    """Give what is kept of the run itself."""
    return {"day": today(), "seconds": round(seconds)}


AUDITS: Mapping[str, Callable[[], int]] = {
    "coverage": coverage,
    "random": random,
    "counts": counts,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(AUDITS)))
