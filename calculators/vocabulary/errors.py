"""What is said, in French, when an input cannot be accepted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FieldError:
    """One message and the input it is about."""

    field: str
    message: str


class Rejected(ValueError):
    """A value that a field does not accept; the message says what would be."""


class InvalidInput(ValueError):
    """Inputs that cannot be computed, with one message for each field at fault."""

    def __init__(self, *errors: FieldError) -> None:
        self.errors = errors
        super().__init__(" ; ".join(f"{e.field} : {e.message}" for e in errors))

    def as_json(self) -> list[dict[str, str]]:
        """Give the messages as the contract writes them."""
        return [{"field": error.field, "message": error.message} for error in self.errors]
