"""Break the rules on purpose, one small change at a time, and see whether a test notices.

`python -m tests.audit.mutation [SLUG…]` runs mutmut on the rules of each calculator in a copy
under `build/`, prints the score, and writes the report when every calculator was tried. It fails
under the score that we hold ourselves to, and on a change that goes unnoticed without a reason
in `survivors.toml`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from calculators import SLUGS

ROOT = Path(__file__).parents[2]
WORK = ROOT / "build" / "mutation"
REPORT = ROOT / "docs" / "contribuer" / "audit.md"
SURVIVORS = Path(__file__).with_name("survivors.toml")
GOAL = 95
NOTICED = {1, 3, 36, 37, 24, 152, 255, -24}  # a test failed, or waited for ever
# Declarations, not rules: a test of every word covers them better than a change of one letter.
DECLARATIONS = ("__init__.py", "fields.py")

PYTEST = ["--import-mode=importlib", "-p", "no:cacheprovider", "--hypothesis-seed=0"]
# mutmut calls a test by its name, and pytest does not find the escapes of its own names again.
UNESCAPED = "disable_test_id_escaping_and_forfeit_all_rights_to_community_support = true"

type Reasons = dict[tuple[str, str, str], str]


@dataclass(frozen=True)
class Survivor:
    """A change that no test notices."""

    function: str
    before: str
    after: str
    reason: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Give what tells it from the others, whatever its number."""
        return self.function, self.before, self.after


@dataclass(frozen=True)
class Outcome:
    """What became of the changes made to one calculator."""

    slug: str
    day: str
    made: int
    survivors: tuple[Survivor, ...]

    @property
    def score(self) -> float:
        """Give the share of changes that a test noticed, in percent."""
        return 100 * (self.made - len(self.survivors)) / self.made


def main(slugs: Sequence[str]) -> int:
    """Try the calculators called `slugs`, or all of them."""
    reasons = {survivor.key: survivor.reason for survivor in known()}
    outcomes = []
    for slug in slugs or SLUGS:
        tried = attack(slug, reasons)
        outcomes.append(tried)
        unexplained = [survivor for survivor in tried.survivors if not survivor.reason]
        print(
            f"{slug}: {tried.made} changes, {len(tried.survivors)} unnoticed, "
            f"{tried.score:.1f} % noticed, {len(unexplained)} without a reason",
            flush=True,
        )
        for survivor in unexplained:
            print(f"  {survivor.function}\n    - {survivor.before}\n    + {survivor.after}")
    every = [outcome(slug, reasons) for slug in SLUGS if (WORK / slug / "outcome.json").exists()]
    REPORT.write_text(report(every), encoding="utf-8")
    good = all(
        tried.score >= GOAL and all(survivor.reason for survivor in tried.survivors)
        for tried in outcomes
    )
    return 0 if good else 1


def known() -> list[Survivor]:
    """Read the changes that may go unnoticed, each with its reason."""
    document = tomllib.loads(SURVIVORS.read_text(encoding="utf-8"))
    return [Survivor(**table) for table in document.get("survivor", ())]


