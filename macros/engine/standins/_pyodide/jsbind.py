"""Signatures of JavaScript functions: none is called."""

from __future__ import annotations

no_default = object()


class default_signature:  # noqa: N801 (named by Pyodide)
    """The signature of a function without any."""
