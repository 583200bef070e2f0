"""Running code given as text: Pyodide does it at its own start."""

from __future__ import annotations

from importlib import import_module as pyimport_impl
from typing import Any

__all__ = ["eval_code", "pyimport_impl"]


def eval_code(
    source: str, globals: dict[str, Any] | None = None, locals: Any = None, **_options: Any
) -> Any:
    """Run statements and give the value of the last one when it is an expression after `;`."""
    scope = {} if globals is None else globals
    statements, _, last = source.rpartition(";")
    try:
        code = compile(last.strip(), "<exec>", "eval")
    except SyntaxError:
        exec(source, scope, locals)
        return None
    exec(statements, scope, locals)
    return eval(code, scope, locals)
