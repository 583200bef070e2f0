"""What an indicator is: one line of the scale, with all that the calculator knows of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from calculators.aci_msp.mechanisms import Worth, fixed, nothing, prorata
from calculators.vocabulary import text
from calculators.vocabulary.fields import Answers, Field
from calculators.vocabulary.scales import Amount, Scale

ACCESS = "Accès aux soins"
TEAM = "Travail en équipe"
SHARED_SYSTEM = "Système d’information"

NOT_REACHED = "non atteint"
NO_IPA = "pas d’infirmier en pratique avancée"


class Lever(NamedTuple):
    """Something to do, and the inputs that say it is done."""

    id: str
    label: str
    changes: Mapping[str, object]
    text: str = ""
    after: str = ""
    """The lever that comes before, if it is in the list; this one then holds the gain of both."""
    indicator: str = ""
    """The one that proves it, when it is not the one that declares it."""


def _none(_scale: Scale) -> tuple[Field, ...]:
    return ()


def _no_lever(_answers: Answers, _scale: Scale) -> Iterable[Lever]:
    return ()


def _never(_answers: Answers) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One line of the scale. It applies when the text in force holds its figure."""

    id: str
    group: str
    label: str
    worth: Callable[[Answers, Scale], Worth]
    """Its points, and why."""
    figure: str = ""
    """The one without which it does not apply; by default, it is called as the indicator."""
    inputs: Callable[[Scale], tuple[Field, ...]] = _none
    """What the form asks for it; the hints say the figures of the newest text that has it."""
    levers: Callable[[Answers, Scale], Iterable[Lever]] = _no_lever
    """What can be done for it, whether or not it brings something to this MSP."""
    proof: str = ""
    """What to send, beside the documents that the guide lists on the page of the indicator."""
    claimed: Callable[[Answers], bool] = _never
    """Whether the reader says that something is done, so that it is told whether it is paid."""
    prerequisite: bool = False
    """Whether nothing is paid for the year without it."""
    since: str = ""
    """The figure that holds the first year in which it is a prerequisite."""
    to_do: str = ""
    repair: Callable[[Answers, Scale], Mapping[str, object]] | None = None
    """The smallest changes that reach it, when they are more than its own input."""
    core: bool = False
    """Whether the advance counts it, beside the prerequisites."""
    best: Callable[[Scale], Mapping[str, object]] | None = None
    """The answers of who reaches all of it; by default, its own input, true."""

    most: Callable[[Answers, frozenset[str], Scale], Mapping[str, object]] | None = None
    """The same, when it depends on which of its inputs the reader gave."""
    bare: Callable[[Answers, frozenset[str], Scale], Mapping[str, object]] | None = None
    """The answers of who barely reaches a prerequisite; by default, its own input, true."""

    def applies(self, scale: Scale) -> bool:
        """Say whether the text has it."""
        return (self.figure or self.id) in scale.figures

    def reached(self, scale: Scale) -> Mapping[str, object]:
        """Give the answers of who reaches all of it."""
        return self.best(scale) if self.best else {self.id: True}

    def fullest(
        self, answers: Answers, given: frozenset[str], scale: Scale
    ) -> Mapping[str, object]:
        """Give the answers that bring the most beside those that the reader gave."""
        return self.most(answers, given, scale) if self.most else self.reached(scale)

    def barest(self, answers: Answers, given: frozenset[str], scale: Scale) -> Mapping[str, object]:
        """Give the answers that barely reach a prerequisite beside those that the reader gave."""
        return self.bare(answers, given, scale) if self.bare else {self.id: True}

    def repairs(self, answers: Answers, scale: Scale) -> Mapping[str, object]:
        """Give the smallest changes that reach it."""
        return self.repair(answers, scale) if self.repair else {self.id: True}


def always(*levers: Lever) -> Callable[[Answers, Scale], Iterable[Lever]]:
    """Offer levers that depend neither on the answers nor on the text."""
    return lambda _answers, _scale: levers


def by_level(
    id: str, key: str, label: str, texts: tuple[str, ...], unit: str = "niveau "
) -> Callable[[Answers, Scale], Iterator[Lever]]:
    """Offer each level, after the one below."""

    def levers(_answers: Answers, _scale: Scale) -> Iterator[Lever]:
        for level, words in enumerate(texts, start=1):
            after = f"{id}_{level - 1}"
            yield Lever(
                f"{id}_{level}", f"{label}\u202f: {unit}{level}", {key: level}, words, after
            )

    return levers


def up_to(id: str, label: str, unit: str) -> Callable[[Answers, Scale], Iterator[Lever]]:
    """Offer to reach the number of units beyond which nothing more is paid."""

    def levers(_answers: Answers, scale: Scale) -> Iterator[Lever]:
        most = scale[f"{id}_maximum"].value
        words = f"{label}, jusqu’à {text.number(most)}"
        yield Lever(id, words, {id: int(most)}, f"{scale[id].amount} {unit}.")

    return levers


def local(amount: Amount, answers: Answers, scale: Scale) -> Worth:
    """Give points in proportion of the patients."""
    return prorata(
        fixed(amount), answers.integer("patientele"), scale["patientele_reference"].amount
    )


def if_reached(key: str, amount: Amount, answers: Answers) -> Worth:
    """Give points that do not vary, to who reaches them."""
    return fixed(amount) if answers.flag(key) else nothing(NOT_REACHED, amount)


def by_named_level(indicator: str, answers: Answers, scale: Scale) -> Worth:
    """Give the points of a level, which bring those of the levels below with them."""
    level = answers.integer(f"{indicator}_niveau")
    levels = scale[indicator]
    return fixed(levels[level - 1]) if level else nothing(NOT_REACHED, *levels.amounts.values())
