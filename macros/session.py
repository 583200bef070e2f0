"""The engine of the page, run under Node: for tests, and to learn what the engine must carry."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NODE = Path(__file__).parent / "engine" / "node.mjs"


class EngineError(RuntimeError):
    """What Python or the engine said when it failed."""


class Session:
    """One start of the engine in `bundle`, used as a context.

    `image` is a file: the image of the memory to start from or, if it is absent, to make.
    """

    def __init__(self, bundle: Path, image: Path | None = None) -> None:
        self._scratch = tempfile.TemporaryDirectory()
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 (closed with the session)
        self._process = subprocess.Popen(
            ["node", str(NODE), str(bundle), self._scratch.name, *([str(image)] if image else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        self._process.wait(60)
        self._errors.close()
        self._scratch.cleanup()

    def ask(self, action: str, *arguments: str) -> Any:
        """Do `answer`, `batch`, `prime`, `warm`, `image` or `run`; give what the engine answers."""
        if not self._process.stdin or not self._process.stdout:
            raise EngineError("the engine was not started")
        try:
            self._process.stdin.write(json.dumps([action, *arguments]) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            self._errors.seek(0)
            raise EngineError(f"the engine stopped\n{self._errors.read()[-2000:]}")
        reply = json.loads(line)
        if "error" in reply:
            raise EngineError(reply["error"])
        return reply["answer"]

    def answer(self, calculator: str, typed: Mapping[str, str], on: str = "") -> str:
        """Give the JSON text that the page gets for what a person typed."""
        request = json.dumps({"calculator": calculator, "typed": typed, "on": on})
        return str(self.ask("answer", request))
