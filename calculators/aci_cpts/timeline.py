"""When the money of a CPTS comes, and the limits that its contract sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from calculators import text
from calculators.aci_cpts.fields import MISSIONS
from calculators.aci_cpts.funding import HUNDRED, parts
from calculators.dates import months_after, whole_months
from calculators.fields import Answers
from calculators.result import Event, Ground
from calculators.scales import Scale


def timeline(answers: Answers, scale: Scale, tier: int) -> Iterator[Event]:
    """Give the first payments of running costs and of each mission, and the limits to keep.

    Running costs are paid in full at the signature, then by an advance at each anniversary and
    the balance one year later. A mission brings, at its start, the advance on its fixed part for
    the months left before the anniversary; the balance and the variable part come on that day.
    """
    signature = answers.day("date_signature")
    if signature is None or "avance" not in scale.figures:
        return
    end = _end(signature, scale)
    yield from _running_costs(signature, scale, tier)
    yield from _missions(answers, signature, end, scale, tier)
    yield from _limits(answers, signature, scale)
    yield Event(end, "Fin du contrat", Ground.of(scale["duree"].amount))


def _running_costs(signature: date, scale: Scale, tier: int) -> Iterator[Event]:
    advance = scale["avance"].amount
    running = scale["fonctionnement"][tier - 1]
    paid = Ground.of(advance, running)
    down = text.cents(running.value * advance.value / HUNDRED)
    first, second = months_after(signature, 12), months_after(signature, 24)
    what = "Signature\u202f: fonctionnement de la première année"
    yield Event(signature, what, paid, running.value)
    what = f"Fonctionnement de la deuxième année, avance de {text.percent(advance.value)}"
    yield Event(first, what, paid, down)
    what = "Fonctionnement de la deuxième année, solde"
    yield Event(second, what, paid, running.value - down)


def _missions(
    answers: Answers, signature: date, end: date, scale: Scale, tier: int
) -> Iterator[Event]:
    advance = scale["avance"].amount
    rate = advance.value / HUNDRED
    later = answers.with_changes({"crise_plan": "mise_a_jour"})
    next_year = {part.id: part for part in parts(later, scale, tier)}
    for part in parts(answers, scale, tier):
        start = answers.day(f"demarrage_{part.mission}")
        label = MISSIONS[part.mission]
        if start is None or start >= end:
            continue
        elapsed = whole_months(signature, start)
        year, months = elapsed // 12 + 1, 12 - elapsed % 12
        anniversary = months_after(signature, 12 * year)
        paid = Ground.of(advance, *part.amounts)
        if part.kind == "variable":
            if part.value:
                what = f"{label}, part variable de l’année {year}"
                yield Event(anniversary, what, paid, part.value)
            continue
        due = text.cents(part.value * months / 12)
        down = text.cents(due * rate)
        share, reading = f"{months} mois sur 12", replace(paid, confidence="deduit")
        yield Event(start, f"{label}, avance au démarrage ({share})", reading, down)
        what = f"{label}, solde du fixe de l’année {year}"
        yield Event(anniversary, what, reading, due - down)
        if anniversary < end:
            what = f"{label}, avance du fixe de l’année {year + 1}"
            following = next_year[part.id]
            paid = Ground.of(advance, *following.amounts)
            yield Event(anniversary, what, paid, text.cents(following.value * rate))


def _limits(answers: Answers, signature: date, scale: Scale) -> Iterator[Event]:
    for limit, words in (("demarrage", "démarrage"), ("deploiement", "déploiement complet")):
        for mission, amount in scale[limit].amounts.items():
            if answers.flag(str(mission)):
                day = months_after(signature, int(amount.value))
                what = f"{MISSIONS[str(mission)]}\u202f: {words} au plus tard"
                yield Event(day, what, Ground.of(amount))


def idle_starts(answers: Answers, signature: date, scale: Scale) -> Iterator[str]:
    """Name the missions whose start changes nothing: not taken up, or after the contract."""
    for mission, label in MISSIONS.items():
        start = answers.day(f"demarrage_{mission}")
        if start and (not answers.flag(mission) or start >= _end(signature, scale)):
            yield label


def _end(signature: date, scale: Scale) -> date:
    return months_after(signature, 12 * int(scale["duree"].value))
