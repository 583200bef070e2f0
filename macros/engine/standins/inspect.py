"""Stand-in for `inspect`, of which Pyodide asks one question."""

from __future__ import annotations


def iscoroutinefunction(_function: object) -> bool:
    """No function here is one."""
    return False
