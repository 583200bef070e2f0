"""What may fail on the way to a living calculator, and a server that makes it fail.

`python -m tests.browser.faults chromium firefox webkit` prints the table fault × engine: in how
many seconds it is told, whether « Réessayer » repairs, whether what was typed is kept.
"""

from __future__ import annotations

import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol

from bench.browser import Browser as Driver
from calculators import estimate
from macros.site import hosting
from macros.site.serve import Handler, Server
from tests.browser.webkit import WebKit
from tests.support import listening

SITE = Path(os.environ.get("SITE", Path(__file__).parents[2] / "site"))
PAGE = "calculateurs/aci-cpts/"
TYPED = "90000"
GIVEN = str(estimate("aci-cpts", {"population": int(TYPED)})["high"]["value"])
"""The answer to TYPED: the most that a CPTS of so many inhabitants may receive."""
JAVASCRIPT = "text/javascript; charset=utf-8"


@dataclass(frozen=True)
class Fault:
    """One thing that fails, and the words that a reader must meet."""

    path: str
    """What the address of the file ends with; `*` for every file."""
    kind: str
    """missing, refused, mute, old (a syntax of tomorrow), or a policy; else what `before` does."""
    words: str
    """A part of the message; nothing when the calculator must live all the same."""
    within: float = 10
    """Seconds after which a reader has been told."""
    before: str = ""
    """A script that runs before all those of the page."""
    retry: bool = True
    """Whether « Réessayer » is offered."""
    lasting: bool = False
    """Whether the page as it is cannot be repaired."""
    link: str = ""
    """The answers that the address holds: the engine then starts before the page."""

    def __str__(self) -> str:
        return f"{self.path} {self.kind}{self.link and f', by {self.link}'}"


LOST = "un de ses fichiers manque"
OLD = "trop ancien"
FORBIDDEN = "réglage de sécurité"
KILLED = """const Real = Worker;
globalThis.Worker = class extends Real {
  constructor(...given) {
    super(...given);
    if (!globalThis.spared) setTimeout(() => this.terminate());
  }
};"""
CLASSIC = """const Real = Worker;
globalThis.Worker = class extends Real {
  constructor(address) {
    super(address);
  }
};"""


def _files() -> Iterator[Fault]:
    """Make every script of the page fail in every way."""
    for name in ("main", "form", "engine", "view", "exports", "print"):
        for kind, words in (("missing", LOST), ("refused", LOST), ("mute", LOST), ("old", OLD)):
            yield Fault(f"/{name}.js", kind, words, retry=kind != "old")


LINK = f"#population={TYPED}"


def _by_a_link() -> Iterator[Fault]:
    """Make the start fail that comes before the page."""
    for kind in ("missing", "refused", "mute", "old"):
        yield Fault("/early.js", kind, "", link=LINK)
    yield Fault("manifest.json", "missing", "", link=LINK)
    yield Fault("/form.js", "missing", LOST, link=LINK)
    yield Fault("worker.js", "missing", "téléchargé", link=LINK)
    yield Fault("worker.js", "mute", "Le programme qui prépare", 14, link=LINK)
    yield Fault("worker.js", "old", OLD, link=LINK)
    # The worker that a link starts holds it.
    yield Fault("boot.js", "missing", "", link=LINK)
    yield Fault(".wasm", "missing", "introuvable", link=LINK)
    yield Fault(".wasm", "mute", "n’avance plus", 24, link=LINK)
    yield Fault("", "without WebAssembly in the policy", FORBIDDEN, link=LINK)
    yield Fault("", "without workers in the policy", FORBIDDEN, lasting=True, link=LINK)
    yield Fault("", "no worker", OLD, before="delete globalThis.Worker;", lasting=True, link=LINK)
    yield Fault("", "no module worker", OLD, before=CLASSIC, lasting=True, link=LINK)


FAULTS = (
    *_files(),
    *_by_a_link(),
    Fault(".min.js", "mute", ""),
    Fault(".min.js", "missing", ""),
    Fault("manifest.json", "missing", "introuvable"),
    Fault("manifest.json", "refused", "refuse"),
    Fault("manifest.json", "mute", "La liste des fichiers", 14),
    Fault("worker.js", "missing", "téléchargé"),
    Fault("worker.js", "mute", "Le programme qui prépare", 14),
    Fault("worker.js", "old", OLD),
    Fault("boot.js", "mute", "Le programme qui prépare", 14),
    Fault("snapshot.js", "missing", "téléchargé"),
    Fault(".wasm", "missing", "introuvable"),
    Fault(".wasm", "refused", "refuse"),
    Fault(".wasm", "mute", "n’avance plus", 24),
    Fault("", "without WebAssembly in the policy", FORBIDDEN),
    Fault("", "without workers in the policy", FORBIDDEN, lasting=True),
    Fault("", "worker killed at each start", "s’arrête aussitôt", 14, KILLED),
    Fault("", "no worker", OLD, before="delete globalThis.Worker;", lasting=True),
    Fault("", "no module worker", OLD, before=CLASSIC, lasting=True),
    Fault("", "no WebAssembly", OLD, before="delete globalThis.WebAssembly;", lasting=True),
    Fault("", "no IntersectionObserver", "", before="delete globalThis.IntersectionObserver;"),
)


