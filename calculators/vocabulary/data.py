"""Reading the package's own data files."""

from __future__ import annotations

import os
import sys
from datetime import date
from functools import cache
from typing import Any

PACKAGE = os.path.dirname(os.path.dirname(__file__))


class BadFile(ValueError):
    """A data file that cannot be read, or does not say all that it must."""


@cache
def read(*path: str) -> dict[str, Any]:
    """Read a TOML file of this package, given by its folders and its name without extension.

    The bundle for the browser holds JSON made from the same file, which the engine reads
    ten times faster; dates are then ISO texts, so read them with `as_date`.
    """
    try:
        raw = _bytes(path, ".json")
    except OSError:
        return _toml(path)
    import json

    return dict(json.loads(raw))


_TEXT = {"valid_from", "figures", "effect"}


@cache
def texts(subject: str) -> dict[str, dict[str, Any]]:
    """Read the dated texts of a subject: the TOML files of its folder with a date or figures.

    Each is named by its file. The bundle holds them all in one JSON file, `texts.json`.
    """
    try:
        return read(subject, "texts")
    except OSError:
        folder = os.path.join(PACKAGE, subject)
        names = sorted(name for name in os.listdir(folder) if name.endswith(".toml"))
    files = {id: _toml((subject, id)) for id in (name.removesuffix(".toml") for name in names)}
    return {id: table for id, table in files.items() if not _TEXT.isdisjoint(table)}


def as_date(value: date | str) -> date:
    """Give the date written in a data file."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def _toml(path: tuple[str, ...]) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(_bytes(path, ".toml").decode())
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"{'/'.join(path)}.toml: {error}") from None


def _bytes(path: tuple[str, ...], suffix: str) -> bytes:
    # The browser gets a subject in an archive of its own, which only its own loader reads.
    subject = sys.modules.get(f"calculators.{path[0]}")
    spec = subject and subject.__spec__
    if not subject or not spec or not subject.__file__:
        spec, base = __spec__, os.path.join(PACKAGE, *path)
    else:
        base = os.path.join(os.path.dirname(subject.__file__), *path[1:])
    return bytes(spec.loader.get_data(base + suffix))  # type: ignore[union-attr]
