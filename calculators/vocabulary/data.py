"""Reading the package's own data files."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from typing import Any

PACKAGE = os.path.dirname(os.path.dirname(__file__))


@cache
def read(*path: str) -> dict[str, Any]:
    """Read a TOML file of this package, given by its folders and its name without extension.

    The bundle for the browser holds JSON made from the same file, which the engine reads
    ten times faster; dates are then ISO texts, so read them with `as_date`.
    """
    base = os.path.join(PACKAGE, *path)
    try:
        raw = _bytes(base + ".json")
    except OSError:
        return _toml(base + ".toml")
    import json

    return dict(json.loads(raw))


@cache
def texts(subject: str) -> dict[str, dict[str, Any]]:
    """Read the dated texts of a subject: the TOML files of its folder that hold `valid_from`.

    Each is named by its file. The bundle holds them all in one JSON file, `texts.json`.
    """
    try:
        return read(subject, "texts")
    except OSError:
        folder = os.path.join(PACKAGE, subject)
        names = sorted(name for name in os.listdir(folder) if name.endswith(".toml"))
    files = {name.removesuffix(".toml"): _toml(os.path.join(folder, name)) for name in names}
    return {id: table for id, table in files.items() if "valid_from" in table}


def as_date(value: date | str) -> date:
    """Give the date written in a data file."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def _toml(path: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(_bytes(path).decode())


def _bytes(path: str) -> bytes:
    # The loader also reads from the archive in which the browser gets the package.
    return bytes(__spec__.loader.get_data(path))  # type: ignore[union-attr]
