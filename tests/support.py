"""What tests of every room share."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import HTTPServer
from pathlib import Path
from typing import Any

import pytest

from calculators import InvalidInput

FOLDER = Path(__file__).parent / "cases"
CASES: list[dict[str, Any]] = [
    case
    for path in sorted(FOLDER.glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]
"""Cases taken from the texts: the same for CPython, the engine and the page."""

every_case = pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case['calculator']}: {case['name']}"
)


def cases_of(slug: str) -> list[dict[str, Any]]:
    return [case for case in CASES if case["calculator"] == slug]


def refusal(ask: Callable[..., object], *given: Any, **named: Any) -> list[tuple[str, str]]:
    """Ask what must be refused, and give each field with what is said of it."""
    with pytest.raises(InvalidInput) as refused:
        ask(*given, **named)
    return [(error.field, error.message) for error in refused.value.errors]


def ids(items: Iterable[dict[str, Any]]) -> list[str]:
    return [item["id"] for item in items]


def one(items: Iterable[dict[str, Any]], id: str) -> dict[str, Any]:
    """Give the line, the criterion or the note of this name."""
    return next(item for item in items if item["id"] == id)


def plain(words: str) -> str:
    """Write with ordinary spaces."""
    return words.replace("\u202f", " ").replace("\u00a0", " ")


@contextmanager
def listening[Listening: HTTPServer](server: Listening) -> Iterator[Listening]:
    """Serve beside the test, and stop as soon as it ends."""
    with server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def built_edition(name: str) -> Path:
    """Build an edition by the command that a publisher runs, and give its folder."""
    command = [sys.executable, "-m", "macros.editions", "build", name]
    root = Path(__file__).parents[1]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return root / "build" / "editions" / name
