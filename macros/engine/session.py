"""The engine of the page, run under Node: for tests, and to learn what the engine must carry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from macros.engine.child import Child

NODE = Path(__file__).with_name("node.mjs")


TRAP = "RuntimeError: unreachable"
LACKS = "A function that the engine needs may have been cut: run make engine-record"


class EngineError(RuntimeError):
    """What Python or the engine said when it failed."""

    def __init__(self, said: str) -> None:
        super().__init__(f"{said}\n{LACKS}" if TRAP in said else said)


class Session(Child):
    """One start of the engine in `bundle`, used as a context.

    `image` is a file: the image of the memory to start from or, if it is absent, to make.
    It can be asked for `answer`, `batch`, `export`, `prime`, `warm`, `image`, `ran` or `run`.
    """

    name = "engine"
    failure = EngineError

    def __init__(self, bundle: Path, image: Path | None = None) -> None:
        super().__init__(NODE, str(bundle), *([str(image)] if image else []))

    def answer(self, calculator: str, typed: Mapping[str, str], on: str = "") -> str:
        """Give the JSON text that the page gets for what a person typed."""
        request = json.dumps({"calculator": calculator, "typed": typed, "on": on})
        return str(self.ask("answer", request))
