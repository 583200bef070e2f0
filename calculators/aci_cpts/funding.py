"""What each mission brings in a full year of contract: a fixed part and a variable part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from calculators.aci_cpts.fields import MISSIONS
from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.scales import Amount, Scale

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Part:
    """The fixed or the variable part of one mission in one year of contract."""

    mission: str
    kind: str
    value: Decimal
    amounts: tuple[Amount, ...]

    @property
    def id(self) -> str:
        """Give the id of the line and of the value."""
        return f"{self.mission}_{self.kind}"


def parts(answers: Answers, scale: Scale, tier: int) -> Iterator[Part]:
    """Give the parts of the missions that are taken up, in the order of the text."""
    for mission in MISSIONS:
        if not answers.flag(mission):
            continue
        if mission == "crise":
            yield from _crisis(answers, scale, tier)
        else:
            yield from _rated(mission, answers, scale, tier)


def _rated(mission: str, answers: Answers, scale: Scale, tier: int) -> Iterator[Part]:
    total, variable = scale[mission][tier - 1], scale[f"{mission}_variable"][tier - 1]
    fixed = total.value - variable.value
    rate = answers.number(f"taux_{mission}")
    yield Part(mission, "fixe", fixed, (total, variable))
    earned = text.cents(variable.value * rate / HUNDRED)
    yield Part(mission, "variable", earned, (variable,))


def _crisis(answers: Answers, scale: Scale, tier: int) -> Iterator[Part]:
    if not has_crisis(scale):
        return
    plan = scale[f"crise_{answers.choice('crise_plan')}"][tier - 1]
    crisis = scale["crise_survenue"][tier - 1]
    earned = crisis.value if answers.flag("crise_survenue") else Decimal(0)
    yield Part("crise", "fixe", plan.value, (plan,))
    yield Part("crise", "variable", earned, (crisis,))


def formula(part: Part, answers: Answers) -> str:
    """Say how a part is computed, with the reader's numbers."""
    first, *others = part.amounts
    match part.mission, part.kind:
        case "crise", "fixe":
            writing = answers.choice("crise_plan") == "redaction"
            done = "rédigé dans l’année" if writing else "mis à jour dans l’année"
            return f"{first} pour le plan {done}"
        case "crise", _ if part.value:
            return f"{first} car une crise a été reconnue"
        case "crise", _:
            return f"aucune crise reconnue dans l’année, donc {text.euros(0)} au lieu de {first}"
        case _, "fixe":
            return f"{first} pour la mission, moins {others[0]} de part variable"
        case _:
            rate = answers.number(f"taux_{part.mission}")
            return f"{first} × {text.percent(rate)} d’objectifs atteints"


def has_crisis(scale: Scale) -> bool:
    """Say whether the text knows the crisis mission: not before avenant 2."""
    return "crise_survenue" in scale.figures


def total(answers: Answers, scale: Scale, tier: int) -> Decimal:
    """Give the rights of a full year of contract, in euros."""
    running = scale["fonctionnement"][tier - 1].value
    return running + sum(part.value for part in parts(answers, scale, tier))
