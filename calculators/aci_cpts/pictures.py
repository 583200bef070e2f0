"""The funding of a CPTS in bars: by mission, by size, and date by date."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calculators.aci_cpts.estimate import MOST
from calculators.aci_cpts.fields import MISSIONS
from calculators.aci_cpts.funding import parts, total
from calculators.aci_cpts.territory import inhabitants, size
from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.picture import Bar, Picture


def pictures(answer: Answer) -> Iterator[Picture]:
    """Show each mission, earned and possible; the amount by size; the payments."""
    answers, scale = answer.answers, answer.scale
    tier = size(inhabitants(answers)[0], scale)
    every = answers.with_changes({**dict.fromkeys(MISSIONS, True), **MOST})
    earned, possible = ({part.id: part for part in parts(a, scale, tier)} for a in (answers, every))
    running = scale["fonctionnement"][tier - 1].value
    bars = [Bar("Fonctionnement", running, running)]
    for mission, label in MISSIONS.items():
        both = [
            sum((found[key].value for key in keys if key in found), Decimal(0))
            for keys in ((f"{mission}_fixe", f"{mission}_variable"),)
            for found in (earned, possible)
        ]
        if both[1]:
            bars.append(Bar(label, both[0], both[1]))
    yield Picture(
        "origine",
        "D’où vient l’argent\u202f: acquis, sur ce qui est possible",
        bars,
        f"Possible\u202f: six missions et tous les objectifs atteints, en taille {tier}. Une crise "
        "reconnue n’y est comptée que si vous l’avez répondu.",
    )
    firsts = [int(first.value) for first in scale["bornes"].amounts.values()]
    yield Picture(
        "taille",
        "Selon la taille, vos autres réponses restant les mêmes",
        [
            Bar(
                f"Taille {rank}, à partir de {text.quantity(first, 'habitants')}",
                total(answers, scale, rank),
                here=rank == tier,
            )
            for rank, first in enumerate(firsts, 1)
        ],
    )
    paid: dict[str, Decimal] = {}
    for event in answer.found.by_date():
        if event.amount is not None and event.pays:
            day = text.day(event.date)
            paid[day] = paid.get(day, Decimal(0)) + event.amount
    if paid:
        told = [Bar(day, amount) for day, amount in paid.items()]
        yield Picture("versements", "L’argent versé, date par date", told)
