"""What is really paid for the year, and when: advance, guarantee, balance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from calculators.aci_msp import deadlines
from calculators.aci_msp.account import Account, account_with, prerequisites
from calculators.aci_msp.contract import MONTHS, contract_months
from calculators.aci_msp.mechanisms import HUNDRED, NONE
from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Event, Ground, Line
from calculators.vocabulary.scales import Scale

GROUP = "Versements"


class Payments(NamedTuple):
    """The sums paid for one year."""

    core: Mapping[str, Decimal]
    """Core indicators and prerequisites, all reached, for a whole year."""
    advance: Decimal
    rights: Decimal
    """The total, for the months under contract."""
    guaranteed: Decimal
    """What the guarantee of new structures adds to the rights."""

    by_month: tuple[Decimal, Decimal] | None = None
    """What is due and the advance of a new structure if both floors hold for a whole year."""

    @property
    def core_total(self) -> Decimal:
        """Give the base of the advance."""
        return text.total(self.core.values())

    @property
    def due(self) -> Decimal:
        """Give what is due for the year."""
        return self.rights + self.guaranteed

    @property
    def balance(self) -> Decimal:
        """Give what is left to pay, negative when the advance was too high."""
        return self.due - self.advance


def payments(answers: Answers, scale: Scale, year: Account) -> Payments:
    """Compute what is paid for the year."""
    months = contract_months(answers)
    core = _core(answers, scale, year)
    least, guaranteed = scale["avance_minimum"].value, is_guaranteed(answers, scale)
    floor = scale["garantie"].value if guaranteed and not year.unmet else NONE

    def part(amount: Decimal) -> Decimal:
        return text.cents(amount * months / MONTHS)

    rights = part(year.total)
    advance = part(text.total(core.values()) * scale["avance"].value / HUNDRED)
    by_month = max(rights, part(floor)), max(advance, part(least))
    return Payments(
        core=core,
        advance=max(advance, least),
        rights=rights,
        guaranteed=max(NONE, floor - rights),
        by_month=by_month if guaranteed and months < MONTHS else None,
    )


def is_whole_year(answers: Answers, scale: Scale) -> bool:
    """Say whether what is due is what a whole year brings: no part of a year, no guarantee."""
    return contract_months(answers) == MONTHS and not is_guaranteed(answers, scale)


def _core(answers: Answers, scale: Scale, year: Account) -> dict[str, Decimal]:
    """Give the euros of the core indicators, as if all were reached; no crisis is foreseen."""
    core = [id for id, indicator in year.indicators.items() if indicator.core]
    ids = (*prerequisites(year.indicators, answers, scale), *core)
    every = {key: value for id in ids for key, value in year.indicators[id].reached(scale).items()}
    ideal = account_with(every, year, answers, scale).euros
    return {id: ideal[id] for id in ids}


def is_guaranteed(answers: Answers, scale: Scale) -> bool:
    """Say whether the year is one of the first ones of a new structure."""
    signature = answers.day("date_contrat")
    if signature is None or not answers.flag("structure_nouvelle"):
        return False
    return answers.integer("exercice") - signature.year < scale["garantie_annees"].value


def lines(answers: Answers, scale: Scale, year: Account, paid: Payments) -> Iterator[Line]:
    """Explain each sum paid."""
    months = contract_months(answers)
    share = f" × {months} mois / {MONTHS}" if months < MONTHS else ""
    advance, minimum = scale["avance"].amount, scale["avance_minimum"].amount
    prorata = scale["prorata"].amount
    reading = Ground(prorata.source, prorata.page, "deduit")
    # No text read says what the core holds when there is an advanced practice nurse.
    core = (
        Ground(advance.source, advance.page, "deduit")
        if answers.flag("ipa")
        else Ground.of(advance)
    )
    parts = [
        f"{year.indicators[id].label} {text.euros(value)}"
        for id, value in paid.core.items()
        if value
    ]
    yield Line(
        id="socles_euros",
        group=GROUP,
        label="Socles et prérequis, tous atteints, pour une année entière",
        formula=" + ".join(parts),
        value=paid.core_total,
        ground=core,
    )
    at_least = f", {minimum} au moins" if paid.advance == minimum.value else ""
    yield Line(
        id="avance_euros",
        group=GROUP,
        label="Avance",
        formula=f"{advance} de {text.euros(paid.core_total)}{share}{at_least}",
        value=paid.advance,
        ground=reading if share else core,
        total="avance_euros",
    )
    yield Line(
        id="droits_euros",
        group=GROUP,
        label="Rémunération pour les mois sous contrat",
        formula=text.euros(year.total) + (share or " pour l’année entière"),
        value=paid.rights,
        ground=reading if share else Ground.of(advance),
        total="du_euros",
    )
    if paid.guaranteed:
        guarantee = scale["garantie"].amount
        yield Line(
            id="garantie_euros",
            group=GROUP,
            label="Complément garanti à une structure nouvelle",
            formula=f"{guarantee} garantis − {text.euros(paid.rights)}",
            value=paid.guaranteed,
            ground=Ground(guarantee.source, guarantee.page, "deduit"),
            total="du_euros",
        )
    yield Line(
        id="solde_euros",
        group=GROUP,
        label="Solde",
        formula=f"{text.euros(paid.due)} dus − {text.euros(paid.advance)} d’avance",
        value=paid.balance,
        ground=Ground.of(scale["solde_limite"]["jour"]),
        total="solde_euros",
    )
    if paid.by_month:
        yield from _other_reading(scale, months, paid.rights, *paid.by_month)


def _other_reading(
    scale: Scale, months: int, rights: Decimal, due: Decimal, advance: Decimal
) -> Iterator[Line]:
    """Count the floors of a new structure by month, as another source reads them."""
    group, ground = (
        "Autre lecture de la garantie",
        Ground("msp-mediforce", "structures nouvelles", "deduit"),
    )
    share = f"{months} mois / {MONTHS}"
    formula = f"{scale['garantie'].amount} × {share}, ou {text.euros(rights)} si c’est plus"
    yield Line(
        id="du_euros_au_mois",
        group=group,
        label="Somme due, si la garantie vaut pour une année entière",
        formula=formula if due else "pas de garantie, un prérequis manque",
        value=due,
        ground=ground,
    )
    yield Line(
        id="avance_euros_au_mois",
        group=group,
        label="Avance, si son minimum vaut pour une année entière",
        formula=f"{scale['avance_minimum'].amount} × {share} au moins",
        value=advance,
        ground=ground,
    )


def timeline(answers: Answers, scale: Scale, paid: Payments) -> Iterator[Event]:
    """Give the dates of the year, and those of the contract when it is signed in it."""
    year = answers.integer("exercice")
    signature = answers.day("date_contrat")
    advance = deadlines.advance(year, scale)
    if signature and signature.year == year:
        yield from deadlines.signing(signature, scale)
        advance = deadlines.first_advance(signature, scale)
    yield replace(advance, amount=paid.advance)
    yield deadlines.documents(year, scale)
    balance = paid.balance if paid.balance >= 0 else None
    yield replace(deadlines.balance(year, scale), amount=balance)
    if signature:
        yield deadlines.end(signature, scale)
