"""The year of a MSP while questions wait for an answer: between what and what it stands.

Nothing but closures, and patients concerned by meetings, brings less when there is more of it: the
least and the most of each input do not depend on the others, and make two completions that the
rules compute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from calculators.aci_msp.account import (
    RATES,
    Account,
    account,
    account_with,
    prerequisites,
)
from calculators.aci_msp.fields import OF_INDICATORS, OF_THE_STRUCTURE
from calculators.aci_msp.gains import where
from calculators.aci_msp.indicators import Indicator, fields, indicators
from calculators.aci_msp.mechanisms import NONE
from calculators.vocabulary import text
from calculators.vocabulary.estimate import Bound, Estimate, Estimator
from calculators.vocabulary.fields import Answers, Boolean, Field, Number
from calculators.vocabulary.scales import Scale

DRIVERS = ("patientele", "associes")
ASKED: tuple[Field, ...] = tuple(
    field
    for field in (*OF_THE_STRUCTURE, *fields(OF_INDICATORS))
    if field.key not in (*DRIVERS, "exercice")
)
LEAST = "Avec les prérequis atteints au plus juste, et rien d’autre que vos réponses."
MOST = "Avec tout atteint, chaque nombre au plafond du texte."
NO_UPLIFT = " Sans majoration de précarité\u202f: ses taux ne sont pas indiqués."


def bounds(answers: Answers, given: frozenset[str], scale: Scale) -> Estimate:
    """Bound what the year brings, the prerequisites being kept."""
    open_ = {field.key: field for field in ASKED if field.key not in given}
    found = indicators(scale)
    greatest = most(found, answers, given, open_, scale)
    full = answers.with_changes(greatest)
    high = account(full, scale)
    if high.unmet:
        return _lost(high, answers)
    least = _least(found, answers, given, open_, scale)
    low = account_with(least, high, full, scale)
    bare = full.with_changes(least)
    required = frozenset(
        key
        for key, field in open_.items()
        if account_with({key: field.default}, low, bare, scale).unmet
    )
    decides = _decisive((high, full, least), (low, bare, greatest), scale)
    decides |= dict.fromkeys(required, high.total)
    if low.total == high.total and not required:
        decides = {}
    uplift = "" if any(map(answers.given, RATES)) else NO_UPLIFT
    return Estimate(
        label=_label(answers),
        low=Bound(low.total, LEAST + uplift, bare),
        high=Bound(high.total, MOST + uplift, full),
        decides={key: decides[key] for key in open_ if key in decides},
        where={
            field.key: where(id, high)
            for id, indicator in found.items()
            for field in indicator.inputs(scale)
        },
        required=required,
        supposed=frozenset(prerequisites(found, answers, scale)),
        notes={"prerequis_manquant": "", "avance_superieure": ""},
    )


def _label(answers: Answers) -> str:
    return f"Rémunération de l’exercice {answers.integer('exercice')}, d’après vos réponses"


def most(
    found: Mapping[str, Indicator],
    answers: Answers,
    given: frozenset[str],
    open_: Mapping[str, Field],
    scale: Scale,
) -> dict[str, object]:
    """Give what brings the most for each unanswered input."""
    greatest = {key: _greatest(field) for key, field in open_.items()}
    told = (indicator.fullest(answers, given, scale) for indicator in found.values())
    return _told(greatest, told)


def _greatest(field: Field) -> object:
    if isinstance(field, Boolean):
        return True
    return field.maximum if isinstance(field, Number) else field.default


def _least(
    found: Mapping[str, Indicator],
    answers: Answers,
    given: frozenset[str],
    open_: Mapping[str, Field],
    scale: Scale,
) -> dict[str, object]:
    """Give what brings the least for each unanswered input, the prerequisites being kept."""
    nothing = {key: field.default for key, field in open_.items()}
    required = prerequisites(found, answers, scale)
    return _told(nothing, (found[id].barest(answers, given, scale) for id in required))


def _told(
    changes: dict[str, object], indicators: Iterable[Mapping[str, object]]
) -> dict[str, object]:
    """Put what indicators say in the place of what is taken without them, for the same inputs."""
    for answers in indicators:
        changes |= {key: value for key, value in answers.items() if key in changes}
    return changes


type Side = tuple[Account, Answers, Mapping[str, object]]
"""A bound: its year, its answers, and those of the other bound."""


def _decisive(high: Side, low: Side, scale: Scale) -> dict[str, Decimal]:
    """Give by how much each unanswered input alone moves one bound or the other, at most."""
    moves: dict[str, Decimal] = {}
    for year, answers, others in (high, low):
        for key, value in others.items():
            move = abs(year.total - account_with({key: value}, year, answers, scale).total)
            moves[key] = max(move, moves.get(key, NONE))
    return {key: move for key, move in moves.items() if move}


def _lost(year: Account, answers: Answers) -> Estimate:
    names = text.listing([year.indicators[id].label for id in year.unmet])
    told = f"Aucune rémunération pour l’année, faute de prérequis\u202f: {names}."
    lost = Bound(NONE, told, answers)
    return Estimate(
        label=_label(answers),
        low=lost,
        high=lost,
        decides={},
        supposed=frozenset(year.worths) - {*year.unmet},
        notes={"prerequis_manquant": told},
    )


def kept(scale: Scale) -> frozenset[str]:
    """Name what makes the amount or would lose it all: nobody answers « no » to it in passing."""
    nothing = Answers({field.key: field.default for field in (*OF_THE_STRUCTURE, *ASKED)})
    year = {"exercice": scale.checked_on.year, "date_contrat": None, **dict.fromkeys(RATES)}
    found = bounds(nothing.with_changes(year), frozenset(), scale)
    return found.required | {*DRIVERS, "exercice"}


ESTIMATOR = Estimator(
    drivers=DRIVERS,
    bounds=bounds,
    kept=kept,
    uncertain=("total_points", "total_euros", "prerequis_atteints", "du_euros"),
    detail="Le détail provisoire\u202f: une question sans réponse y compte pour « non »",
    rest="Non à toutes les autres, prérequis mis à part",
)
