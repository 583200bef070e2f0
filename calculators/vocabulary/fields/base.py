"""What every input is: a key, a label, what it accepts and how it is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from calculators.vocabulary.errors import FieldError

UNSEEN = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One input: its key, its words, and what it accepts."""

    key: str
    label: str
    hint: str = ""
    group: str = ""
    required: bool = False
    default: Any = None
    """The value taken when the input is absent; `None` means that it is not given."""
    instead_of: str = ""
    """The key of the input that this one replaces when it is given."""

    control: ClassVar[str] = "text"
    inputmode: ClassVar[str] = "text"
    accepts: ClassVar[str] = "texte"
    """What it accepts, in a word or two, where its list or its bounds do not say it."""
    unit: str = ""

    def accept(self, value: object) -> Any:
        """Check a JSON value and give what the rules compute with; `Rejected` says why not."""
        raise NotImplementedError

    def read(self, typed: str) -> object:
        """Understand what a person typed, as the JSON value that `accept` checks."""
        return typed

    def as_json(self, value: Any) -> Any:
        """Give an accepted value back as JSON."""
        return value

    def write(self, value: Any) -> str:
        """Write an accepted value as the form and the links hold it; `read` understands it."""
        return str(self.as_json(value))

    def show(self, value: Any) -> str:
        """Write an accepted value as people write it; `read` understands it too."""
        return self.write(value)

    def doubt(self, _value: Any) -> str:
        """Ask back, in words, about an accepted value that was likely meant otherwise."""
        return ""

    def schema(self) -> dict[str, Any]:
        """Describe the accepted JSON values (JSON Schema 2020-12)."""
        return {"type": "string"}


def doubts(fields: tuple[Field, ...], answers: Mapping[str, Any]) -> list[FieldError]:
    """Give what is asked back about accepted answers, each with the input that it is about."""
    return [
        FieldError(field.key, doubt)
        for field in fields
        if answers.get(field.key) is not None and (doubt := field.doubt(answers[field.key]))
    ]


def quote(value: object) -> str:
    """Write a refused value as a message shows it: short, and without what cannot be seen."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return "Une réponse vide"
    if isinstance(value, list | tuple):
        return "Une liste"
    if isinstance(value, Mapping):
        return "Un objet"
    try:
        shown = str(value).lower() if isinstance(value, bool) else str(value)
    except (ValueError, RecursionError):  # digits or lists beyond what Python writes
        return "Cette valeur"
    shown = re.sub(f"[{UNSEEN}]", "\N{REPLACEMENT CHARACTER}", shown[:41])
    return f"« {shown[:40]}… »" if len(shown) > 40 else f"« {shown} »"
