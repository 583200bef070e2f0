"""Futures of the event loop: there is none."""

from __future__ import annotations

from typing import Any


def set_result(future: Any, value: Any) -> None:
    """Answer a future."""
    future.set_result(value)


def set_exception(future: Any, error: BaseException) -> None:
    """Fail a future."""
    future.set_exception(error)
