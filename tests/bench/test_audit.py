"""An audit that would count its own failures as successes is worth nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench.audit import report, vulnerabilities
from bench.audit.hunt import Late, in_child
from bench.audit.mutation import broken
from bench.audit.results import Change


def test_each_change_is_told_by_what_it_replaces(tmp_path: Path) -> None:
    path = tmp_path / "rules.py"
    path.write_text("def most(a, b):\n    return a if a > b else b\n", encoding="utf-8")
    changes = broken(path, "calculators.sisa.rules")
    assert Change(
        "sisa.rules.most", "return a if a > b else b", "return a if a >= b else b"
    ) in [made.change for made in changes.values()]  # fmt: skip
    assert len({made.digest for made in changes.values()}) == len(changes)
    assert set(changes) == {
        f"calculators.sisa.rules.x_most__mutmut_{rank}" for rank in range(1, len(changes) + 1)
    }
    assert "def x_most__mutmut_1" in path.read_text(encoding="utf-8")


def test_a_child_gives_its_answer_or_its_failure_never_a_verdict() -> None:
    assert in_child(lambda: ["four", 2 + 2], 5) == ["four", 4]
    with pytest.raises(RuntimeError, match="tells nothing of the change"):
        in_child(lambda: 1 / 0, 5)
    with pytest.raises(RuntimeError, match="tells nothing of the change"):
        in_child(lambda: os._exit(3), 5)

    def endless() -> None:
        while True:
            pass

    with pytest.raises(Late):
        in_child(endless, 0.2)


def test_a_package_that_could_not_be_looked_up_was_not_checked() -> None:
    """A closed network gave « No known vulnerabilities found », every package being skipped."""
    checked = {"name": "jinja2", "version": "2.4.1", "vulns": [{"id": "CVE-1"}]}
    skipped = {"name": "attrs", "skip_reason": "Dependency not found on PyPI"}
    assert vulnerabilities.python({"dependencies": [checked]}) == ["jinja2 2.4.1 (CVE-1)"]
    assert vulnerabilities.python({"dependencies": [checked, skipped]}) is None
    assert vulnerabilities.python(None) is None
    assert vulnerabilities.javascript({"message": "405 Method Not Allowed"}) is None
    assert vulnerabilities.javascript({"vulnerabilities": {}}) == []


def test_a_score_is_never_rounded_up_to_the_whole() -> None:
    assert report.percent(9_999, 10_000) == "99,9\u00a0%"
    assert report.percent(10_000, 10_000) == "100,0\u00a0%"


def test_the_page_tells_what_was_not_done_and_what_has_no_reason() -> None:
    assert "à faire" in report.page({})
    survivor = {"function": "sisa.rules.f", "before": "a", "after": "b"}
    found = {"day": "2026-11-22", "seconds": 60, "made": 10, "endless": 0, "survivors": [survivor]}
    page = report.page({"mutation": {"sisa": found}})
    assert "| `sisa` | 22\u00a0novembre\u00a02026 | 10 | 9 | 90,0\u00a0% | 60\u00a0s |" in page
    assert "# sisa.rules.f\n- a\n+ b\n```\n\nSans raison écrite." in page
