"""The classes of JavaScript objects seen from Python, of which there are none.

The compiled half of Pyodide asks this module for the names and the texts of all of them.
"""

from __future__ import annotations

from typing import Any, Self

_js_flags: dict[str, int] = {}
_instantiate_token = object()
_JsProxyMetaClass = type


class JsProxy:
    """A JavaScript object."""

    _js_type_flags: Any = 0

    def __new__(cls, *_args: Any) -> Self:
        return super().__new__(cls)

    def __getattr__(self, name: str) -> Self:
        return self


class JsException(JsProxy, Exception):
    """An error of JavaScript."""


class ConversionError(Exception):
    """A value that has no equivalent."""


class InternalError(Exception):
    """A defect of Pyodide."""


class JsNull:
    """The value `null`."""

    def __new__(cls) -> Self:
        return jsnull  # type: ignore[return-value]

    def __bool__(self) -> bool:
        return False


jsnull: JsNull = object.__new__(JsNull)


def __getattr__(name: str) -> type[JsProxy]:
    return JsProxy