@dataclass
class Asked:
    """A request, as the server got it."""

    method: str
    path: str
    body: str = ""


class FaultyHandler(Handler):
    """Fails as it is told."""

    server: FaultyServer

    def do_GET(self) -> None:  # noqa: N802 (the name that http.server calls)
        """Send a file, or fail."""
        self.server.asked.append(Asked("GET", self.path))
        fault = self.server.fault
        # Some are named by their content.
        path = re.sub(r"-[0-9a-f]{16}(?=\.)", "", self.path.partition("?")[0])
        if path == "/before.js":
            return self._send((fault.before if fault else "").encode(), JAVASCRIPT)
        if fault and fault.path and (fault.path == "*" or path.endswith(fault.path)):
            return self._fail(fault)
        file = self.server.find(self.path.partition("?")[0])
        if fault and fault.before and file and file.suffix == ".html":
            script = b'<head><script src="/before.js"></script>'
            content = file.read_bytes().replace(b"<head>", script, 1)
            return self._send(content, hosting.content_type(file.name))
        return super().do_GET()

    def do_POST(self) -> None:  # noqa: N802
        """Note what is sent, which should be nothing."""
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length).decode("utf-8", "replace")
        self.server.asked.append(Asked("POST", self.path, body))
        self._send(b"", "text/plain", HTTPStatus.METHOD_NOT_ALLOWED)

    def _fail(self, fault: Fault) -> None:
        match fault.kind:
            case "missing":
                self._send(b"", "text/plain", HTTPStatus.NOT_FOUND)
            case "refused":
                self._send(b"", "text/plain", HTTPStatus.INTERNAL_SERVER_ERROR)
            case "old":
                self._send(b"const = later;", JAVASCRIPT)
            case "late":
                time.sleep(2)
                super().do_GET()
            case "mute":
                self.server.closing.wait(120)
                self.close_connection = True
            case other:
                raise ValueError(other)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        for name, value in self.server.headers_of(self.path).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


class FaultyServer(Server):
    """The site, on a port of its own, with one fault at a time."""

    def __init__(self, fault: Fault | None = None) -> None:
        super().__init__(SITE, 0, FaultyHandler)
        self.fault = fault
        self.asked: list[Asked] = []
        self.closing = threading.Event()

    def headers_of(self, path: str) -> dict[str, str]:
        """Give the headers of the site, with the policy of the fault."""
        found = super().headers_of(path)
        policy = found.get("Content-Security-Policy")
        if policy and self.fault and self.fault.kind.endswith("in the policy"):
            if "WebAssembly" in self.fault.kind:
                policy = policy.replace(" 'wasm-unsafe-eval'", "")
            else:
                policy += "; worker-src 'none'"
            found["Content-Security-Policy"] = policy
        return found


@contextmanager
def serving(fault: Fault | None = None) -> Iterator[FaultyServer]:
    """Serve the site with a fault."""
    with listening(FaultyServer(fault)) as server:
        try:
            yield server
        finally:
            server.closing.set()


class Tab(Protocol):
    """What is asked of a browser, whichever it is."""

    def reach(self, address: str) -> None:
        """Go to a page, without waiting for all of it."""

    def evaluate(self, code: str) -> Any:
        """Give what an expression is worth in the page; an error while it is not there."""


STATE = """(() => {
  const form = document.querySelector("form[data-calculator]");
  const field = form?.elements.namedItem("population");
  return form && {
    alive: form.dataset.alive,
    engine: form.dataset.engine,
    words: form.querySelector(".calc-status").textContent,
    retry: !form.querySelector(".calc-retry").hidden,
    typed: field.value,
    total: document.querySelector("[data-field=estimation_haute]")?.dataset.value ?? null,
    hash: location.hash,
    place: location.origin + "/",
  };
})()"""
TYPE = f"""(() => {{
  const field = document.querySelector("[name=population]");
  field.focus();
  field.value = "{TYPED}";
  field.dispatchEvent(new Event("input", {{ bubbles: true }}));
  return true;
}})()"""
RETRY = """(() => {
  globalThis.spared = true;
  document.querySelector("form[data-calculator] [data-action=retry]").click();
  return true;
})()"""


