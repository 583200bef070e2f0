"""When the money of a CPTS comes, which year each payment is for, and the limits to keep.

Running costs are paid in full at the signature. Then, at each anniversary, come the balance of the
year that ends and an advance on the year that begins, and the variable part of the year that ends.
A mission brings, at its start, the advance on its fixed part for the months left before the
anniversary. The last balance comes on the day the contract ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from calculators.aci_cpts import deadlines
from calculators.aci_cpts.deadlines import YEAR
from calculators.aci_cpts.fields import MISSIONS
from calculators.aci_cpts.funding import HUNDRED, Part, parts
from calculators.vocabulary import text
from calculators.vocabulary.dates import months_after, whole_months
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Event, Ground, Line
from calculators.vocabulary.scales import Scale

RUNNING = "fonctionnement"
NAMES = {RUNNING: "Fonctionnement", **MISSIONS}


@dataclass(frozen=True)
class Contract:
    """The days of a contract, and the advance that it pays."""

    signature: date
    scale: Scale

    @property
    def years(self) -> range:
        """Number the years of the contract, from 1."""
        return range(1, int(self.scale["duree"].value) + 1)

    @property
    def end(self) -> date:
        """Give the day on which the contract ends."""
        return self.anniversary(self.years[-1])

    def anniversary(self, year: int) -> date:
        """Give the day that ends a year of contract; 0 gives the signature."""
        return months_after(self.signature, YEAR * year)

    def in_two(
        self, due: Decimal, pays: tuple[str, int], first: Event, what: str
    ) -> Iterator[Event]:
        """Split what is due for a year: `first` tells the advance, the rest comes at its end."""
        down = text.cents(due * self.scale["avance"].value / HUNDRED)
        yield replace(first, amount=down, pays=pays)
        name, year = pays
        label = f"{NAMES[name]}, solde {what} {year}"
        yield Event(self.anniversary(year), label, first.ground, due - down, pays)


def contract(answers: Answers, scale: Scale) -> Contract | None:
    """Give the contract when its payments can be dated."""
    signature = answers.day("date_signature")
    return Contract(signature, scale) if signature and "avance" in scale.figures else None


def payments(answers: Answers, scale: Scale, tier: int) -> list[Event]:
    """Give every payment of the contract: running costs, and the missions that have a start."""
    signed = contract(answers, scale)
    if signed is None:
        return []
    return [*_running_costs(signed, tier), *_missions(answers, signed, tier)]


def _running_costs(signed: Contract, tier: int) -> Iterator[Event]:
    advance, running = signed.scale["avance"].amount, signed.scale[RUNNING][tier - 1]
    ground = Ground.of(advance, running)
    first, *others = signed.years
    signing = deadlines.signing(signed.signature, signed.scale)
    yield replace(signing, ground=ground, amount=running.value, pays=(RUNNING, first))
    for year in others:
        label = f"Fonctionnement, avance de {advance} de l’année {year}"
        down = Event(signed.anniversary(year - 1), label, ground)
        yield from signed.in_two(running.value, (RUNNING, year), down, "de l’année")


def _missions(answers: Answers, signed: Contract, tier: int) -> Iterator[Event]:
    later = answers.with_changes({"crise_plan": "mise_a_jour"})
    following = {part.id: part for part in parts(later, signed.scale, tier)}
    for part in parts(answers, signed.scale, tier):
        start = answers.day(f"demarrage_{part.mission}")
        if start is None or start >= signed.end:
            continue
        over, months = divmod(whole_months(signed.signature, start), YEAR)
        first, *others = signed.years[over:]
        yield from _year(signed, part, first, start, YEAR - months)
        for year in others:
            yield from _year(signed, following[part.id], year)


def _year(
    signed: Contract, part: Part, year: int, start: date | None = None, months: int = YEAR
) -> Iterator[Event]:
    name, pays = MISSIONS[part.mission], (part.mission, year)
    ground = Ground.of(signed.scale["avance"].amount, *part.amounts)
    if part.kind == "variable":
        if part.value:
            label = f"{name}, part variable de l’année {year}"
            yield Event(signed.anniversary(year), label, ground, part.value, pays)
        return
    label = f"{name}, avance du fixe de l’année {year}"
    if start:
        ground = replace(ground, confidence="deduit")
        label = f"{name}, avance au démarrage, année {year} ({months} mois sur {YEAR})"
    due = text.cents(part.value * months / YEAR)
    first = Event(start or signed.anniversary(year - 1), label, ground)
    yield from signed.in_two(due, pays, first, "du fixe de l’année")


# ------------------------------------------------------------------ two accounts of one contract


def rights(paid: Sequence[Event]) -> dict[int, Decimal]:
    """Add up the payments by the year of contract that they are for."""
    years: dict[int, Decimal] = {}
    for event in paid:
        if event.pays and event.amount is not None:
            year = event.pays[1]
            years[year] = years.get(year, Decimal(0)) + event.amount
    return years


def received(paid: Sequence[Event], signed: Contract) -> dict[int, Decimal]:
    """Add up the payments by the year of contract in which they come; the last after its end."""
    years = dict.fromkeys((*signed.years, signed.years[-1] + 1), Decimal(0))
    for event in paid:
        if event.amount is not None:
            years[whole_months(signed.signature, event.date) // YEAR + 1] += event.amount
    return years


def account_values(answers: Answers, scale: Scale, tier: int) -> dict[str, Decimal]:
    """Give what is earned for each year of contract, and what comes in each of them."""
    signed, paid = contract(answers, scale), payments(answers, scale, tier)
    if signed is None:
        return {}
    earned = {f"droits_annee_{year}": amount for year, amount in rights(paid).items()}
    return earned | {
        _received_id(year, signed): amount for year, amount in received(paid, signed).items()
    }


def account_lines(answers: Answers, scale: Scale, tier: int) -> Iterator[Line]:
    """Show rights and cash as two accounts, year by year."""
    signed, paid = contract(answers, scale), payments(answers, scale, tier)
    if signed is None:
        return
    values = account_values(answers, scale, tier)
    ground = _reading(scale)
    for year in signed.years:
        begins, eve = signed.anniversary(year - 1), signed.anniversary(year) - timedelta(days=1)
        yield Line(
            id=f"droits_annee_{year}",
            group="Droits acquis, par année de contrat",
            label=f"Droits de l’année {year}, du {text.day(begins)} au {text.day(eve)}",
            formula=_by_mission(paid, year),
            value=values[f"droits_annee_{year}"],
            ground=ground,
        )
    for year in (*signed.years, signed.years[-1] + 1):
        over = year not in signed.years
        begins, ends = signed.anniversary(year - 1), signed.anniversary(year)
        came = [event for event in paid if begins <= event.date < ends]
        yield Line(
            id=_received_id(year, signed),
            group="Argent versé, par année de contrat",
            label=f"Versé à la fin du contrat, le {text.day(begins)}"
            if over
            else f"Versé pendant l’année {year}, à partir du {text.day(begins)}",
            formula=" + ".join(_by_year_paid(came)),
            value=values[_received_id(year, signed)],
            ground=ground,
        )


def _received_id(year: int, signed: Contract) -> str:
    return f"verse_annee_{year}" if year in signed.years else "verse_fin_contrat"


def _by_mission(paid: Sequence[Event], year: int) -> str:
    sums: dict[str, Decimal] = {}
    for event in paid:
        if event.pays and event.pays[1] == year and event.amount is not None:
            name = NAMES[event.pays[0]]
            sums[name] = sums.get(name, Decimal(0)) + event.amount
    return " + ".join(f"{name} {text.euros(amount)}" for name, amount in sums.items())


def _by_year_paid(came: Sequence[Event]) -> list[str]:
    return [
        f"{text.euros(amount)} pour l’année {year}" for year, amount in sorted(rights(came).items())
    ]


def _reading(scale: Scale) -> Ground:
    # No text read adds the payments up: the sums are ours.
    return replace(Ground.of(scale["avance"].amount), confidence="deduit")


# ------------------------------------------------------------------ the calendar


def timeline(answers: Answers, scale: Scale, tier: int) -> Iterator[Event]:
    """Give the dates of the contract: payments, their sum at each anniversary, limits, end."""
    signed, paid = contract(answers, scale), payments(answers, scale, tier)
    if signed is None:
        return
    yield from _sums(signed, paid)
    yield from paid
    taken = [mission for mission in MISSIONS if answers.flag(mission)]
    yield from deadlines.limits(signed.signature, taken, scale)
    yield deadlines.end(signed.signature, scale)


def _sums(signed: Contract, paid: Sequence[Event]) -> Iterator[Event]:
    """Tell what each anniversary brings, before its payments one by one."""
    for year in signed.years:
        day = signed.anniversary(year)
        came = [event for event in paid if event.date == day]
        sums = _by_year_paid(came)
        if len(sums) > 1:
            amount = text.total(event.amount or Decimal(0) for event in came)
            sums = [f"{text.euros(amount)} versés, dont {text.listing(sums)}"]
        label = f"Anniversaire {year}\u202f: {sums[0]}"
        yield Event(day, label, _reading(signed.scale))


def idle_starts(answers: Answers, signed: Contract) -> Iterator[str]:
    """Name the missions whose start changes nothing: not taken up, or after the contract."""
    for mission, label in MISSIONS.items():
        start = answers.day(f"demarrage_{mission}")
        if start and (not answers.flag(mission) or start >= signed.end):
            yield label


def undated_missions(answers: Answers) -> list[str]:
    """Name the missions taken up without a start: the calendar cannot pay them."""
    return [
        label
        for mission, label in MISSIONS.items()
        if answers.flag(mission) and answers.day(f"demarrage_{mission}") is None
    ]
