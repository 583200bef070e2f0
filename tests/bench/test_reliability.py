"""The page of what holds is what its command writes, and says what nobody did."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.__main__ import KEPT
from bench.audit import reliability
from bench.audit.results import read
from bench.figures import Results

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_command_writes() -> None:
    written = reliability.page(read(), Results.load(KEPT))
    assert reliability.PAGE.read_text("utf-8") == written, "run `make reliability`"


def test_what_was_not_done_is_said() -> None:
    page = reliability.page({}, Results({}, {}))
    for check in reliability.CHECKS.values():
        assert f"| {check.criterion} | à faire |  |" in page
    assert "| Saisies au hasard par calculateur, dans Python, sans écart | à faire |  |" in page
    assert "| **non** |" not in page


def test_a_failure_is_never_hidden() -> None:
    told = {"day": "2026-11-27", "seconds": 60, "passed": 8, "failed": 1, "skipped": 2}
    page = reliability.page({"checks": {"html": told}}, Results.load(KEPT))
    found = "8 essais réussis, **1 échoué**, 2 laissés de côté, en 60\u00a0s"
    assert f"| {found} | 27\u00a0novembre\u00a02026 |" in page


@pytest.mark.parametrize("name", reliability.CHECKS)
def test_every_check_names_tests_that_exist(name: str) -> None:
    assert (ROOT / reliability.CHECKS[name].words[0]).exists()


def test_a_run_is_counted(tmp_path: Path) -> None:
    tests = tmp_path / "test_three.py"
    tests.write_text(
        "import pytest\n"
        "def test_a(): pass\n"
        "def test_b(): assert False\n"
        "@pytest.mark.skip(reason='x')\n"
        "def test_c(): pass\n",
        "utf-8",
    )
    check = reliability.Check("essai", [str(tests), "-p", "no:cacheprovider"])
    found = reliability.passed(check)
    assert (found["passed"], found["failed"], found["skipped"]) == (1, 1, 1)
