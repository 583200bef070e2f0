"""A real browser, Chromium or Firefox, with a profile of its own that lasts as long as it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from macros.engine.child import Child

DRIVER = Path(__file__).parent / "drive.mjs"
COMMANDS = {"chromium": ("chromium", "chromium-browser"), "firefox": ("firefox-esr", "firefox")}


class BrowserError(RuntimeError):
    """What the browser or its driver said when it failed."""


class Browser(Child):
    """One start of a browser, used as a context; `drive.mjs` says what it can be asked."""

    name = "browser"
    failure = BrowserError

    def __init__(self, name: str) -> None:
        found = [path for command in COMMANDS[name] if (path := shutil.which(command))]
        if not found:
            raise BrowserError(f"{name} is not installed: run tests/browser/ensure-browsers.sh")
        super().__init__(DRIVER, name, found[0])

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
