"""Help texts of the functions of Pyodide: nobody reads them in a page."""

from __future__ import annotations


def get_cmeth_docstring(_function: object) -> str:
    """Give no help."""
    return ""
