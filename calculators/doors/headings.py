"""Which column of a file holds which input: by its key or by its French name, however written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from calculators.vocabulary import text
from calculators.vocabulary.calculator import AS_OF, Calculator
from calculators.vocabulary.errors import FieldError, InvalidInput
from calculators.vocabulary.fields import Field
from calculators.vocabulary.fields.base import UNSEEN

NEAR = 0.85
"""From this similarity on, a heading is taken for a slip of the pen."""
SHORTEST = 6
"""Under so many letters, words are near by chance."""
MOST = 1000

_MARKS = re.compile(r"[^a-z0-9]+")
_PLAIN = str.maketrans(
    dict(zip("àáâãäåçèéêëìíîïñòóôõöùúûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy", strict=True))
    | {"œ": "oe", "æ": "ae"}
)
# A column that an earlier answer added, not one that a person named `resultat_2024`.
_ANSWERED = re.compile(r"resultat_[a-z]\w*|erreurs")


def squeezed(words: str) -> str:
    """Keep letters without accents and digits: the rest depends on who typed."""
    return _MARKS.sub("", words.casefold().translate(_PLAIN))


def named(field: Field) -> str:
    """Give the name of a field with its unit, unless the name already says it."""
    unit = field.unit
    said = len(unit) > 1 and unit.removesuffix("s") in field.label.lower()
    return f"{field.label} ({unit})" if unit and not said else field.label


@dataclass(frozen=True)
class Headings:
    """The columns of a file, by what they are for. A position counts from 0."""

    written: tuple[str, ...]
    inputs: Mapping[int, str]
    """The key of the input that a column holds."""
    free: tuple[int, ...]
    """The columns that belong to the reader."""
    replaced: tuple[int, ...]
    """The columns of an earlier answer."""


class Names:
    """The names under which the inputs of a calculator are known."""

    def __init__(self, calculator: Calculator) -> None:
        self._fields = (*calculator.fields, AS_OF)
        self._names = {
            squeezed(name): (field.key, name)
            for field in self._fields
            # A key wins over a name that would be written alike.
            for name in (f"{field.label} {field.unit}", field.label, field.key)
        }

    def key(self, heading: str) -> str:
        """Give the key of an input from a heading; nothing when it is not known."""
        key, _ = self._names.get(squeezed(heading), ("", ""))
        return key

    def read(self, written: list[str], matched: Mapping[int, str] | None = None) -> Headings:
        """Tell the columns apart; `InvalidInput` names those that cannot be understood.

        `matched` is the choice of the reader: the keys of the columns that hold an input.
        """
        if len(written) > MOST:
            raise InvalidInput(
                FieldError("csv", f"Le fichier a plus de {text.number(MOST)} colonnes.")
            )
        if matched is None:
            keys = [self.key(heading) for heading in written]
        else:
            keys = [matched.get(position, "") for position in range(len(written))]
        inputs = {position: key for position, key in enumerate(keys) if key}
        others = [position for position, key in enumerate(keys) if not key]
        replaced = [one for one in others if _ANSWERED.fullmatch(written[one].strip())]
        free = [one for one in others if one not in replaced]
        doubtful = [written[one] for one in free] if matched is None else []
        errors = [*self._mistaken(doubtful), *_repeated(written, inputs)]
        if not errors and not inputs:
            errors.append(self._unknown([written[one] for one in others]))
        if errors:
            raise InvalidInput(*errors)
        return Headings(tuple(written), inputs, tuple(free), tuple(replaced))

    def _mistaken(self, headings: list[str]) -> list[FieldError]:
        near = {heading: name for heading in headings if (name := self._nearest(heading))}
        if not near:
            return []
        proposals = text.listing(
            [f"{quoted(heading)} (voulez-vous dire « {name} » ?)" for heading, name in near.items()]
        )
        subject = f"Colonne{_s(near)} inconnue{_s(near)} : {proposals}."
        return [
            FieldError(
                ", ".join(near),
                f"{subject} Corrigez le titre, ou choisissez-en un moins proche pour une colonne "
                "qui n’est qu’à vous.",
            )
        ]

    def _nearest(self, heading: str) -> str:
        word = squeezed(heading)
        found = max(
            ((_similarity(word, name), shown) for name, (_, shown) in self._names.items()),
            key=lambda one: one[0],
        )
        return found[1] if found[0] >= NEAR else ""

    def _unknown(self, headings: list[str]) -> FieldError:
        shown = text.listing([quoted(heading) for heading in headings[:20]])
        return FieldError(
            ", ".join(headings[:20]),
            f"Colonne{_s(headings)} inconnue{_s(headings)} : {shown}. La première ligne porte les "
            "noms des données, comme sur la page, ou leurs clés : "
            f"{', '.join(field.key for field in self._fields)}.",
        )


def _repeated(written: list[str], inputs: Mapping[int, str]) -> list[FieldError]:
    columns: dict[str, list[str]] = {}
    for position, key in inputs.items():
        columns.setdefault(key, []).append(written[position].strip())
    return [
        FieldError(
            key,
            f"La colonne {quoted(same[0])} est donnée plusieurs fois."
            if len(set(same)) == 1
            else f"Ces colonnes sont la même : {text.listing([quoted(one) for one in same])}.",
        )
        for key, same in columns.items()
        if len(same) > 1
    ]


def _similarity(a: str, b: str) -> float:
    """Give the share of two words that is common and in the same order, from 0 to 1."""
    longest, letters = max(len(a), len(b)), len(a) + len(b)
    if longest < SHORTEST or 2 * min(len(a), len(b)) < NEAR * letters:
        return 0
    row = [0] * (len(b) + 1)
    for letter in a:
        before = 0
        for rank, other in enumerate(b, 1):
            before, row[rank] = (
                row[rank],
                (before + 1 if letter == other else max(row[rank], row[rank - 1])),
            )
    return 2 * row[-1] / letters


def quoted(heading: str) -> str:
    """Show a heading in a sentence."""
    heading = re.sub(f"[{UNSEEN}]", "\N{REPLACEMENT CHARACTER}", " ".join(heading.split()))
    return f"« {heading[:60]}… »" if len(heading) > 60 else f"« {heading} »"


def _s(several: list[str] | Mapping[str, str]) -> str:
    return "s" if len(several) > 1 else ""
