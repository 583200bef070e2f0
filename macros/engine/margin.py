"""Ordinary Python, run once while the functions of the engine are listed.

The calculators use some methods of these types today, and others after the next correction: the
engine carries them all, so that a correction of a rule rarely asks for the whole engine.
"""

import contextlib
import copy
import re
from datetime import date, timedelta
from decimal import Decimal

SAMPLES = [
    "", "à b, c", "12", b"ab", 0, 3, -7, 70_000, 2.5, True, None, (2, 1), [2, 1, "a"], range(3),
    {"a": 1, "b": [2]}, {1, 2}, frozenset({2}), Decimal("1.25"), Decimal("NaN"),
    date(2024, 1, 31), timedelta(3), re.compile("(b)|a"),
]  # fmt: skip
OPERATORS = ("<", "<=", "==", "!=", "+", "-", "*", "/", "//", "%", "&", "|", "^", "in", "is")


def exercise() -> None:
    """Call each method of each sample, and put it on each side of each operator."""
    for sample in SAMPLES:
        for name in dir(sample):
            for arguments in ((), *((one,) for one in SAMPLES), *((one, "a") for one in SAMPLES)):
                with contextlib.suppress(Exception):
                    result = getattr(copy.copy(sample), name)(*arguments)
                    repr(result)
                    list(result)
        for other in SAMPLES:
            for operator in OPERATORS:
                with contextlib.suppress(Exception):
                    eval(f"one {operator} other", {"one": sample, "other": other})  # noqa: S307
        for form in ("", ">8", ",.2f", "+.1%", "05d", "x"):
            with contextlib.suppress(Exception):
                f"{sample:{form}} {sample!r} {sample!a}"


exercise()
