"""Break the rules on purpose, one small change at a time, and see whether a test notices.

`python -m bench.audit.mutation [SLUG…]` makes the changes of mutmut to the rules of each
calculator in a copy under `build/`, has `hunt` try them, and writes the report. It fails under
the score that we hold ourselves to, and on a change that goes unnoticed without a reason in
`survivors.toml`. `JOBS=1` keeps to one processor. `AGAIN=1` leaves out the changes that
were noticed before, in functions that have not changed since: for when tests are only added.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from mutmut.mutation.file_mutation import mutate_file_contents

from bench.audit import report
from bench.audit.results import GOAL, ROOT, Change, reasons, record, today
from calculators import SLUGS

WORK = ROOT / "build" / "mutation"
# Declarations, not rules: a test of every word covers them better than a change of one letter.
DECLARATIONS = ("__init__.py", "fields.py")
SETTINGS = """\
[tool.mutmut]
source_paths = ["calculators/"]
track_dependencies = false
[tool.pytest.ini_options]
pythonpath = ["."]
addopts = ["--import-mode=importlib", "-p", "no:cacheprovider", "-p", "bench.audit.hunt", "-s",
    "--assert=plain", "--tb=native"]
"""


class Made(NamedTuple):
    """A change, and a digest of the function before and after it."""

    change: Change
    digest: str


def main(slugs: Sequence[str]) -> int:
    """Try the calculators called `slugs`, or all of them."""
    jobs = int(os.environ.get("JOBS", os.cpu_count() or 1))
    with ThreadPoolExecutor(jobs) as pool:
        good = list(pool.map(attack, slugs or SLUGS))
    report.write()
    return 0 if all(good) else 1


def attack(slug: str) -> bool:
    """Try every change to the rules of one calculator and record what was found."""
    start = time.monotonic()
    folder = WORK / slug
    noticed = remembered(slug) if "AGAIN" in os.environ else {}
    made = prepare(slug, folder)
    left = [name for name in made if made[name].digest not in noticed]
    (folder / "changes.json").write_text(json.dumps(left), encoding="utf-8")
    digests = {name: digest for name, (_, digest) in made.items()}
    (folder / "digests.json").write_text(json.dumps(digests), encoding="utf-8")
    environment = {
        "PYTHONPATH": str(folder),
        "PYTHONHASHSEED": "0",  # names of tests made from sets
        "HYPOTHESIS_PROFILE": "mutation",
        "MUTANT_UNDER_TEST": "stats",
    }
    with (folder / "log.txt").open("w", encoding="utf-8") as log:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "--changes=changes.json", *selection(slug)],
            cwd=folder, env={**os.environ, **environment}, check=False, stdout=log, stderr=log,
        )  # fmt: skip
    if run.returncode:
        print(f"{slug}: no score, see {folder / 'log.txt'}", flush=True)
        return False
    verdicts = {name: noticed.get(digest, "") for name, digest in digests.items()}
    verdicts |= json.loads((folder / "verdicts.json").read_text(encoding="utf-8"))
    known = reasons()
    survivors = [made[name].change for name, verdict in verdicts.items() if verdict == "unnoticed"]
    unexplained = [change for change in survivors if change not in known]
    found = {
        "day": today(),
        "seconds": round(time.monotonic() - start),
        "made": len(verdicts),
        "before": len(made) - len(left),
        "endless": sum(verdict == "endless" for verdict in verdicts.values()),
        "survivors": [vars(change) for change in survivors],
    }
    record("mutation", slug, found)
    score = 100 * (len(verdicts) - len(survivors)) / len(verdicts)
    print(
        f"{slug}: {len(verdicts)} changes, {len(survivors)} unnoticed, {score:.1f} % noticed, "
        f"{len(unexplained)} without a reason, {found['seconds']} s",
        flush=True,
    )
    for change in unexplained:
        print(f"  {change.function}\n    - {change.before}\n    + {change.after}", flush=True)
    return score >= GOAL and not unexplained


def remembered(slug: str) -> dict[str, str]:
    """Give the verdicts of the changes that a test has noticed before, by their digest."""
    kept, folder = WORK / f"{slug}.json", WORK / slug
    verdicts: dict[str, str] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    if (folder / "digests.json").exists():
        digests = json.loads((folder / "digests.json").read_text(encoding="utf-8"))
        for line in (folder / "log.txt").read_text(encoding="utf-8").splitlines():
            verdict, _, name = line.partition(" ")
            if verdict in ("noticed", "endless"):
                verdicts[digests[name.split()[-1]]] = verdict
        kept.write_text(json.dumps(verdicts), encoding="utf-8")
    return verdicts


def selection(slug: str) -> list[str]:
    """Choose the tests of one calculator."""
    subject = slug.replace("-", "_")
    return [
        f"tests/{subject}",
        "tests/test_cases.py",
        "tests/contract",
        "-k",
        f"{subject} or {slug}",
    ]


def prepare(slug: str, folder: Path) -> dict[str, Made]:
    """Copy what the tests of one calculator need, break its rules, and tell the changes."""
    subject = slug.replace("-", "_")
    shutil.rmtree(folder, ignore_errors=True)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "calculators", folder / "calculators", ignore=ignored)
    for name in (f"tests/{subject}", "tests/cases", "tests/contract", "bench/audit"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in ("conftest.py", "strategies.py", "test_cases.py"):
        shutil.copy(ROOT / "tests" / name, folder / "tests" / name)
    (folder / "docs").symlink_to(ROOT / "docs")
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    changes: dict[str, Made] = {}
    for path in sorted((folder / "calculators" / subject).glob("*.py")):
        if path.name not in DECLARATIONS:
            changes |= broken(path, f"calculators.{subject}.{path.stem}")
    return changes


def broken(path: Path, module: str) -> dict[str, Made]:
    """Write every broken copy of each function beside it, and tell the changes."""
    mutated = mutate_file_contents(str(path), path.read_text(encoding="utf-8"))
    path.write_text(mutated.code, encoding="utf-8")
    lines = mutated.code.splitlines()
    sources = {
        name: [line.strip() for line in lines[span.start - 1 : span.end] if line.strip()]
        for name, span in mutated.line_span_by_function_name.items()
    }
    return {f"{module}.{name}": difference(module, name, sources) for name in mutated.mutant_names}


def difference(module: str, name: str, sources: Mapping[str, Sequence[str]]) -> Made:
    """Tell what one change does."""
    mangled = name.partition("__mutmut_")[0]
    whole, changed = sources[f"{mangled}__mutmut_orig"], sources[name]
    delta = [
        line
        for line in difflib.ndiff(whole, changed)
        if line[0] in "-+" and "__mutmut_" not in line
    ]

    def those(sign: str) -> Iterator[str]:
        return (line[2:] for line in delta if line[0] == sign)

    function = mangled.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
    change = Change(
        f"{module.removeprefix('calculators.')}.{function}",
        " ".join(those("-")),
        " ".join(those("+")),
    )
    code = [line for line in (*whole, "becomes", *changed) if "__mutmut_" not in line]
    text = "\n".join([change.function, *(line for line in code if line[0] != "#")])
    return Made(change, hashlib.sha256(text.encode()).hexdigest())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
