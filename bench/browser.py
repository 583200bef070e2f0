"""A real browser, Chromium or Firefox, with a profile of its own that lasts as long as it."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

DRIVER = Path(__file__).parent / "drive.mjs"
COMMANDS = {"chromium": ("chromium", "chromium-browser"), "firefox": ("firefox-esr", "firefox")}
CLOSING = 30  # seconds


class BrowserError(RuntimeError):
    """What the browser or its driver said when it failed."""


class Browser:
    """One start of a browser, used as a context."""

    def __init__(self, name: str, profile: Path | None = None) -> None:
        found = [path for command in COMMANDS[name] if (path := shutil.which(command))]
        if not found:
            raise BrowserError(f"{name} is not installed: run tests/browser/ensure-browsers.sh")
        self._scratch = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 (closed with the browser)
        self._process = subprocess.Popen(
            ["node", str(DRIVER), name, found[0], str(profile or self._scratch.name)],
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

    def ask(self, verb: str, *words: object) -> Any:
        """Do what `drive.mjs` can do; give its answer."""
        if not self._process.stdin or not self._process.stdout:
            raise BrowserError("the browser was not started")
        try:
            self._process.stdin.write(json.dumps([verb, *words]) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            self._errors.seek(0)
            raise BrowserError(f"the browser stopped\n{self._errors.read()[-2000:]}")
        reply = json.loads(line)
        if "error" in reply:
            raise BrowserError("\n".join([reply["error"], *reply["complaints"]]))
        return reply["answer"]

    def open(self, url: str, before: str = "") -> None:
        """Open a page, once `before` was evaluated in it."""
        self.ask("open", url, before)

    def evaluate(self, code: str) -> Any:
        """Give what an expression is worth in the page, once it settled."""
        return self.ask("evaluate", code)

    def wait(self, code: str) -> None:
        """Wait until an expression is true in the page."""
        self.ask("wait", code)

    def press(self, key: str) -> None:
        """Press a key, as a person does."""
        self.ask("press", key)

    def leave(self) -> None:
        """Close the page."""
        self.ask("leave")
