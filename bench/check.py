"""The short version for every change: `python -m bench.check` (see `make bench-check`).

Bytes are checked exactly; times only by generous ratios, since the machine may be busy.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import chain

from bench import trials, variants, weight
from bench.__main__ import KEPT, SITE
from bench.browser import Browser, BrowserError
from bench.figures import Key, Results
from bench.line import Server, serving

TOLERANCE = 1.02
FASTER = {"cold": 2.0, "warm": 3.0, "shared": 1.7, "shared again": 1.7}
STEPS = rf"^/{trials.SHARED['ours'].partition('#')[0]}$|/(?:early|worker)-\w+\.js$"
"""What may be answered before the engine is asked for: the page, its first script, the worker."""
SOON = 20
"""Seconds that a browser has to ask for the engine."""
ROUNDS = 3
"""A ratio is measured again when it is too small, so many times: a busy machine is no defect."""


def main() -> int:
    """Check; 1 with the figures that regressed."""
    variants.write(levers=False)
    kept = Results.load(KEPT)
    try:
        with serving(SITE, variants.FOLDER) as server:
            problems = [*_bytes(kept, server), *steps(server), *_times(server)]
    except (BrowserError, trials.Wrong) as failure:
        problems = [str(failure)]
    for problem in problems:
        print(f"bench-check: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _bytes(kept: Results, server: Server) -> Iterator[str]:
    weights = weight.every(SITE, server)
    print(f"bench-check: bytes: {weights}", flush=True)
    for name, sizes in weights.items():
        yield from excess(kept, name, sizes)


def excess(kept: Results, name: str, sizes: dict[str, int]) -> Iterator[str]:
    """Say what weighs more than promised, or than when it was last measured."""
    promised = weight.MOST_TO_COMPUTE if name == "calcul" else weight.MOST_TO_READ
    for coding, size in sizes.items():
        before = kept.get("weight", "", coding, name)
        most = promised.get(coding, size)
        # A page that has never kept the promise is told by the report, and may not grow.
        owed = name == "calcul" or (before is not None and before.median <= most)
        if owed and size > most:
            yield f"{name}: {size} bytes in {coding}, more than the {most} promised"
        elif before and size > before.median * TOLERANCE:
            yield (
                f"{name}: {size} bytes in {coding}, {before.median:.0f} when last measured;"
                " if it is meant: make bench PARTS=bytes"
            )


def steps(server: Server, soon: float = SOON) -> Iterator[str]:
    """Say when a link that holds answers waits for more than it needs to ask for the engine.

    Whatever else the page asks for is left without answer, so that no clock is needed.
    """
    server.asked.clear()
    server.only = STEPS
    try:
        with Browser("chromium") as browser:
            browser.ask("reach", f"{server.address}{trials.SHARED['ours']}")
            end = time.monotonic() + soon
            while time.monotonic() < end and not any(p.endswith(".wasm") for p in server.asked):
                time.sleep(0.1)
            asked = list(server.asked)
            server.released.set()
    finally:
        server.released.set()
        server.only = ""
    first = [path for path in asked if re.search(STEPS, path)]
    print(f"bench-check: by a shared link, before the engine: {first}", flush=True)
    if not any(path.endswith(".wasm") for path in asked):
        held = [path for path in asked if path not in first]
        yield f"a shared link waits, before it asks for the engine, for one of {held}"


def _times(server: Server) -> Iterable[str]:
    found = Results()
    problems: list[str] = []
    for _ in range(ROUNDS):
        for variant in ("stock", "ours"):
            trial = trials.Trial("cold", "chromium", "local", variant, trials.visits)
            for key, values in trial.run(trial, server, ("cold", "warm")):
                found.add(key, values, "")
            linked = trials.Trial("shared", "chromium", "local", variant, trials.shared)
            for key, values in linked.run(linked, server, ()):
                found.add(key, values, "")
        problems = list(chain.from_iterable(slow(found, visit) for visit in FASTER))
        if not problems:
            break
    return problems


def slow(found: Results, visit: str) -> Iterator[str]:
    """Say when the first figure does not come soon enough."""
    ratio = found.ratio(
        Key(visit, "chromium", "local", "stock"), Key(visit, "chromium", "local", "ours")
    )
    print(f"bench-check: {visit}: {ratio or 0:.1f} times faster than Pyodide alone", flush=True)
    if ratio is None or ratio < FASTER[visit]:
        yield (
            f"{visit}: {ratio or 0:.1f} times faster than Pyodide alone,"
            f" less than {FASTER[visit]:.0f}"
        )


if __name__ == "__main__":
    sys.exit(main())