@dataclass
class Seen:
    """What a reader met."""

    told: float = 0
    """Seconds until the words, or until the answer when there is nothing to tell."""
    words: str = ""
    retry: bool = False
    kept: bool = False
    repaired: bool | None = None
    """Whether the answer came once the fault was gone; None where no retry is offered."""
    state: dict[str, Any] = field(default_factory=dict)

    def wrong(self, fault: Fault, slack: float = 0) -> str:
        """Say what is not as it should be, or nothing."""
        if fault.words and fault.words not in self.words:
            return f"{fault}: {self.state}"
        if self.told > fault.within + slack or not self.kept or self.retry is not fault.retry:
            return f"{fault}: {self}"
        return "" if self.repaired is not False else f"{fault}: not repaired, {self.state}"


class Visit:
    """A visit of a page that fails, moved on by `step` until it is `done`."""

    def __init__(self, tab: Tab, fault: Fault, server: FaultyServer) -> None:
        self.tab = tab
        self.fault = fault
        self.server = server
        self.seen = Seen(retry=fault.retry)
        self.done = False
        self._typed = False
        self._began = time.monotonic()
        tab.reach(server.address + PAGE + fault.link)

    def step(self) -> None:
        """Look at the page, and do what a reader would."""
        state = self.tab.evaluate(STATE)
        # The page before may still be there.
        if not state or state["place"] != self.server.address:
            if not self._typed:
                self._began = time.monotonic()
            return
        since = time.monotonic() - self._began
        self.seen.state = state
        if not self._typed:
            self._typed = self.tab.evaluate(TYPE)
        elif self.seen.told == 0 and (state["engine"] == "error" or _answers(state)):
            self._told(state, since)
        elif self.seen.told and self.seen.repaired is False and _answers(state):
            self.seen.repaired = True
            self.done = True
        self.done |= since > self.fault.within + (60 if self.seen.told else 20)

    def _told(self, state: dict[str, Any], since: float) -> None:
        self.seen.told, self.seen.words = since, state["words"]
        self.seen.kept = state["typed"] == TYPED
        self.done = not self.fault.words or not self.fault.retry or self.fault.lasting
        if self.fault.words:
            self.seen.retry = state["retry"]
        if not self.done:
            self.seen.repaired = False
            self.server.fault = None
            self.server.closing.set()
            self.tab.evaluate(RETRY)


def _answers(state: dict[str, Any]) -> bool:
    return bool(state["total"] == GIVEN and state["typed"] == TYPED and state["engine"] == "ready")


class Driven:
    """A page of Chromium or Firefox, driven from Node."""

    def __init__(self, browser: Driver) -> None:
        self._browser = browser

    def reach(self, address: str) -> None:
        """Go to a page, without waiting for all of it."""
        self._browser.ask("reach", address)

    def evaluate(self, code: str) -> Any:
        """Give what an expression is worth in the page."""
        return self._browser.evaluate(code)


def visit(tab: Tab, fault: Fault) -> Seen:
    """Visit a page that fails, and give what was met."""
    with serving(fault) as server:
        going = Visit(tab, fault, server)
        while not going.done:
            time.sleep(0.1)
            try:
                going.step()
            except RuntimeError:  # between two pages
                continue
        return going.seen


@contextmanager
def opened(engine: str) -> Iterator[Tab]:
    """Open a browser."""
    if engine == "webkit":
        with WebKit() as browser:
            yield browser
        return
    with Driver(engine) as driver:
        yield Driven(driver)


def table(engines: list[str]) -> Iterator[str]:
    """Visit with each fault in each browser, and give the lines of the table."""
    yield f"| défaut | {' | '.join(engines)} |"
    yield "|---" * (len(engines) + 1) + "|"
    with ExitStack() as stack:
        tabs = [stack.enter_context(opened(engine)) for engine in engines]
        for fault in FAULTS:
            cells = [_cell(visit(tab, fault), fault) for tab in tabs]
            yield f"| {fault} | {' | '.join(cells)} |"


def _cell(seen: Seen, fault: Fault) -> str:
    if wrong := seen.wrong(fault):
        return f"WRONG {wrong}"
    told = f"{seen.told:.1f} s"
    if not fault.words:
        return f"{told}, vivant"
    again = "répare" if seen.repaired else "—"
    return f"{told}, {again}, saisie gardée"


if __name__ == "__main__":
    for line in table(sys.argv[1:] or ["chromium", "firefox"]):
        print(line, flush=True)
