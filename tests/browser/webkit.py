"""WebKitGTK, the engine of Safari, driven by WebDriver (https://www.w3.org/TR/webdriver2/)."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.error import HTTPError, URLError

BROWSERS = Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser")
STARTING = 30
"""Seconds that the driver may take to listen."""


class WebKitError(RuntimeError):
    """What the driver said when it failed."""


class WebKit:
    """One start of WebKitGTK, used as a context, on a screen of its own."""

    def __init__(self) -> None:
        driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
        browser = next(BROWSERS, None)
        if not driver or not screen or not browser:
            raise WebKitError("WebKitGTK is not installed: tests/browser/ensure-browsers.sh webkit")
        self._stack = contextlib.ExitStack()
        display = f":{_free_port()}"
        self._start([screen, display, "-screen", "0", "1280x900x24", "-nolisten", "tcp"])
        port = _free_port()
        self._start([driver, f"--port={port}"], DISPLAY=display)
        self._address = f"http://127.0.0.1:{port}/session"
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"pageLoadStrategy": "none", "webkitgtk:browserOptions": options}
        session = self._first({"capabilities": {"alwaysMatch": wanted}})
        self._address += f"/{session['sessionId']}"

    def _start(self, command: list[str], **environment: str) -> None:
        process = subprocess.Popen(
            command,
            env={**os.environ, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._stack.callback(process.wait)
        self._stack.callback(process.terminate)

    def _first(self, wanted: dict[str, Any]) -> Any:
        end = time.monotonic() + STARTING
        while True:
            try:
                return self._ask("POST", "", wanted)
            except URLError as failure:
                if time.monotonic() > end:
                    raise WebKitError(str(failure)) from failure
                time.sleep(0.2)

    def _ask(self, method: str, path: str, content: dict[str, Any] | None = None) -> Any:
        body = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(self._address + path, body, method=method)  # noqa: S310
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return json.load(answer)["value"]
        except HTTPError as failure:
            raise WebKitError(failure.read().decode()) from failure

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(WebKitError, OSError):
            self._ask("DELETE", "")
        self._stack.close()

    def reach(self, address: str) -> None:
        """Go to a page, without waiting for all of it."""
        self._ask("POST", "/url", {"url": address})

    def evaluate(self, code: str) -> Any:
        """Give what an expression is worth in the page."""
        return self._ask("POST", "/execute/sync", {"script": f"return {code}", "args": []})


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
