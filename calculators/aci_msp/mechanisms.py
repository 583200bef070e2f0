"""How the text turns work into points: a few mechanisms, each with its sentence.

Points are never rounded: every product of the text has a finite number of decimals, and the
published examples come out to the point without rounding. Only euros are, on each line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from calculators.vocabulary import text
from calculators.vocabulary.scales import Amount, Figure

NONE = Decimal(0)
HUNDRED = Decimal(100)


class Worth(NamedTuple):
    """Points, the sentence that explains them, and the figures on which they rest."""

    points: Decimal
    explain: Callable[[], str]
    """Called only to be read: gains compute points many times."""
    amounts: tuple[Amount, ...]
    concludes: bool = False
    """Whether the sentence already ends with the points."""

    def told(self) -> str:
        """Give the sentence and the points that it makes."""
        words = self.explain()
        return words if self.concludes else f"{words} = {text.quantity(self.points, 'points')}"


def fixed(amount: Amount) -> Worth:
    """Give points that do not vary."""
    return Worth(amount.value, lambda: str(amount), (amount,), concludes=True)


def nothing(why: str, *amounts: Amount) -> Worth:
    """Give no point, and say why."""
    return Worth(
        NONE, lambda: f"{why}\u202f: {text.quantity(0, 'points')}", amounts, concludes=True
    )


def reduced(amount: Amount, cuts: Sequence[tuple[Amount, str]]) -> Worth:
    """Give fixed points less some others, all of them when there are several."""
    return Worth(
        amount.value - sum(cut.value for cut, _ in cuts),
        lambda: " − ".join([str(amount), *(f"{cut} ({why})" for cut, why in cuts)]),
        (amount, *(cut for cut, _ in cuts)),
        concludes=not cuts,
    )


def per_unit(amount: Amount, count: int, unit: str, cap: Amount | None = None) -> Worth:
    """Give points for each unit, up to a cap if there is one."""
    paid = count if cap is None else min(count, int(cap.value))

    def explain() -> str:
        over = f" ({text.number(paid)} au plus, sur {text.number(count)})" if paid < count else ""
        return f"{amount} × {text.quantity(paid, unit)}{over}"

    return Worth(amount.value * paid, explain, (amount,) if cap is None else (amount, cap))


def by_tranche(count: int, limit: Amount) -> tuple[int, int]:
    """Split a count in two: up to the limit, and beyond."""
    first = min(count, int(limit.value))
    return first, count - first


def stepped(steps: Figure, count: int, unit: str) -> Worth:
    """Give the points of the highest step reached; below the first step, nothing."""
    counts = [int(step) for step in steps.amounts if isinstance(step, str)]
    reached = [step for step in counts if step <= count]
    if not reached:
        short = f"{text.quantity(count, unit)}, il en faut {min(counts)}"
        return nothing(short, *steps.amounts.values())
    paid = max(reached)
    amount = steps[str(paid)]
    over = f" ({paid} au plus)" if paid < count else ""
    return Worth(amount.value, lambda: f"{text.quantity(count, unit)}{over}", (amount,))


def prorata(worth: Worth, patients: int, reference: Amount) -> Worth:
    """Give points in proportion of the patients, below and above the reference."""
    return Worth(
        worth.points * patients / reference.value,
        lambda: f"{worth.explain()} × {text.number(patients)} / {reference}",
        (*worth.amounts, reference),
    )


def at_rate(worth: Worth, rate: Decimal, full: Amount) -> Worth:
    """Give all the points from a full rate, and in proportion below it."""
    if rate >= full.value:
        return Worth(
            worth.points,
            lambda: (
                f"{worth.explain()} ({text.percent(rate)} de dossiers étudiés, maximum atteint)"
            ),
            (*worth.amounts, full),
        )
    return Worth(
        worth.points * rate / full.value,
        lambda: f"{worth.explain()} × {text.percent(rate)} / {full}",
        (*worth.amounts, full),
    )


def plus(*worths: Worth) -> Worth:
    """Add points of one indicator."""
    points, last = text.total(worth.points for worth in worths), worths[-1]
    return Worth(
        points,
        lambda: " + ".join(worth.explain() for worth in worths),
        tuple(amount for worth in worths for amount in worth.amounts),
        concludes=last.concludes and last.points == points,
    )


def truncated_percent(part: int, whole: int, decimals: int) -> Decimal:
    """Give `part` in percent of `whole`, the decimals beyond those kept simply dropped."""
    return Decimal(part * 100 * 10**decimals // whole).scaleb(-decimals)


def euros(points: Decimal, point: Amount) -> Decimal:
    """Give the euros of some points, to the cent."""
    return text.cents(points * point.value)
