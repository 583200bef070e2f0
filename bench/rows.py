"""How many rows `calculators batch` computes in a second, by number of processors."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Key

SLUG = "aci-msp"
"""The calculator whose answers take the longest."""
ROWS = 5_000
JOBS = (1, 2)


class NotComputed(RuntimeError):
    """What the command said when it failed."""


def measured(rounds: int, rows: int = ROWS) -> Iterator[tuple[Key, list[float]]]:
    """Compute a file of so many rows, each time with one processor, then with two."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "cas.csv"
        lines = (f"{1_000 + rank};{5 + rank % 20};oui\n" for rank in range(rows))
        given.write_text("patientele;associes;coordination\n" + "".join(lines), "utf-8")
        for _ in range(rounds):
            for jobs in JOBS:
                yield Key("rows", variant=str(jobs)), [rows / _time(given, jobs)]


def _time(given: Path, jobs: int) -> float:
    """Give the seconds that the whole command takes, its start included."""
    asked = ["batch", SLUG, "--input", str(given), "--output", str(given.with_suffix(".out"))]
    began = time.perf_counter()
    command = [sys.executable, "-m", "calculators", *asked, "--jobs", str(jobs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or "en erreur" in done.stderr:
        raise NotComputed(done.stderr)
    return time.perf_counter() - began
