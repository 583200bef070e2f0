"""The dates that the contract of a MSP sets, whatever its amounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from calculators.aci_msp.contract import MONTHS
from calculators.vocabulary.dates import months_after
from calculators.vocabulary.result import Deadlines, Event, Ground
from calculators.vocabulary.scales import Figure, Scale


def of_contract(signature: date, _starts: Mapping[str, date], scale: Scale) -> Deadlines:
    """Give every date of a contract signed on that day."""
    last = end(signature, scale)
    events = [*signing(signature, scale), first_advance(signature, scale)]
    for year in years(signature, scale):
        paid = advance(year, scale)
        if year > signature.year and paid.date <= last.date:
            events.append(paid)
        events += [documents(year, scale), balance(year, scale)]
    return Deadlines([*events, last], last.date)


def years(signature: date, scale: Scale) -> range:
    """Give the years of which the contract has at least a day."""
    return range(signature.year, (end(signature, scale).date - timedelta(days=1)).year + 1)


def signing(signature: date, scale: Scale) -> Iterator[Event]:
    """Give the signature, and the company that it asks for."""
    company = scale["societe_delai"].amount
    yield Event(signature, "Signature du contrat à trois", Ground.of(scale["duree"].amount))
    yield Event(
        months_after(signature, int(company.value)),
        "Société (SISA, société interprofessionnelle de soins ambulatoires) créée au plus tard",
        Ground.of(company),
    )


def first_advance(signature: date, scale: Scale) -> Event:
    """Give the advance of the year of joining."""
    delay = scale["avance_delai"].amount
    day = months_after(signature, int(delay.value))
    return Event(day, "Première avance versée au plus tard", Ground.of(delay))


def advance(year: int, scale: Scale) -> Event:
    """Give the advance of any other year."""
    return _yearly(scale["avance_limite"], year, f"Avance {year} versée au plus tard")


def documents(year: int, scale: Scale) -> Event:
    """Give the day by which the documents of a year are sent."""
    words = f"Justificatifs {year} envoyés au plus tard"
    return _yearly(scale["justificatifs_limite"], year + 1, words)


def balance(year: int, scale: Scale) -> Event:
    """Give the balance of a year."""
    return _yearly(scale["solde_limite"], year + 1, f"Solde {year} versé au plus tard")


def end(signature: date, scale: Scale) -> Event:
    """Give the end of the contract."""
    term = scale["duree"].amount
    day = months_after(signature, MONTHS * int(term.value))
    return Event(day, "Fin du contrat", Ground.of(term))


def _yearly(limit: Figure, year: int, words: str) -> Event:
    day, month = limit["jour"], limit["mois"]
    return Event(date(year, int(month.value), int(day.value)), words, Ground.of(day))
