"""Importing JavaScript objects from Python: no calculator does."""

from __future__ import annotations

from typing import Any

jsfinder = None


def register_js_finder() -> None:
    """Find nothing in JavaScript."""


def register_js_module(name: str, jsproxy: Any) -> None:
    """Leave `js` and `pyodide_js` out of Python."""


def register_windows_finder() -> None:
    """Nothing was made on Windows."""


def register_module_not_found_hook(packages: Any, unvendored: Any) -> None:
    """No package can be suggested."""
