"""Inputs that are words: yes or no, one or several of a list, codes, free text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from calculators.vocabulary import text
from calculators.vocabulary.errors import Rejected
from calculators.vocabulary.fields.base import UNSEEN, Field, quote


@dataclass(frozen=True, kw_only=True)
class Boolean(Field):
    """Yes or no."""

    default: bool = False
    control: ClassVar[str] = "checkbox"
    accepts: ClassVar[str] = "oui ou non"

    def read(self, typed: str) -> object:
        """Understand `oui`, `non`, `true`, `false`, `1`, `0`, `x`."""
        word = typed.strip().casefold()
        if word in ("true", "oui", "vrai", "1", "x"):
            return True
        return False if word in ("false", "non", "faux", "0") else typed

    def accept(self, value: object) -> bool:
        """Give the answer."""
        if isinstance(value, bool):
            return value
        raise Rejected(f"{quote(value)} n’est pas une réponse. Répondez par oui ou par non.")

    def write(self, value: bool) -> str:
        """Write `true` or `false`."""
        return "true" if value else "false"

    def schema(self) -> dict[str, Any]:
        """Describe the two answers."""
        return {"type": "boolean"}


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One answer of a list."""

    options: Mapping[str, str]
    """The accepted values and their words."""
    control: ClassVar[str] = "select"

    def read(self, typed: str) -> object:
        """Take the value as it is."""
        return typed.strip()

    def accept(self, value: object) -> str:
        """Give the value."""
        if isinstance(value, str) and value in self.options:
            return value
        raise Rejected(
            f"{quote(value)} n’est pas une des réponses. Choisissez parmi : "
            f"{_listed(self.options)}."
        )

    def schema(self) -> dict[str, Any]:
        """List the values."""
        return {"type": "string", "enum": list(self.options)}


@dataclass(frozen=True, kw_only=True)
class Several(Field):
    """Any number of answers of a list, each at most once."""

    options: Mapping[str, str]
    default: tuple[str, ...] = ()
    control: ClassVar[str] = "checkboxes"
    accepts: ClassVar[str] = "liste"

    def read(self, typed: str) -> object:
        """Understand values separated by commas."""
        return _split(typed)

    def accept(self, value: object) -> tuple[str, ...]:
        """Give the values."""
        chosen = _texts(value, "Indiquez une liste de réponses")
        for word in chosen:
            if word not in self.options:
                raise Rejected(
                    f"{quote(word)} n’est pas une des réponses. Choisissez parmi : "
                    f"{_listed(self.options)}."
                )
        return _unique(chosen)

    def as_json(self, value: tuple[str, ...]) -> Any:
        """Give the list."""
        return list(value)

    def write(self, value: tuple[str, ...]) -> str:
        """Write the values separated by commas."""
        return ",".join(value)

    def schema(self) -> dict[str, Any]:
        """List the values."""
        items = {"type": "string", "enum": list(self.options)}
        return {"type": "array", "items": items, "uniqueItems": True}


@dataclass(frozen=True, kw_only=True)
class Codes(Field):
    """A list of codes of one shape, each at most once, in capitals once accepted."""

    pattern: str
    """In capitals or not, as people write."""
    expected: str
    """What a code looks like, in words."""
    maximum: int
    default: tuple[str, ...] = ()
    control: ClassVar[str] = "codes"
    accepts: ClassVar[str] = "liste"

    def read(self, typed: str) -> object:
        """Understand codes separated by commas or spaces."""
        return _split(typed)

    def accept(self, value: object) -> tuple[str, ...]:
        """Give the codes, in capitals."""
        codes = _texts(value, f"Indiquez une liste de codes : {self.expected}")
        for code in codes:
            if not self._valid(code):
                hint = (
                    f" Écrivez 0{code}, avec le zéro du début." if self._valid(f"0{code}") else ""
                )
                raise Rejected(
                    f"{quote(code)} n’est pas un code valable. Attendu : {self.expected}.{hint}"
                )
        if len(codes) > self.maximum:
            raise Rejected(f"Indiquez {text.number(self.maximum)} codes au plus.")
        return _unique(tuple(code.upper() for code in codes))

    def _valid(self, code: str) -> bool:
        return re.fullmatch(self.pattern, code, re.ASCII) is not None

    def as_json(self, value: tuple[str, ...]) -> Any:
        """Give the list."""
        return list(value)

    def write(self, value: tuple[str, ...]) -> str:
        """Write the codes separated by commas."""
        return ",".join(value)

    def schema(self) -> dict[str, Any]:
        """Describe the codes."""
        return {
            "type": "array",
            "items": {"type": "string", "pattern": f"^({self.pattern})$"},
            "uniqueItems": True,
            "maxItems": self.maximum,
        }


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """A few words, on one line: a list of records holds them between semicolons."""

    maximum: int = 100
    pattern: ClassVar[str] = rf"[^\s;{UNSEEN}]([^;{UNSEEN}]*[^\s;{UNSEEN}])?"

    def read(self, typed: str) -> object:
        """Take the words as they are."""
        return typed.strip()

    def accept(self, value: object) -> str:
        """Give the words."""
        if not isinstance(value, str) or not value.strip():
            raise Rejected(f"{quote(value)} n’est pas un texte. Indiquez quelques mots.")
        if len(value) > self.maximum:
            raise Rejected(f"Indiquez {self.maximum} caractères au plus.")
        if not re.fullmatch(self.pattern, value):
            raise Rejected(
                "Indiquez quelques mots, sans point-virgule, sans retour à la ligne"
                " et sans espace au début ni à la fin."
            )
        return value

    def schema(self) -> dict[str, Any]:
        """Describe the length and what may not stand in it."""
        return {"type": "string", "pattern": f"^{self.pattern}$", "maxLength": self.maximum}


def _listed(options: Mapping[str, str]) -> str:
    """Name the answers as a page does, then as a file or a command does."""
    return ", ".join(
        key if words.casefold() == key else f"{words} [{key}]" for key, words in options.items()
    )


def _split(typed: str) -> list[str]:
    return [part for part in re.split(r"[,;\s]+", typed) if part]


def _texts(value: object, expected: str) -> tuple[str, ...]:
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise Rejected(f"{quote(value)} n’est pas une liste. {expected}.")


def _unique(items: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(items)) < len(items):
        twice = next(item for item in items if items.count(item) > 1)
        raise Rejected(f"« {twice} » est indiqué deux fois. Gardez-le une seule fois.")
    return items
