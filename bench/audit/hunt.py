"""A pytest plugin that tries every broken copy of the rules and tells which one no test notices.

The tests are read once. Each change is then tried in a child of that process, on the tests that
call the changed function, quickest first, until one fails. A change made to what runs while the
modules are read is tried in a process of its own.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import given, settings
from hypothesis import strategies as st
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

from calculators import SLUGS, find
from calculators.vocabulary.sources import every_source
from tests.strategies import insee_codes

WHOLE = ""
"""The name of no change at all."""
EXAMPLES = 25
"""For each property: an unnoticed change costs the time of every test."""
DECLARED = "_hypothesis_internal_use_settings"
MEMORY = 8 * 2**30
ROUNDS = 10
"""How many times longer than on whole rules the tests may take, in processor seconds."""


class Late(Exception):
    """The child did not end in time."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the file of the changes to try; the verdicts go into another file beside it."""
    parser.addoption("--changes", type=Path)
    parser.addoption("--quickest-first", type=Path)


@pytest.hookimpl(trylast=True)  # once -k has left out the others
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Draw fewer examples; run the quickest tests first, when their times are known."""
    for item in items:
        function = getattr(item, "obj", None)
        if declared := getattr(function, DECLARED, None):
            fewer = settings(declared, max_examples=min(declared.max_examples, EXAMPLES))
            setattr(function, DECLARED, fewer)
    if path := config.getoption("--quickest-first"):
        seconds = json.loads(path.read_text(encoding="utf-8"))
        items.sort(key=lambda item: seconds[item.nodeid])


def pytest_runtestloop(session: pytest.Session) -> object:
    """Try every change instead of running the tests."""
    path = session.config.getoption("--changes")
    if path is None or session.testsfailed:
        return None
    hunt = Hunt(session.items, path)
    verdicts = {}
    for name in json.loads(path.read_text(encoding="utf-8")):
        start = time.monotonic()
        verdicts[name] = hunt.verdict(name)
        print(f"{verdicts[name]:9} {time.monotonic() - start:6.2f} s  {name}", flush=True)
    path.with_name("verdicts.json").write_text(json.dumps(verdicts), encoding="utf-8")
    return True


class Hunt:
    """The tests, what each one calls and costs, and how many changes it has noticed."""

    def __init__(self, items: Sequence[pytest.Item], path: Path) -> None:
        self.items = items
        # What each child would otherwise read again.
        every_source()
        insee_codes()
        _draw()
        for slug in SLUGS:
            find(slug)
        gc.freeze()
        self.imported = set(state()._stats)
        self.calls: list[set[str]]
        self.seconds: list[float]
        self.calls, self.seconds = in_child(self.observe, 3_600)
        self.tried: Counter[int] = Counter()
        self.noticed: Counter[int] = Counter()
        self.times = path.with_name("seconds.json")
        times = zip((item.nodeid for item in items), self.seconds, strict=True)
        self.times.write_text(json.dumps(dict(times)), encoding="utf-8")
        # They passed in their order; each must also pass after any other.
        if (failed := self.first_failure(WHOLE, reversed(range(len(items))))) is not None:
            raise pytest.UsageError(f"{items[failed].nodeid} fails on whole rules")
        if self.imported and self.alone(WHOLE) != "unnoticed":
            raise pytest.UsageError("the tests fail on whole rules, quickest first")

    def observe(self) -> tuple[list[set[str]], list[float]]:
        """Run every test on whole rules and note the functions that it calls."""
        set_mutant_under_test("stats")
        calls, seconds = [], []
        for item in self.items:
            state()._stats.clear()
            start = time.process_time()
            if not passes(item):
                raise pytest.UsageError(f"{item.nodeid} fails on whole rules")
            calls.append(set(state()._stats))
            seconds.append(time.process_time() - start)
        return calls, seconds

    def verdict(self, name: str) -> str:
        """Say what becomes of one change."""
        function = name.partition("__mutmut_")[0]
        if function in self.imported:
            return self.alone(name)
        concerned = [index for index, calls in enumerate(self.calls) if function in calls]
        concerned.sort(key=self.cost)
        try:
            failed = self.first_failure(name, concerned)
        except Late:
            return "endless"
        if failed is None:
            return "unnoticed"
        self.tried.update(concerned[: concerned.index(failed) + 1])
        self.noticed[failed] += 1
        return "noticed"

    def cost(self, index: int) -> float:
        """Give the seconds that a test takes for each change that it notices, as far as known."""
        return self.seconds[index] * (self.tried[index] + 2) / (self.noticed[index] + 1)

    def first_failure(self, name: str, order: Iterable[int]) -> int | None:
        """Run some tests with one change and give the first that fails."""
        order = list(order)

        def run() -> int | None:
            set_mutant_under_test(name)
            return next((index for index in order if not passes(self.items[index])), None)

        found: int | None = in_child(run, 5 + ROUNDS * sum(self.seconds[i] for i in order))
        return found

    def alone(self, name: str) -> str:
        """Run every test in a new process with one change, there from the first import."""
        arguments = [word for word in sys.argv[1:] if not word.startswith("--changes")]
        try:
            code = subprocess.run(
                [sys.executable, "-m", "pytest", "-x", "-q", f"--quickest-first={self.times}",
                 *arguments],
                env={**os.environ, "MUTANT_UNDER_TEST": name}, capture_output=True, check=False,
                timeout=60 + ROUNDS * sum(self.seconds),
            ).returncode  # fmt: skip
        except subprocess.TimeoutExpired:
            return "endless"
        # 1: a test fails; 2: the tests cannot even be read; 4: nor their configuration.
        return {0: "unnoticed", 1: "noticed", 2: "noticed", 4: "noticed"}[code]


@settings(max_examples=1)
@given(st.text() | st.floats() | st.integers())
def _draw(_value: object) -> None:
    """Have Hypothesis read what it reads once."""


def passes(item: pytest.Item) -> bool:
    """Run one test."""
    return not any(report.failed for report in runtestprotocol(item, nextitem=None, log=False))


def in_child(work: Callable[[], Any], seconds: float) -> Any:
    """Give what `work` gives in a copy of this process that may use so many processor seconds."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reader)
            signal.signal(signal.SIGPROF, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_PROF, seconds)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            found = pickle.dumps(work())
            signal.setitimer(signal.ITIMER_PROF, 0)
            with os.fdopen(writer, "wb") as pipe:
                pipe.write(found)
            code = 0
        except BaseException:  # noqa: BLE001 -- whatever it is, the parent tells it
            traceback.print_exc()
        os._exit(code)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == -signal.SIGPROF:
        raise Late
    if code:
        raise RuntimeError(f"the child ended with {code}, which tells nothing of the change")
    return pickle.loads(said)  # noqa: S301 -- written by our own child