def attack(slug: str, reasons: Reasons) -> Outcome:
    """Run mutmut on one calculator."""
    folder = WORK / slug
    prepare(slug, folder)
    command = [sys.executable, "-m", "mutmut"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(
        [*command, "run", "--max-children", str(os.cpu_count() or 1)],
        cwd=folder, env=environment, check=False, capture_output=True, text=True,
    )  # fmt: skip
    (folder / "log.txt").write_text(run.stdout + run.stderr, encoding="utf-8")
    check_tests_are_found(folder, environment)
    verdicts: dict[str, int | None] = {}
    for path in (folder / "mutants").rglob("*.meta"):
        verdicts |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    if not verdicts or None in verdicts.values():
        raise SystemExit(f"{slug}: mutmut did not finish, see {folder / 'log.txt'}")
    unnoticed = [
        read_survivor(
            name,
            subprocess.run(
                [*command, "show", name],
                cwd=folder, env=environment, check=True, capture_output=True, text=True,
            ).stdout,
        )
        for name, verdict in verdicts.items()
        if verdict not in NOTICED
    ]  # fmt: skip
    tried = {
        "day": datetime.now(UTC).strftime("%d/%m/%Y"),
        "made": len(verdicts),
        "survivors": [survivor.key for survivor in unnoticed],
    }
    (folder / "outcome.json").write_text(json.dumps(tried), encoding="utf-8")
    return outcome(slug, reasons)


def check_tests_are_found(folder: Path, environment: dict[str, str]) -> None:
    """Run, on rules left whole, each test as mutmut calls it.

    A name that pytest does not find again, or a test that fails alone, would count as noticed.
    """
    stats = json.loads((folder / "mutants" / "mutmut-stats.json").read_text(encoding="utf-8"))
    names = {name for each in stats["tests_by_mangled_function_name"].values() for name in each}
    whole = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", *PYTEST, *sorted(names)],
        cwd=folder / "mutants", env={**environment, "MUTANT_UNDER_TEST": ""}, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    if whole.returncode or f"{len(names)} passed" not in whole.stdout:
        raise SystemExit(f"{folder.name}: the tests fail on whole rules\n{whole.stdout[-2000:]}")


def outcome(slug: str, reasons: Reasons) -> Outcome:
    """Read what the last attack on one calculator gave."""
    tried = json.loads((WORK / slug / "outcome.json").read_text(encoding="utf-8"))
    survivors = tuple(
        Survivor(function, before, after, reasons.get((function, before, after), ""))
        for function, before, after in tried["survivors"]
    )
    return Outcome(slug, tried["day"], tried["made"], survivors)


def read_survivor(name: str, shown: str) -> Survivor:
    """Understand the difference that mutmut shows."""
    lines = [line for line in shown.splitlines() if not line.startswith(("---", "+++"))]
    before, after = (
        " ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+"
    )
    module, _, mangled = name.partition("__mutmut_")[0].rpartition(".")
    function = mangled.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
    return Survivor(f"{module.removeprefix('calculators.')}.{function}", before, after)


def prepare(slug: str, folder: Path) -> None:
    """Copy what the tests of one calculator need, and tell mutmut what to change."""
    subject = slug.replace("-", "_")
    shutil.rmtree(folder, ignore_errors=True)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "calculators", folder / "calculators", ignore=ignored)
    tests = folder / "tests"
    for name in (subject, "cases", "contract"):
        if (ROOT / "tests" / name).exists():
            shutil.copytree(ROOT / "tests" / name, tests / name, ignore=ignored)
    for name in ("conftest.py", "strategies.py", "test_cases.py"):
        shutil.copy(ROOT / "tests" / name, tests / name)
    rules = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "calculators" / subject).glob("*.py"))
        if path.name not in DECLARATIONS
    ]
    selection = [
        f"tests/{subject}", "tests/test_cases.py", "tests/contract/test_every_word.py",
        "-k", f"{subject} or {slug}",
    ]  # fmt: skip
    settings: dict[str, Any] = {
        "source_paths": ["calculators/"],
        "only_mutate": rules,
        "pytest_add_cli_args": PYTEST,
        "pytest_add_cli_args_test_selection": selection,
        "use_git_change_detection": False,
    }  # fmt: skip
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    (folder / "pyproject.toml").write_text(
        "\n".join(
            [
                "[tool.mutmut]",
                *lines,
                "[tool.pytest.ini_options]",
                'pythonpath = ["."]',
                UNESCAPED,
                "",
            ]
        ),
        encoding="utf-8",
    )


PAGE = """\
---
description: "Dernier audit des règles\u202f: ce que les tests voient quand on casse le code."
---

# Audit des règles

Page écrite par `make audit`. Ne la corrigez pas à la main.

Un outil change le code des règles, un détail à la fois. Il relance ensuite les tests.
Un changement que personne ne voit montre un test absent.
L’objectif est de {goal}\u00a0% de changements vus, et une raison écrite pour chacun des autres.

| Calculateur | Audit du | Changements | Vus | Part vue |
| --- | --- | --- | --- | --- |
{rows}

## Changements que les tests ne voient pas

{told}
"""


def report(outcomes: Sequence[Outcome]) -> str:
    """Write the page for maintainers."""
    rows = [
        f"| `{outcome.slug}` | {outcome.day} | {outcome.made} "
        f"| {outcome.made - len(outcome.survivors)} | {french(outcome.score)} |"
        for outcome in outcomes
    ]
    told = [
        f"- `{survivor.function}`\u202f: `{survivor.before}` devient `{survivor.after}`. "
        f"{survivor.reason or 'Sans raison écrite.'}"
        for outcome in outcomes
        for survivor in outcome.survivors
    ]
    return PAGE.format(goal=GOAL, rows="\n".join(rows), told="\n".join(told) or "Aucun.")


def french(percent: float) -> str:
    """Write a percentage with one decimal."""
    return f"{percent:.1f}".replace(".", ",") + "\u00a0%"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
