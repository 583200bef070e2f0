"""« Il vous manque » : what is not reached, and exactly what reaching it would bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter

from calculators.aci_msp.account import Account, account, account_with
from calculators.aci_msp.indicators import Lever
from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Ground, Missing
from calculators.vocabulary.scales import Scale


def missing(answers: Answers, scale: Scale, now: Account) -> Iterator[Missing]:
    """Give what is not reached. While a prerequisite is missing, nothing else brings a euro."""
    if now.unmet:
        repairs = repair(answers, scale, now)
        answers = answers.with_changes(repairs)
        repaired = account(answers, scale)
        yield _prerequisites(scale, now, repaired, repairs)
        yield from sorted(
            _levers_that_bring(answers, scale, repaired, repairs),
            key=attrgetter("points"),
            reverse=True,
        )
    else:
        yield from _levers_that_bring(answers, scale, now, {})


def repair(answers: Answers, scale: Scale, now: Account) -> dict[str, object]:
    """Give the smallest changes that reach the missing prerequisites."""
    every = (now.indicators[id].repairs(answers, scale) for id in now.unmet)
    return {key: value for changes in every for key, value in changes.items()}


def _prerequisites(
    scale: Scale, now: Account, repaired: Account, changes: Mapping[str, object]
) -> Missing:
    names = [now.indicators[id].label for id in now.unmet]
    alone = len(names) == 1
    return Missing(
        id=now.unmet[0] if alone else "prerequis",
        label=f"Prérequis\u202f: {names[0]}" if alone else f"Réunir {len(names)} prérequis",
        gain=repaired.total,
        text="Un prérequis manquant fait perdre toute l’année."
        if alone
        else f"Un seul ne suffit pas, il faut les {len(names)}\u202f: {text.listing(names)}.",
        proof=proof(now.unmet, repaired),
        changes=changes,
        ground=ground(now.unmet[0], repaired, scale),
        points=repaired.points - now.points,
    )


def _levers_that_bring(
    answers: Answers, scale: Scale, now: Account, repairs: Mapping[str, object]
) -> Iterator[Missing]:
    """Give what brings something, once the repairs are made if there are any to make."""
    found: set[str] = set()
    for owner, lever in _levers(answers, scale, now):
        if all(answers[key] == value for key, value in lever.changes.items()):
            continue
        if not repairs.keys().isdisjoint(lever.changes):
            continue  # What is to be repaired first cannot be bettered yet.
        then = account_with(lever.changes, now, answers, scale)
        gain = then.without_prerequisites - now.without_prerequisites
        if gain <= 0:
            continue
        found.add(lever.id)
        indicator = lever.indicator if lever.indicator in now.indicators else owner
        after = lever.after if lever.after in found else ""
        words = [lever.text, "Ce montant comprend celui de l’étape précédente." if after else ""]
        if repairs:
            words.append(f"Rien tant qu’un prérequis manque\u202f; ensuite, {text.euros(gain)}.")
        yield Missing(
            id=lever.id,
            label=lever.label,
            gain=gain * (not repairs),
            text=" ".join(filter(None, words)),
            proof=proof([indicator], then),
            changes=lever.changes,
            ground=ground(indicator, then, scale),
            points=then.points - now.points,
            after=after,
        )


def _levers(answers: Answers, scale: Scale, now: Account) -> Iterator[tuple[str, Lever]]:
    """Give each lever with the indicator that declares it."""
    for id, indicator in now.indicators.items():
        for lever in indicator.levers(answers, scale):
            yield id, lever


def proof(ids: Sequence[str], year: Account) -> str:
    """Say what to send for these indicators."""
    pages = dict.fromkeys(year.worths[id].amounts[0].page for id in ids)
    return _proof_in(tuple(year.indicators[id].proof for id in ids), tuple(pages))


def where(id: str, year: Account) -> str:
    """Say in which documents the answers of an indicator are."""
    guide = f"Guide de l’Assurance maladie, {year.worths[id].amounts[0].page}."
    return " ".join(filter(None, (year.indicators[id].proof, guide)))


@cache
def _proof_in(proofs: tuple[str, ...], pages: tuple[str, ...]) -> str:
    guide = f"Pièces listées par le guide de l’Assurance maladie, {text.listing(pages)}."
    return " ".join(filter(None, (*proofs, guide)))


def ground(indicator: str, year: Account, scale: Scale) -> Ground:
    """Give what the euros of an indicator rest on."""
    return Ground.of(*year.worths[indicator].amounts, scale["point"].amount)
