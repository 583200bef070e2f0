"""Try the site of another generator: what follows the build, then our tests in a browser.

A step that stops does not stop the others, so that all that is to be done is told at once, and the
tests run on what is left.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from bench.audit.results import ROOT
from macros.patch import PatchFailed
from macros.site import early, finish, hosting, policy
from macros.site.compression import compress

PROMISES: Mapping[str, tuple[str, ...]] = {
    "Les pages se lisent, au clavier, au téléphone et sur papier": ("test_site",),
    "L’accueil mène où l’on va": ("test_home",),
    "La recherche trouve": ("test_search", "test_answers"),
    "Les calculateurs répondent": ("test_calculator", "test_embed"),
    "Rien de ce qui est saisi ne sort": ("test_nothing_leaves",),
    "Ce qui a été lu s’ouvre hors connexion": ("test_without_network",),
}
"""What a site must do whoever built it, and the files of `tests/browser` that say so."""
LENGTH = 120
GIVE_UP = 3
"""Failures after which a promise is not kept: each may wait a minute for what will not come."""


def finished(site: Path) -> tuple[Path, list[str]]:
    """Finish a copy of a site, step by step; give it, and what stopped the steps that stopped."""
    copy = site.parent / "finished"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(site, copy)
    stopped = []
    for step in finish.STEPS:
        try:
            step(copy)
        except (PatchFailed, policy.InlineCode, early.NotWritten, LookupError, OSError) as problem:
            where = f"{step.__module__.rpartition('.')[2]}.{step.__name__.strip('_')}"
            stopped.append(f"{where}\u202f: {_reason(problem, copy)}")
    if not (copy / "_headers").is_file():  # served anyway, as if its scripts had been read
        hashes, _ = policy.inline(copy)
        policy.write_meta(copy, hashes)
        hosting.write(copy, hashes)
    compress(copy, finish.CACHE)
    return copy, stopped


def _reason(problem: Exception, site: Path) -> str:
    if isinstance(problem, FileNotFoundError):
        return f"il manque {Path(problem.filename).relative_to(site)}"
    return str(problem).splitlines()[0].split(". ")[0]


@dataclass(frozen=True)
class Kept:
    """How many tests of a promise ran, and those that failed, each with what it found."""

    ran: int
    failed: tuple[str, ...]

    def __str__(self) -> str:
        given_up = ", puis abandonnés" if len(self.failed) >= GIVE_UP else ""
        return f"{self.ran - len(self.failed)} sur {self.ran}{given_up}"


def tested(site: Path) -> dict[str, Kept]:
    """Run our browser tests on a finished site, promise by promise."""
    return {promise: _tested(site, files) for promise, files in PROMISES.items()}


def _tested(site: Path, files: tuple[str, ...]) -> Kept:
    report = site.parent / "tests.xml"
    jobs = os.environ.get("JOBS", "2")
    options = ["-q", "-n", jobs, "--dist", "worksteal", "-m", "browser", f"--maxfail={GIVE_UP}"]
    names = [f"tests/browser/{name}.py" for name in files]
    command = [sys.executable, "-m", "pytest", *options, f"--junit-xml={report}", *names]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "SITE": str(site)}, check=False)
    return kept(report.read_text("utf-8"))


def kept(report: str) -> Kept:
    """Read what pytest reports (JUnit): a test whose fixture fails too stands there twice."""
    wrong: dict[str, str] = {}
    for case in ET.fromstring(report).iter("testcase"):  # noqa: S314 (written by pytest)
        if case.find("skipped") is None:
            name = f"{case.attrib['classname'].rpartition('.')[2]}::{case.attrib['name']}"
            said = next((_why(child) for child in case if child.tag in ("failure", "error")), "")
            wrong[name] = wrong.get(name) or said
    return Kept(len(wrong), tuple(f"{name} {why}" for name, why in sorted(wrong.items()) if why))


def _why(failure: ET.Element) -> str:
    """Give what pytest says that it found, in a line."""
    told = [line[1:].strip() for line in (failure.text or "").splitlines() if line[:1] == "E"]
    found = (line.partition(" item: ")[2] for line in told)
    said = next(filter(None, found), told[0] if told else "")
    return f"({re.sub('[`{}]', '', said)[:LENGTH]})"  # in a page that has macros
