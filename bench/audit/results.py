"""What the audits found, kept from one run to the next in `results.json`."""

from __future__ import annotations

import json
import threading
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
GOAL = 95
"""The share of the changes that tests must notice, in percent."""
RESULTS = Path(__file__).with_name("results.json")
SURVIVORS = Path(__file__).with_name("survivors.toml")
_LOCK = threading.Lock()


@dataclass(frozen=True)
class Change:
    """One change made to a function."""

    function: str
    before: str
    after: str


def reasons() -> dict[Change, str]:
    """Read the changes that may go unnoticed, each with its reason."""
    document = tomllib.loads(SURVIVORS.read_text(encoding="utf-8"))
    return {
        Change(table["function"], table["before"], table["after"]): table["reason"]
        for table in document.get("survivor", ())
    }


def record(part: str, key: str, found: dict[str, Any]) -> None:
    """Keep what one audit found."""
    with _LOCK:
        results = read()
        results.setdefault(part, {})[key] = found
        text = json.dumps(results, ensure_ascii=False, indent=1, sort_keys=True)
        RESULTS.write_text(text + "\n", encoding="utf-8")


def read() -> dict[str, Any]:
    """Give what every audit found."""
    if not RESULTS.exists():
        return {}
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return results


def today() -> str:
    """Give the date to keep."""
    return datetime.now(UTC).date().isoformat()
