"""Reading the package's own data files."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from typing import Any


@cache
def read(*path: str) -> dict[str, Any]:
    """Read a TOML file of this package, given by its folders and its name without extension.

    The bundle for the browser holds JSON made from the same file, which the engine reads
    ten times faster; dates are then ISO texts, so read them with `as_date`.
    """
    base = os.path.join(os.path.dirname(os.path.dirname(__file__)), *path)
    try:
        raw = _bytes(base + ".json")
    except OSError:
        import tomllib

        return tomllib.loads(_bytes(base + ".toml").decode())
    import json

    return dict(json.loads(raw))


def as_date(value: date | str) -> date:
    """Give the date written in a data file."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def _bytes(path: str) -> bytes:
    # The loader also reads from the archive in which the browser gets the package.
    return bytes(__spec__.loader.get_data(path))  # type: ignore[union-attr]
