"""Counting months, as contracts do."""

from __future__ import annotations

from datetime import date, timedelta

from calculators.vocabulary import text


def months_after(day: date, months: int) -> date:
    """Give the same day `months` later, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    return date(day.year + year, month + 1, min(day.day, _last_day(day.year + year, month + 1)))


def whole_months(start: date, end: date) -> int:
    """Count the complete months from `start` to `end`."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end < months_after(start, months))


def too_soon(signature: date) -> str:
    """Say that a mission begins after the contract is signed."""
    return (
        f"Une mission commence après la signature, le {text.day(signature)}. "
        "Indiquez une date à partir de ce jour."
    )


def _last_day(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day
