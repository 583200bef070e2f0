"""The funding of a CPTS while questions wait for an answer: between what and what it stands."""

from __future__ import annotations

from calculators.aci_cpts.fields import MISSIONS, OPTIONS, RATED
from calculators.aci_cpts.funding import HUNDRED, has_crisis, total
from calculators.aci_cpts.gains import PROOFS
from calculators.aci_cpts.territory import inhabitants, size
from calculators.vocabulary.estimate import Bound, Estimate, Estimator
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.scales import Scale

LEAST = {
    **dict.fromkeys(OPTIONS, False),
    **{f"taux_{mission}": HUNDRED * 0 for mission in RATED},
    "crise_plan": "mise_a_jour",
}
MOST = {
    **dict.fromkeys(OPTIONS, True),
    **{f"taux_{mission}": HUNDRED for mission in RATED},
    "crise_plan": "redaction",
}
WHERE = {
    **PROOFS,
    "crise_plan": PROOFS["crise"],
    **{f"taux_{mission}": PROOFS[mission] for mission in RATED},
}


def bounds(answers: Answers, given: frozenset[str], scale: Scale) -> Estimate:
    """Bound a full year of contract; the missions of the socle are taken up unless refused."""
    tier = size(inhabitants(answers)[0], scale)
    full = answers.with_changes({key: MOST[key] for key in MOST if key not in given})
    least = {key: LEAST[key] for key in LEAST if key not in given}
    bare = full.with_changes(least)
    high, low = total(full, scale, tier), total(bare, scale, tier)
    moves = {
        key: high - total(full.with_changes({key: value}), scale, tier)
        for key, value in least.items()
    }
    crisis = has_crisis(scale) and answers.flag("crise")
    plan = ", plan mis à jour" if crisis else ""
    written = ", plan écrit dans l’année" if crisis else ""
    no_crisis = ", sans crise reconnue" if crisis and not answers.flag("crise_survenue") else ""
    socle = "du socle" if all(map(answers.flag, _socle(scale))) else "prises"
    return Estimate(
        label=f"Taille {tier}, montant annuel, d’après vos réponses",
        low=Bound(
            low,
            f"Avec le fonctionnement, la part fixe des missions {socle}{plan}, et rien d’autre "
            f"que vos réponses{no_crisis}.",
            bare,
        ),
        high=Bound(
            high,
            f"Avec toutes les missions que vous ne refusez pas, tous les objectifs atteints"
            f"{written}{no_crisis}.",
            full,
        ),
        decides={key: gain for key, gain in moves.items() if gain and low < high},
        where=WHERE,
    )


def _socle(scale: Scale) -> list[str]:
    return [key for key in MISSIONS if key not in OPTIONS and (key != "crise" or has_crisis(scale))]


SUPPOSED = "missions du socle, plan écrit et objectifs atteints y sont supposés"
ESTIMATOR = Estimator(
    bounds=bounds,
    uncertain=("total_fixe", "total_variable", "total_euros"),
    detail=f"Le détail provisoire\u202f: {SUPPOSED}",
)
