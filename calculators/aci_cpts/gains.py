"""« Il vous manque » : what is not taken up or not reached, and what it would bring in a year.

More inhabitants bring more too: the next size is told with what it would change in euros.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from calculators.aci_cpts.fields import MISSIONS, RATED, SOCLE
from calculators.aci_cpts.funding import HUNDRED, has_crisis, parts, total
from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Ground, Missing
from calculators.vocabulary.scales import Scale

PROOFS = {
    "acces_soins": "Indicateurs d’action et de résultat fixés au contrat\u202f: accès à un médecin "
    "traitant, soins non programmés.",
    "parcours": "Parcours écrits et suivis, avec les indicateurs fixés au contrat.",
    "prevention": "Actions menées et suivies, avec les indicateurs fixés au contrat.",
    "crise": "Plan de réponse aux crises rédigé, puis mis à jour chaque année.",
    "qualite": "Actions menées et suivies, avec les indicateurs fixés au contrat.",
    "accompagnement": "Actions menées et suivies, avec les indicateurs fixés au contrat.",
}


def missing(answers: Answers, scale: Scale, tier: int, to_next: int) -> Iterator[Missing]:
    """Give what each mission, or the next size, would bring more, the rest left as it is."""
    now = total(answers, scale, tier)
    if to_next:
        yield _next_size(answers, scale, tier + 1, to_next, now)
    for mission, label in MISSIONS.items():
        if mission == "crise" and not has_crisis(scale):
            continue
        changes: dict[str, object] = {}
        if not answers.flag(mission):
            changes[mission] = True
            words = f"Prendre la mission «\u00a0{label}\u00a0»"
            why = "Mission du socle." if mission in SOCLE else "Mission au choix."
        elif mission in RATED and answers.number(f"taux_{mission}") < HUNDRED:
            rate = answers.number(f"taux_{mission}")
            changes[f"taux_{mission}"] = 100
            words = f"{label}\u202f: atteindre tous les objectifs"
            why = f"Aujourd’hui {text.percent(rate)} de la part variable."
        else:
            continue
        reached = answers.with_changes(changes)
        gain = total(reached, scale, tier) - now
        ground = Ground.of(
            *(
                amount
                for part in parts(reached, scale, tier)
                if part.mission == mission
                for amount in part.amounts
            )
        )
        yield Missing(mission, words, gain, why, PROOFS[mission], changes, ground)


def _next_size(answers: Answers, scale: Scale, tier: int, to_next: int, now: Decimal) -> Missing:
    first = scale["bornes"][tier - 1]
    amounts = [amount for part in parts(answers, scale, tier) for amount in part.amounts]
    grounds = Ground.of(first, scale["fonctionnement"][tier - 1], *amounts)
    emptied: dict[str, object] = {"communes": []} if answers.several("communes") else {}
    more = (
        f"{text.quantity(to_next, 'habitants')} de plus {'feraient' if to_next > 1 else 'ferait'}"
    )
    why = f"{more} passer en taille {tier}, avec vos réponses d’aujourd’hui."
    if grounds.unverified:
        names = "\u202f; ".join(dict.fromkeys(grounds.unverified))
        why += f" Montants de cette taille que nous n’avons lus dans aucun texte\u202f: {names}."
    return Missing(
        "taille_suivante",
        f"Passer en taille {tier}",
        total(answers, scale, tier) - now,
        why,
        "Le territoire du contrat et sa population.",
        {**emptied, "population": int(first.value)},
        replace(grounds, unverified=()),
    )
