"""The funding of a CPTS in bars: by mission, by size, and date by date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from calculators.aci_cpts.deadlines import YEAR
from calculators.aci_cpts.estimate import MOST, SUPPOSED
from calculators.aci_cpts.fields import MISSIONS
from calculators.aci_cpts.funding import parts, total
from calculators.aci_cpts.territory import inhabitants, size, to_next_size
from calculators.aci_cpts.timeline import Contract, contract, payments, rights
from calculators.vocabulary import text
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.dates import months_after
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.picture import BETWEEN, WAITS, Bar, Picture
from calculators.vocabulary.result import Event
from calculators.vocabulary.scales import Scale


def pictures(answer: Answer) -> Iterator[Picture]:
    """Show each mission, earned and possible; the amount by size; the payments."""
    answers, scale = answer.answers, answer.scale
    tier = size(inhabitants(answers)[0], scale)
    every = answers.with_changes({**dict.fromkeys(MISSIONS, True), **MOST})
    low, high = answer.ends or (answers, answers)
    earned, possible = (
        _by_mission(given, scale, tier) for given in (low, high if answer.ends else every)
    )
    running = scale["fonctionnement"][tier - 1].value
    draw = Bar.between if answer.ends else Bar
    missions = [
        draw(label, earned.get(mission, Decimal(0)), possible[mission])
        for mission, label in MISSIONS.items()
        if mission in possible
    ]
    yield Picture(
        "origine",
        BETWEEN if answer.ends else "D’où vient l’argent\u202f: acquis, sur ce qui est possible",
        [draw("Fonctionnement", running, running), *missions],
        WAITS
        if answer.ends
        else f"Possible\u202f: six missions et tous les objectifs atteints, en taille {tier}. Une "
        "crise reconnue n’y est comptée que si vous l’avez répondu.",
    )
    firsts = [int(first.value) for first in scale["bornes"].amounts.values()]
    yield Picture(
        "taille",
        "Selon la taille, vos autres réponses restant les mêmes",
        [_at_size(rank, first, answer, here=rank == tier) for rank, first in enumerate(firsts, 1)],
        _next_size(low, high, scale, tier),
    )
    paid: dict[str, Decimal] = {}
    for event in answer.found.by_date():
        if event.amount is not None and event.pays:
            day = text.day(event.date)
            paid[day] = paid.get(day, Decimal(0)) + event.amount
    if paid:
        told = [Bar(day, amount) for day, amount in paid.items()]
        supposed = f"Provisoire\u202f: {SUPPOSED}." if answer.ends else ""
        yield Picture("versements", "L’argent versé, date par date", told, supposed)
    if signed := contract(answers, scale):
        cash = _cash(signed, payments(answers, scale, tier))
        yield (
            replace(cash, note=f"{cash.note} Provisoire\u202f: {SUPPOSED}.")
            if answer.ends
            else cash
        )


def _by_mission(answers: Answers, scale: Scale, tier: int) -> dict[str, Decimal]:
    """Add the fixed and the variable part of each mission that is taken up."""
    brings: dict[str, Decimal] = {}
    for part in parts(answers, scale, tier):
        brings[part.mission] = brings.get(part.mission, Decimal(0)) + part.value
    return brings


def _at_size(rank: int, first: int, answer: Answer, *, here: bool) -> Bar:
    label = f"Taille {rank}, à partir de {text.quantity(first, 'habitants')}"
    if answer.ends:
        least, most = (total(end, answer.scale, rank) for end in answer.ends)
        return Bar.between(label, least, most, here=here)
    return Bar(label, total(answer.answers, answer.scale, rank), here=here)


def _next_size(low: Answers, high: Answers, scale: Scale, tier: int) -> str:
    to_next = to_next_size(inhabitants(low)[0], scale, tier)
    if not to_next:
        return ""
    gains = [total(end, scale, tier + 1) - total(end, scale, tier) for end in (low, high)]
    return (
        f"La taille {tier + 1} apporterait {text.euros_between(min(gains), max(gains))} de plus "
        f"par an\u202f: il manque {text.quantity(to_next, 'habitants')}."
    )


def _cash(signed: Contract, paid: Sequence[Event]) -> Picture:
    """Show, for each year, the most to find elsewhere before the next payment."""
    lows = []
    for year in signed.years:
        month = min(
            range(YEAR * (year - 1) + 1, YEAR * year + 1),
            key=lambda month: balance(signed, paid, month),
        )
        low, day = -balance(signed, paid, month), months_after(signed.signature, month)
        words = text.euros(low) if low > 0 else "rien à avancer"
        lows.append(Bar(f"Année {year}, le {text.day(day)}", max(low, Decimal(0)), words=words))
    worst = max(range(len(lows)), key=lambda rank: lows[rank].value)
    return Picture(
        "tresorerie",
        "À avancer, au plus bas de chaque année",
        lows,
        "Notre lecture, si vous dépensez chaque mois un douzième des droits de l’année, avant les "
        f"versements du jour. Le plus bas du contrat\u202f: {lows[worst].label[0].lower()}"
        f"{lows[worst].label[1:]}.",
    )


def balance(signed: Contract, paid: Sequence[Event], month: int) -> Decimal:
    """Give what came, less a twelfth a month of the rights, some months after the signature.

    The payments of that very day do not count yet.
    """
    day = months_after(signed.signature, month)
    came = text.total(event.amount or Decimal(0) for event in paid if event.date < day)
    spent = (
        amount * min(max(month - YEAR * (year - 1), 0), YEAR) / YEAR
        for year, amount in rights(paid).items()
    )
    return text.cents(came - text.total(spent))
