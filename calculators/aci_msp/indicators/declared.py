"""Indicators that a text declares by itself, as instances of a mechanism: no code is needed.

[figures.teleexpertise]             # points
[figures.teleexpertise_maximum]     # optional: beyond, nothing more is paid

[indicators.teleexpertise]
group = "Travail en équipe"         # part of the scale
label = "Télé-expertise"
worth = "par_unite"                 # "fixe": points for who says yes; "par_unite": for each one
lever = "Faire de la télé-expertise"
proof = "Relevé des actes."         # optional
input = { group = "Coordination et protocoles", label = "Actes de l’année", unit = "actes" }
                                    # optional: hint; maximum, what is accepted at most
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from calculators.aci_msp.indicators.indicator import Indicator, Lever, always, if_reached
from calculators.aci_msp.mechanisms import Worth, per_unit
from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers, Boolean, Field, Integer
from calculators.vocabulary.scales import BadScale, Scale, require

FIXED, PER_UNIT = "fixe", "par_unite"
KEYS = ("group", "label", "worth", "lever", "input", "input.group", "input.label")
OPTIONAL = ("proof", "input.hint", "input.unit", "input.maximum")
ACCEPTED = 100_000


def declared(scale: Scale) -> Iterable[Indicator]:
    """Give the indicators that the text declares; `BadScale` when one does not say all it must."""
    return [_indicator(id, table, scale) for id, table in scale.indicators.items()]


def _indicator(id: str, table: Mapping[str, Any], scale: Scale) -> Indicator:
    where = f"aci_msp: scale {scale.id}, indicator {id}"
    asked = {f"input.{key}": value for key, value in table.get("input", {}).items()}
    points = f"figures.{id}"
    told = {**table, **asked, points: scale.figures.get(id, "")}
    require(told, (*KEYS, points), where, OPTIONAL)
    if table["worth"] not in (FIXED, PER_UNIT):
        raise BadScale(f"{where}: unknown worth {table['worth']!r}")
    cap = scale.figures.get(f"{id}_maximum")
    if cap and table["input"].get("maximum", ACCEPTED) < cap.value:
        raise BadScale(f"{where}: input.maximum is less than its cap")
    make = _fixed if table["worth"] == FIXED else _per_unit
    return make(id, table, scale)


def _fixed(id: str, table: Mapping[str, Any], _scale: Scale) -> Indicator:
    def inputs(_scale: Scale) -> tuple[Field, ...]:
        asked = table["input"]
        return (
            Boolean(key=id, label=asked["label"], hint=asked.get("hint", ""), group=asked["group"]),
        )

    return Indicator(
        id=id,
        group=table["group"],
        label=table["label"],
        worth=lambda answers, scale: if_reached(id, scale[id].amount, answers),
        inputs=inputs,
        proof=table.get("proof", ""),
        levers=always(Lever(id, table["lever"], {id: True})),
    )


def _per_unit(id: str, table: Mapping[str, Any], scale: Scale) -> Indicator:
    unit = table["input"].get("unit", "")
    cap = f"{id}_maximum"

    def worth(answers: Answers, scale: Scale) -> Worth:
        most = scale[cap].amount if cap in scale.figures else None
        return per_unit(scale[id].amount, answers.integer(id), unit, most)

    def inputs(scale: Scale) -> tuple[Field, ...]:
        asked = table["input"]
        most = f"{scale[cap].amount} au plus sont payés." if cap in scale.figures else ""
        return (
            Integer(
                key=id,
                label=asked["label"],
                hint=" ".join(filter(None, (most, asked.get("hint", "")))),
                group=asked["group"],
                unit=unit,
                default=0,
                maximum=asked.get("maximum", ACCEPTED),
            ),
        )

    return Indicator(
        id=id,
        group=table["group"],
        label=table["label"],
        worth=worth,
        inputs=inputs,
        proof=table.get("proof", ""),
        best=lambda scale: {id: int(scale[cap].value)} if cap in scale.figures else {},
        levers=_up_to_the_cap(id, table["lever"]) if cap in scale.figures else always(),
    )


def _up_to_the_cap(id: str, label: str) -> Callable[[Answers, Scale], Iterable[Lever]]:
    def levers(_answers: Answers, scale: Scale) -> Iterable[Lever]:
        most = scale[f"{id}_maximum"].value
        words = f"{label}, jusqu’à {text.number(most)}"
        return (Lever(id, words, {id: int(most)}, f"{scale[id].amount} chacun."),)

    return levers
