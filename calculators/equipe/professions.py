"""The professions of `professions.toml`, and how many people a team has in each count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from calculators.vocabulary.data import read
from calculators.vocabulary.fields import Answers
from calculators.vocabulary.result import Ground


@dataclass(frozen=True)
class Profession:
    """A profession, what it is for the code, and the minima in which it counts."""

    code: str
    one: str
    many: str
    category: str
    group: str
    counts: tuple[str, ...]
    disputed: tuple[str, ...]
    """The counts in which some sources only put it."""
    associate: str
    """Whether it may be a partner of a SISA: `oui`, `non` or `a_verifier`."""
    same_as: str
    """The profession of which it is a form, or its own code."""
    remark: str
    ground: Ground

    def quantity(self, number: int) -> str:
        """Write so many of them."""
        return f"{number} {self.one if number < 2 else self.many}"


def _load() -> tuple[Profession, ...]:
    table = read("equipe", "professions")
    return tuple(
        Profession(
            code=row["code"],
            one=row["one"],
            many=row["many"],
            category=row["category"],
            group=row.get("group", category["label"]),
            counts=tuple(category["counts"]),
            disputed=tuple(category.get("disputed", ())),
            associate=category["associate"],
            same_as=row.get("same_as", row["code"]),
            remark=row.get("remark", ""),
            ground=Ground(category["source"], category["page"], "deduit"),
        )
        for row in table["profession"]
        for category in (table["category"][row["category"]],)
    )


PROFESSIONS = _load()


class Team:
    """The people of a team, as the minima count them."""

    def __init__(self, answers: Answers) -> None:
        self.members = [(who, n) for who in PROFESSIONS if (n := answers[who.code])]
        """The professions that are there, with their number."""
        self.size = sum(number for _, number in self.members)
        self.mode = answers.choice("mode_exercice")
        self.helpers = [(who, n) for who, n in self.members if who.associate == "non"]
        """Those who fill no seat of a MSP nor of a SISA: they may be paid a salary there."""
        self._sure: Counter[str] = Counter()
        self._disputed: Counter[str] = Counter()
        for who, number in self.members:
            for count in who.counts:
                self._sure[count] += number
            for count in who.disputed:
                self._disputed[count] += number
        self._sure["professions"] = len(
            {who.same_as for who, _ in self.members if "professionnels" in who.counts}
        )
        self._liberals()

    def _liberals(self) -> None:
        people = self._sure["professionnels"]
        if self.mode == "liberal":
            self._sure["liberaux"] = people
        elif self.mode == "mixte":
            # Somebody is paid a salary: those who fill no seat, when there are some.
            if self.helpers:
                helping = sum(n for who, n in self.helpers if "professionnels" in who.counts)
                self._sure["liberaux"] = people - helping
            most = min(people, max(self.size - 1, 0))
            self._disputed["liberaux"] = most - self._sure["liberaux"]

    def sure(self, count: str) -> int:
        """Count those who stand in a count for certain."""
        return self._sure[count]

    def perhaps(self, count: str) -> int:
        """Count those who stand in it for certain, and those who may."""
        return self._sure[count] + self._disputed[count]

    def named(
        self, *, count: str = "", categories: tuple[str, ...] = (), associate: str = ""
    ) -> list[str]:
        """Name those who stand in a count, in some categories or may be partners or not."""
        return [
            who.quantity(number)
            for who, number in self.members
            if count in who.counts or who.category in categories or who.associate == associate
        ]
