"""Measure and write the figures down: `python -m bench` (see `make bench`)."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench import building, report, rows, trials, variants, weight
from bench.browser import Browser, BrowserError
from bench.figures import ENOUGH, Key, Results
from bench.line import Server, serving
from macros.engine import runtime

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
KEPT = ROOT / "bench" / "results.json"
TRIED = ROOT / "build" / "bench" / "results.json"
PARTS = (
    "bytes",
    "cold",
    "warm",
    "offline",
    "shared",
    "pages",
    "slow",
    "cpu",
    "levers",
    "build",
    "rows",
)
# Rounds at the most: these parts only say where the others stand, and cost minutes a round.
FEW = {"slow": 3, "cpu": 3}


def main() -> int:
    """Measure the parts asked for; 1 when one could not be."""
    options = _options()
    today = datetime.now(UTC).date().isoformat()
    began = time.monotonic()
    print("bench: variants", flush=True)
    variants.write()
    found = Results(versions=_versions())
    with serving(SITE, variants.FOLDER) as server:
        if "bytes" in options.parts:
            print("bench: bytes", flush=True)
            with _kept_apart(found, f"bytes, {today}"):
                _weigh(found, server, today)
        _try(found, server, options, today)
    if "build" in options.parts:
        print("bench: build", flush=True)
        with _kept_apart(found, f"build, {today}"):
            for key, values in building.measured(options.rounds):
                found.add(key, values, today)
    if "rows" in options.parts:
        print("bench: rows", flush=True)
        with _kept_apart(found, f"rows, {today}"):
            for key, values in rows.measured(options.rounds):
                found.add(key, values, today)
    kept = Results.load(KEPT)
    measured = {trial.part for trial in trials.every(options.parts, options.browsers)}
    kept.update(found, measured | set(options.parts))
    for failure in found.failures:
        print(f"bench: failed: {failure}", file=sys.stderr)
    print(report.table(kept if options.rounds >= ENOUGH else found))
    print(f"bench: {(time.monotonic() - began) / 60:.0f} minutes")
    TRIED.parent.mkdir(parents=True, exist_ok=True)
    TRIED.write_text(found.dump(), "utf-8")
    if options.rounds >= ENOUGH:
        KEPT.write_text(kept.dump(), "utf-8")
        report.write(kept)
    else:
        print(f"bench: under {ENOUGH} rounds, only {TRIED.relative_to(ROOT)} was written")
    return 1 if found.failures else 0


def _options() -> argparse.Namespace:
    def several(known: tuple[str, ...]) -> type[list[str]]:
        def read(text: str) -> list[str]:
            names = text.split(",")
            if unknown := set(names) - set(known):
                raise argparse.ArgumentTypeError(f"{unknown.pop()}: one of {', '.join(known)}")
            return names

        return read  # type: ignore[return-value]

    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ENOUGH)
    parser.add_argument("--parts", type=several(PARTS), default=list(PARTS))
    parser.add_argument("--browsers", type=several(trials.BROWSERS), default=list(trials.BROWSERS))
    return parser.parse_args()


def _try(found: Results, server: Server, options: argparse.Namespace, today: str) -> None:
    """Run every combination once a round, so that what disturbs the machine disturbs them all."""
    for number in range(options.rounds):
        for trial in trials.every(options.parts, options.browsers):
            if number >= FEW.get(trial.part, options.rounds):
                continue
            began = time.monotonic()
            with _kept_apart(found, f"{trial}, {today}"):
                for key, values in trial.run(trial, server, options.parts):
                    found.add(key, values, today)
            took = time.monotonic() - began
            print(f"bench: round {number + 1}: {trial}: {took:.0f} s", flush=True)


@contextmanager
def _kept_apart(found: Results, name: str) -> Iterator[None]:
    """Note what could not be measured, and go on."""
    try:
        yield
    except (BrowserError, trials.Wrong, building.NotBuilt, rows.NotComputed) as problem:
        found.failures.append(f"{name}: {str(problem).splitlines()[0]}")
        print(f"bench: {problem}", file=sys.stderr)


def _weigh(found: Results, server: Server, today: str) -> None:
    for name, sizes in weight.every(SITE, server).items():
        for coding, size in sizes.items():
            found.add(Key("weight", variant=name, line=coding), [size], today)


def _versions() -> dict[str, str]:
    found = {"pyodide": runtime.version(), "python": runtime.python()}
    for name in trials.BROWSERS:
        try:
            with Browser(name) as browser:
                found[name] = str(browser.ask("about")["version"]).rpartition("/")[2]
        except BrowserError:
            continue
    for name in ("@pyscript/core", "@micropython/micropython-webassembly-pyscript"):
        found[name.split("/")[0][1:]] = variants.version(name)
    found["cores"] = str(os.cpu_count())
    return found


if __name__ == "__main__":
    sys.exit(main())
