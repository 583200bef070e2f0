"""How fresh the figures are on a day: what was checked too long ago, what has ended, what is next.

The day is given by who asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from calculators import SLUGS, find
from calculators.vocabulary.dates import months_after
from calculators.vocabulary.result import Json
from calculators.vocabulary.scales import Scale, Scales, Unencoded
from calculators.vocabulary.sources import every_source

MONTHS = 18

type Why = Literal["ancien", "fini"]


@dataclass(frozen=True)
class Stale:
    """What no longer holds without a look: checked too long ago, or past its end."""

    what: str
    why: Why
    day: date
    """When it was checked, or the last day on which it held."""

    def __str__(self) -> str:
        said = "vérifié le" if self.why == "ancien" else "a pris fin le"
        return f"{self.what} : {said} {self.day.isoformat()}"


@dataclass(frozen=True)
class State:
    """How fresh the figures of one subject are on a day."""

    scale: Scale
    """The text in force, or the last one that was."""
    checked_on: date
    ends_on: date | None
    """The last day of its figures, when it is known."""
    pending: tuple[Unencoded, ...]
    """The texts that are known to apply and whose figures are not encoded."""


def is_stale(checked_on: date, on: date, months: int = MONTHS) -> bool:
    """Say whether something was checked more than `months` before `on`."""
    return months_after(checked_on, months) < on


def state(slug: str, on: date) -> State:
    """Tell how fresh the figures of a subject are."""
    scales = find(slug).scales
    scale = next((s for s in reversed(scales.every) if s.valid_from <= on), scales.every[0])
    return State(scale, checked(scale), _end(scale, scales), tuple(scales.pending(on)))


def checked(scale: Scale) -> date:
    """Give the day of the oldest check of a text and of its figures."""
    every = (a.checked_on for figure in scale.figures.values() for a in figure.amounts.values())
    return min((scale.checked_on, *every))


def stale(on: date, months: int = MONTHS) -> Iterator[Stale]:
    """List what was checked more than `months` before `on`, and the subjects left without text."""
    for what, checked_on in _every_check():
        if is_stale(checked_on, on, months):
            yield Stale(what, "ancien", checked_on)
    for slug in SLUGS:
        now = state(slug, on)
        if now.ends_on and now.ends_on < on:
            yield Stale(f"{slug} {now.scale.id}", "fini", now.ends_on)


def report(on: date, months: int = MONTHS) -> Json:
    """Give the whole as JSON, for a program: what is stale, and what is known and not encoded."""
    return {
        "on": on.isoformat(),
        "months": months,
        "stale": [
            {"what": one.what, "why": one.why, "date": one.day.isoformat()}
            for one in stale(on, months)
        ],
        "not_encoded": [
            {
                "what": f"{slug} {known.id}",
                "since": known.valid_from.isoformat(),
                "text": known.text,
            }
            for slug in SLUGS
            for known in state(slug, on).pending
        ],
        "ends": [
            {"what": f"{slug} {now.scale.id}", "date": now.ends_on.isoformat()}
            for slug in SLUGS
            if (now := state(slug, on)).ends_on and now.ends_on >= on
        ],
    }


def summary(found: list[Stale], months: int) -> str:
    """Count what is stale, in words."""
    old = sum(one.why == "ancien" for one in found)
    said = f"{old} chiffre(s), texte(s) ou source(s) vérifiés il y a plus de {months} mois."
    ended = len(found) - old
    return f"{said} {ended} calculateur(s) sans texte en vigueur." if ended else said


def _every_check() -> Iterator[tuple[str, date]]:
    for slug in SLUGS:
        scales = find(slug).scales
        texts: tuple[Scale | Unencoded, ...] = (*scales.every, *scales.unencoded)
        yield from ((f"{slug} {known.id}", known.checked_on) for known in texts)
        for scale in scales.every:
            for figure in scale.figures.values():
                oldest = min(amount.checked_on for amount in figure.amounts.values())
                yield f"{slug} {scale.id} {figure.id}", oldest
    yield from ((f"source {source.key}", source.read_on) for source in every_source())


def _end(scale: Scale, scales: Scales) -> date | None:
    """Give the last day of a text, be it said by itself or by the text that will replace it."""
    announced = (
        later.valid_from - timedelta(days=1)
        for later in scales.unencoded
        if later.effect == "blocks" and later.valid_from > scale.valid_from
    )
    return min((end for end in (scale.valid_until, *announced) if end), default=None)
