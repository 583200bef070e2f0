"""The shared information system."""

from __future__ import annotations

from calculators.aci_msp.fields import SYSTEM
from calculators.aci_msp.indicators.indicator import (
    NOT_REACHED,
    SHARED_SYSTEM,
    Indicator,
    Lever,
    always,
    if_reached,
)
from calculators.aci_msp.mechanisms import Worth, by_tranche, fixed, nothing, per_unit, plus
from calculators.vocabulary.fields import Answers, Boolean, Field
from calculators.vocabulary.scales import Scale


def system(answers: Answers, scale: Scale) -> Worth:
    """Count the standard system: a fixed part, and so much by associate in two tranches."""
    amount, tranches = scale["si_standard"].amount, scale["si_standard_associe"]
    if not answers.flag("si_standard"):
        return nothing(NOT_REACHED, amount)
    first, beyond = by_tranche(answers.integer("associes"), scale["si_standard_tranche"].amount)
    worths = [fixed(amount), per_unit(tranches[0], first, "associés")]
    if beyond:
        worths.append(per_unit(tranches[1], beyond, "associés"))
    return plus(*worths)


def advanced_system(answers: Answers, scale: Scale) -> Worth:
    """Advanced system, beside the standard one."""
    return if_reached("si_avance", scale["si_avance"].amount, answers)


def _standard(_scale: Scale) -> tuple[Field, ...]:
    return (
        Boolean(
            key="si_standard",
            label="Système d’information partagé, labellisé «\u00a0standard\u00a0»",
            hint="Prérequis. Label de l’Agence du numérique en santé (ANS).",
            group=SYSTEM,
        ),
    )


def _advanced(_scale: Scale) -> tuple[Field, ...]:
    return (
        Boolean(
            key="si_avance",
            label="Système d’information partagé, labellisé «\u00a0avancé\u00a0»",
            group=SYSTEM,
        ),
    )


INDICATORS = (
    Indicator(
        id="si_standard",
        group=SHARED_SYSTEM,
        label="Système d’information standard",
        worth=system,
        inputs=_standard,
        prerequisite=True,
        to_do="Équipez l’équipe d’un système labellisé «\u00a0standard\u00a0».",
    ),
    Indicator(
        id="si_avance",
        group=SHARED_SYSTEM,
        label="Système d’information avancé",
        worth=advanced_system,
        inputs=_advanced,
        levers=always(
            Lever("si_avance", "Passer au système d’information avancé", {"si_avance": True})
        ),
    ),
)
