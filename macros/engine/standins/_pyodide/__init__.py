"""Stand-in for the part of Pyodide written in Python: enough to call functions of texts.

The whole of it imports a hundred modules (an event loop, a package installer, archives), which
the calculators never use and for which the reader would wait.
"""

from __future__ import annotations

from . import _base, _importhook

__all__ = ["_base", "_importhook", "set_excepthook"]


def set_excepthook() -> None:
    """Leave errors as they are printed."""
