"""What a MSP is paid for: each indicator declared once, in the order of the guide of the Cnam.

An indicator applies when the text in force holds its figure. A text may also declare indicators
of its own (`declared`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from calculators.aci_msp.indicators import access, system, team
from calculators.aci_msp.indicators.declared import declared
from calculators.aci_msp.indicators.indicator import Indicator, Lever
from calculators.vocabulary.fields import Answers, Field
from calculators.vocabulary.scales import Scale, Scales

__all__ = ["INDICATORS", "SCALES", "Indicator", "Lever", "answered_in_vain", "fields", "indicators"]

SCALES = Scales.load("aci_msp")

INDICATORS: Mapping[str, Indicator] = {
    indicator.id: indicator
    for indicator in (*access.INDICATORS, *team.INDICATORS, *system.INDICATORS)
}


def indicators(scale: Scale) -> dict[str, Indicator]:
    """Give those of a text."""
    known = [indicator for indicator in INDICATORS.values() if indicator.applies(scale)]
    return {indicator.id: indicator for indicator in (*known, *declared(scale))}


def fields(groups: Sequence[str]) -> tuple[Field, ...]:
    """Give what the form asks for the indicators of every text, group by group."""
    found = [field for fields in _asked().values() for field in fields]
    order = list(dict.fromkeys([*groups, *(field.group for field in found)]))
    return tuple(sorted(found, key=lambda field: order.index(field.group)))


def answered_in_vain(answers: Answers, scale: Scale) -> list[str]:
    """Name the indicators that the reader answered and that the text does not have."""
    known = indicators(scale)
    return [
        indicator.label
        for indicator, fields in _asked().items()
        if indicator.id not in known
        and any(answers[field.key] != field.accept(field.default) for field in fields)
    ]


@cache
def _asked() -> dict[Indicator, tuple[Field, ...]]:
    """Give the indicators of every text, and what the newest text that has each one asks."""
    newest: dict[str, tuple[Indicator, Scale]] = {}
    for scale in SCALES.every:
        newest |= {id: (indicator, scale) for id, indicator in indicators(scale).items()}
    return {indicator: indicator.inputs(scale) for indicator, scale in newest.values()}
