"""Importing JavaScript objects from Python: no calculator does."""

from __future__ import annotations

from typing import Any

jsfinder = None
# An image of the memory is refused unless Python holds these objects, in this order.
held: list[Any] = []


def register_js_finder() -> None:
    """Find nothing in JavaScript."""


def register_js_module(name: str, jsproxy: Any) -> None:
    """Hold the objects behind `js` and `pyodide_js`, which no one can import."""
    held.append(jsproxy)
    if name == "pyodide_js":
        api = jsproxy._api
        held.extend((api, api.scheduleCallback, jsproxy._api, jsproxy.loadedPackages))


def register_windows_finder() -> None:
    """Nothing was made on Windows."""


def register_module_not_found_hook(packages: Any, unvendored: Any) -> None:
    """No package can be suggested."""
