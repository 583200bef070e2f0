"""The command line that gives a result again, elsewhere and later."""

from __future__ import annotations

from calculators.doors import jsontext
from calculators.vocabulary.answer import Answer


def line(found: Answer) -> str:
    """Write a line for a shell, with the answers of the reader and the day of the question."""
    inputs = found.calculator.as_json(found.answers)
    given = {key: inputs[key] for key in sorted(found.given)}
    # Between apostrophes, a shell reads nothing but the apostrophe.
    data = jsontext.write(given).replace("'", r"\u0027")
    # An amount that waits for answers is a range there too.
    verb = "estimate" if found.estimate and not found.estimate.exact else "compute"
    command = f"calculators {verb} {found.calculator.slug} --on {found.asked_on} --json"
    return f"printf '%s' '{data}' | {command}"
