"""A Node script asked for one thing after another: one JSON text a line, each way."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

CLOSING = 60
"""How long a script may take to stop by itself, in seconds."""


class Child:
    """One run of a script, used as a context.

    The script is given a folder of its own, which lasts as long as it, then `arguments`. What it
    says when it fails is raised as `failure`.
    """

    name = "script"
    failure: type[RuntimeError] = RuntimeError

    def __init__(self, script: Path, *arguments: str) -> None:
        self._scratch = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 (closed with the script)
        self._process = subprocess.Popen(
            ["node", str(script), self._scratch.name, *arguments],
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
        try:
            self._process.wait(CLOSING)
        except subprocess.TimeoutExpired:
            self._process.terminate()
            self._process.wait(CLOSING)
        self._errors.close()
        self._scratch.cleanup()

    def ask(self, action: str, *arguments: object) -> Any:
        """Give what the script answers."""
        if not self._process.stdin or not self._process.stdout:
            raise self.failure(f"the {self.name} was not started")
        try:
            self._process.stdin.write(json.dumps([action, *arguments]) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            self._errors.seek(0)
            raise self.failure(f"the {self.name} stopped\n{self._errors.read()[-2000:]}")
        reply = json.loads(line)
        if "error" in reply:
            raise self.failure("\n".join([reply["error"], *reply.get("complaints", ())]))
        return reply["answer"]
