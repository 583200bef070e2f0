"""A plan: for each thing that is paid, its target, its state, its proof, its date and its euros."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Literal, NamedTuple

from calculators.vocabulary import text
from calculators.vocabulary.result import Event, Ground, Json

type State = Literal["met", "partial", "missing", "unknown", "not_applicable"]

STATES: dict[State, str] = {
    "met": "atteint",
    "partial": "en partie",
    "missing": "à atteindre",
    "unknown": "sans réponse",
    "not_applicable": "sans objet",
}


class Step(NamedTuple):
    """One thing that is paid."""

    id: str
    group: str
    label: str
    state: State
    told: str
    """Why it is in this state."""
    target: str
    """What is to be reached; nothing once it is."""
    proof: str
    by: date | None
    """The day before which to act, or to prove."""
    what: str
    """What is to be done by that day."""
    earned: Decimal
    """What the answers bring."""
    possible: Decimal
    """What can be added."""
    ground: Ground
    risk: str = ""
    """What is lost without it, when that is more than its own euros."""

    @property
    def provable(self) -> bool:
        """Say whether there is something to prove."""
        return self.state in ("met", "partial")

    def as_json(self, done: frozenset[str]) -> Json:
        """Give the step, and whether its proof is ready."""
        return {
            "id": self.id,
            "group": self.group,
            "label": self.label,
            "state": self.state,
            "state_text": STATES[self.state],
            "told": self.told,
            "target": self.target,
            "proof": self.proof,
            "by": self.by.isoformat() if self.by else "",
            "by_text": f"{self.what} le {text.day(self.by)}" if self.by else "",
            "earned": text.plain(self.earned),
            "earned_text": text.euros(self.earned),
            "possible": text.plain(self.possible),
            "possible_text": text.euros(self.possible) if self.possible else "",
            "risk": self.risk,
            "provable": self.provable,
            "done": self.provable and self.id in done,
            **self.ground.as_json(),
        }


@dataclass(frozen=True)
class Plan:
    """The steps of a year, and its dates."""

    title: str
    steps: Sequence[Step]
    dates: Sequence[Event]
    notes: Sequence[str] = ()

    def totals(self, done: frozenset[str]) -> list[tuple[str, str, Decimal]]:
        """Add up what is proved, what is still to prove, and what can be added."""
        provable = [step for step in self.steps if step.provable]
        proved = [step.earned for step in provable if step.id in done]
        waits = [step.earned for step in provable if step.id not in done]
        return [
            ("proved", "Preuve prête", text.total(proved)),
            ("to_prove", "Atteint, à prouver", text.total(waits)),
            ("possible", "Encore possible", text.total(step.possible for step in self.steps)),
        ]

    def deadlines(self, done: frozenset[str]) -> Iterator[tuple[date, str, list[Step]]]:
        """Give each day before which something is left to do, and what."""
        left = [step for step in self.steps if step.by and not (step.provable and step.id in done)]
        left.sort(key=_deadline)
        for (day, what), steps in groupby(left, key=_deadline):
            yield day, what, [*steps]

    def as_json(self, done: frozenset[str]) -> Json:
        """Give the plan, with the proofs that are ready."""
        return {
            "title": self.title,
            "notes": [*self.notes],
            "totals": [
                {"id": id, "label": label, "value": text.plain(value), "text": text.euros(value)}
                for id, label, value in self.totals(done)
            ],
            "deadlines": [
                {
                    "date": day.isoformat(),
                    "date_text": text.day(day),
                    "what": what,
                    "steps": [step.label for step in steps],
                }
                for day, what, steps in self.deadlines(done)
            ],
            "steps": [step.as_json(done) for step in self.steps],
            "dates": [event.as_json() for event in self.dates],
        }


def _deadline(step: Step) -> tuple[date, str]:
    return step.by or date.max, step.what
