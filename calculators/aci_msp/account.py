"""What the indicators make together: euros, uplift for poverty, prerequisites."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from calculators.aci_msp.indicators import Indicator, indicators
from calculators.aci_msp.mechanisms import HUNDRED, NONE, Worth, euros
from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.scales import Scale

RATES = {"taux_c2s": "complémentaire santé solidaire", "taux_ame": "aide médicale de l’État"}


class Account(NamedTuple):
    """The year of a MSP."""

    indicators: Mapping[str, Indicator]
    """Those of the text in force."""
    worths: Mapping[str, Worth]
    readers: Mapping[str, set[str]]
    """For each input, the indicators that looked at it."""
    euros: Mapping[str, Decimal]
    points: Decimal
    before_uplift: Decimal
    rate: Decimal
    """The uplift for poverty, in percent."""
    uplift: Decimal
    unmet: tuple[str, ...]
    """The prerequisites that are missing: one is enough to lose the year."""

    @property
    def without_prerequisites(self) -> Decimal:
        """Give what the year would bring if no prerequisite were missing."""
        return self.before_uplift + self.uplift

    @property
    def total(self) -> Decimal:
        """Give what the year brings."""
        return NONE if self.unmet else self.without_prerequisites


class _Watched(Answers):
    """Answers that remember who looked at them."""

    reader = ""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.readers: dict[str, set[str]] = {}

    def __getitem__(self, key: str) -> Any:
        self.readers.setdefault(key, set()).add(self.reader)
        return super().__getitem__(key)


def account(answers: Answers, scale: Scale) -> Account:
    """Compute the year."""
    watched, point = _Watched(answers), scale["point"].amount
    found, worths, amounts = indicators(scale), {}, {}
    for id, indicator in found.items():
        watched.reader = id
        worths[id] = indicator.worth(watched, scale)
        amounts[id] = euros(worths[id].points, point)
    total, rate = text.total(amounts.values()), uplift_rate(answers, scale)
    return Account(
        indicators=found,
        worths=worths,
        readers=watched.readers,
        euros=amounts,
        points=text.total(worth.points for worth in worths.values()),
        before_uplift=total,
        rate=rate,
        uplift=_uplift(total, rate),
        unmet=_unmet(found, worths, answers, scale),
    )


def account_with(
    changes: Mapping[str, object], year: Account, answers: Answers, scale: Scale
) -> Account:
    """Compute the year again with other answers: only what looked at them can differ."""
    changed, point = answers.with_changes(changes), scale["point"].amount
    concerned = {id for key in changes for id in year.readers.get(key, ())}
    worths = {id: year.indicators[id].worth(changed, scale) for id in concerned}
    amounts = {id: euros(worth.points, point) for id, worth in worths.items()}
    points, total = year.points, year.before_uplift
    for id, worth in worths.items():
        points += worth.points - year.worths[id].points
        total += amounts[id] - year.euros[id]
    everything = {**year.worths, **worths}
    rate = year.rate if RATES.keys().isdisjoint(changes) else uplift_rate(changed, scale)
    return year._replace(
        worths=everything,
        euros={**year.euros, **amounts},
        points=points,
        before_uplift=total,
        rate=rate,
        uplift=_uplift(total, rate),
        unmet=_unmet(year.indicators, everything, changed, scale),
    )


def _uplift(total: Decimal, rate: Decimal) -> Decimal:
    return text.cents(total * rate / HUNDRED)


def _unmet(
    found: Mapping[str, Indicator], worths: Mapping[str, Worth], answers: Answers, scale: Scale
) -> tuple[str, ...]:
    return tuple(id for id in prerequisites(found, answers, scale) if not worths[id].points)


def prerequisites(
    found: Mapping[str, Indicator], answers: Answers, scale: Scale
) -> tuple[str, ...]:
    """Name the indicators without which nothing is paid for the year."""
    year = answers.integer("exercice")
    return tuple(
        id
        for id, indicator in found.items()
        if indicator.prerequisite and (not indicator.since or year >= scale[indicator.since].value)
    )


def excess(key: str, answers: Answers, scale: Scale) -> Decimal:
    """Give by how many percentage points a rate of the MSP is above the national one."""
    if not answers.given(key):
        return NONE
    return max(NONE, answers.number(key) - scale["taux_nationaux"][key].value)


def uplift_rate(answers: Answers, scale: Scale) -> Decimal:
    """Give the uplift for poverty, in percent, up to its ceiling."""
    uncapped = text.total(excess(key, answers, scale) for key in RATES)
    return min(uncapped, scale["majoration_plafond"].value)
