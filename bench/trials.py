"""What a browser is made to do, each with a fresh profile, and what is noted of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from bench.browser import Browser
from bench.figures import Key
from bench.line import LINES, Server
from bench.slow import slowed
from tests.browser.page import EXAMPLE, FIELD, LEFT, TURN, WATCH

BROWSERS = ("chromium", "firefox")
SUM = 295_000
"""The answer to POPULATION of `pages/question.js`."""
SHARED = {
    "ours": "calculateurs/aci-cpts/#population=60000",
    "stock": "bench/plain.html",
}
"""Pages that answer POPULATION as soon as they are reached."""
TOLD = """(() => {
  const blocks = [];
  const ours = /assets\\/javascripts\\/(?!.*\\.min\\.)/;
  if (PerformanceObserver.supportedEntryTypes.includes("long-animation-frame"))
    new PerformanceObserver((list) => {
      for (const { scripts } of list.getEntries())
        for (const { sourceURL, duration } of scripts)
          if (ours.test(sourceURL)) blocks.push(duration);
    }).observe({ type: "long-animation-frame", buffered: true });
  addEventListener("calculator:result", ({ detail }) => {
    globalThis.told ??= { time: performance.now(), total: detail.values.total_euros, blocks };
  });
})()"""
"""From the start of the navigation to the reader's own figure, and what of ours froze the page."""
SLOWER = 4
READING = 5  # seconds
KEYSTROKES = 40
HEAVIEST = "aci-msp"
"""The calculator whose answers take the longest."""

type Noted = Iterator[tuple[Key, Iterable[float]]]


class Wrong(RuntimeError):
    """A variant that did not do what is measured."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One combination, run once a round."""

    part: str
    browser: str
    line: str
    variant: str
    run: Callable[[Trial, Server, Sequence[str]], Noted]

    def __str__(self) -> str:
        return f"{self.part}, {self.browser}, {self.line}, {self.variant}"

    def key(self, what: str) -> Key:
        """Name a figure of this combination."""
        return Key(what, self.browser, self.line, self.variant)


def every(parts: Sequence[str], browsers: Sequence[str]) -> list[Trial]:
    """List the combinations that these parts need."""
    found: list[Trial] = []
    variants = ("stock", "pyscript", "micropython", "javascript", "ours")
    compared = [(b, name) for b in browsers for name in variants]
    for line in ("local", "fast4g"):
        found += [Trial("cold", b, line, name, visits) for b, name in compared]
        found += [Trial("shared", b, line, name, shared) for b in browsers for name in SHARED]
    found += [Trial("pages", b, "local", "ours", page) for b in browsers]
    found += [Trial("pages", b, "local", HEAVIEST, heaviest) for b in browsers]
    found += [Trial("pages", b, "fast4g", "ours", reading) for b in browsers]
    for part, line in (("slow", "slow4g"), ("cpu", f"cpu{SLOWER}")):
        found += [
            Trial(part, b, line, name, visits) for b in browsers for name in ("stock", "ours")
        ]
    for line in ("local", "fast4g"):
        levers = ("ours", "cut", "trimmed", "standins", "bytecode", "stored", "early", "thread")
        found += [Trial("levers", "chromium", line, name, lever) for name in levers]
    found.append(Trial("levers", "chromium", "local", "image", without_image))
    wanted = {*parts, "cold"} if {"warm", "offline"} & set(parts) else set(parts)
    return [trial for trial in found if trial.part in wanted and trial.browser in browsers]


def visits(trial: Trial, server: Server, parts: Sequence[str]) -> Noted:
    """Visit for the first time, come back, come back without a network."""
    slow = trial.line.startswith("cpu")
    server.line = LINES[trial.line if trial.line in LINES else "local"]
    address = f"bench/page.html?variant={trial.variant}"
    with Browser(trial.browser) as browser:

        def visited() -> dict[str, Any]:
            with slowed(browser.ask("about")["pid"], SLOWER) if slow else nullcontext():
                return _first(browser, server, address)

        first = visited()
        yield trial.key("cold"), [first["time"]]
        yield trial.key("bytes"), [server.sent]
        if trial.browser == "chromium" and not slow:
            yield trial.key("frozen"), [max(first["frozen"], default=0)]
        if trial.variant == "stock" and first.get("heap"):
            yield trial.key("heap"), [first["heap"]]
        if trial.part == "cold" and not {"warm", "offline"} & set(parts):
            return
        yield trial.key("again"), browser.evaluate("measureAgain()")
        if trial.variant == "ours":
            _leave_everything(browser)
        browser.leave()
        yield trial.key("warm"), [visited()["time"]]
        browser.leave()
        if trial.variant == "ours" and (trial.part != "cold" or "offline" in parts):
            server.cut = True
            try:
                yield trial.key("offline"), [visited()["time"]]
            finally:
                server.cut = False


def shared(trial: Trial, server: Server, _parts: Sequence[str]) -> Noted:
    """Follow a link that holds the answers, for the first time then on the next visit."""
    server.line = LINES[trial.line]
    address = SHARED[trial.variant]
    with Browser(trial.browser) as browser:
        for visit in ("shared", "shared again"):
            browser.open(f"{server.address}{address}", TOLD)
            browser.wait("globalThis.told !== undefined")
            told = browser.evaluate("told")
            if told["total"] != SUM:
                raise Wrong(f"{address} answers {told['total']}")
            yield trial.key(visit), [told["time"]]
            if trial.browser == "chromium" and trial.variant == "ours":
                yield trial.key("shared frozen"), [max(told["blocks"], default=0)]
            if visit == "shared" and trial.variant == "ours":
                _leave_everything(browser)
            browser.leave()


def lever(trial: Trial, server: Server, _parts: Sequence[str]) -> Noted:
    """Visit for the first time with the engine that lacks a lever."""
    server.line = LINES[trial.line]
    build = "ours" if trial.variant == "thread" else trial.variant
    address = f"bench/page.html?variant=ours&from=/variants/{build}"
    if trial.variant == "thread":
        address += "&thread=page"
    with Browser(trial.browser) as browser:
        first = _first(browser, server, address)
        yield trial.key("lever"), [first["time"]]
        yield trial.key("lever frozen"), [max(first["frozen"], default=0)]
        if trial.variant == "thread":
            yield Key("heap", trial.browser, "local", "ours"), [first["heap"]]


def without_image(trial: Trial, server: Server, _parts: Sequence[str]) -> Noted:
    """Come back with the image of the memory, then without."""
    server.line = LINES[trial.line]
    with Browser(trial.browser) as browser:
        _first(browser, server, "bench/page.html?variant=ours")
        _leave_everything(browser)
        browser.leave()
        for name, address in (("kept", ""), ("image", "&image=no")):
            time = _first(browser, server, f"bench/page.html?variant=ours{address}")["time"]
            yield Key("lever", trial.browser, trial.line, name), [time]
            browser.leave()


def page(trial: Trial, server: Server, _parts: Sequence[str]) -> Noted:
    """Read a calculator of the site, type in it, then open the next one and type there."""
    with _filled(trial, server, "aci-cpts") as browser:
        yield trial.key("keystroke"), _typed(browser)
        browser.evaluate(TURN)
        browser.wait("!document.querySelector(\"form[data-calculator='aci-cpts']\")")
        browser.wait("document.querySelector('form[data-calculator]')?.dataset.engine === 'ready'")
        browser.evaluate(FIELD)
        browser.press("7")
        browser.wait("times.length > 0")
        if not browser.evaluate("globalThis.kept && phases.every((phase) => phase === 'ready')"):
            raise Wrong("the engine did not live through the turn of the page")
        yield trial.key("second"), [browser.evaluate("times[0]")]


def heaviest(trial: Trial, server: Server, _parts: Sequence[str]) -> Noted:
    """Read the calculator whose answers take the longest, and type in it."""
    with _filled(trial, server, trial.variant) as browser:
        yield trial.key("keystroke"), _typed(browser)


def reading(trial: Trial, server: Server, _parts: Sequence[str]) -> Noted:
    """Read a calculator's own page for a while, then type a first answer."""
    with _filled(trial, server, "aci-cpts") as browser:
        browser.press("7")
        browser.wait("times.length > 0")
        yield trial.key("typed"), [browser.evaluate("times[0]")]


@contextmanager
def _filled(trial: Trial, server: Server, calculator: str) -> Iterator[Browser]:
    """Open a calculator's own page, read it, and be about to type."""
    server.line = LINES[trial.line]
    with Browser(trial.browser) as browser:
        browser.open(f"{server.address}calculateurs/{calculator}/")
        browser.evaluate(WATCH)
        browser.evaluate(f"new Promise((next) => setTimeout(next, {READING * 1000}))")
        if calculator == HEAVIEST:
            browser.evaluate(EXAMPLE)
            browser.wait("times.length > 0")
            browser.evaluate("times.length = 0")
        browser.evaluate(FIELD)
        yield browser


def _typed(browser: Browser) -> list[float]:
    """Type as fast as answers come, and give the time of each one but the first."""
    for rank in range(KEYSTROKES + 1):
        browser.press("Backspace" if rank and rank % 2 == 0 else str(7 + rank % 3))
        browser.wait(f"times.length > {rank}")
    times: list[float] = browser.evaluate("times.slice(1)")
    return times


def _first(browser: Browser, server: Server, path: str) -> dict[str, Any]:
    browser.open(f"{server.address}{path}")
    browser.wait("globalThis.measureFirst !== undefined")
    server.sent = 0
    first: dict[str, Any] = browser.evaluate("measureFirst()")
    if first["total"] != SUM:
        raise Wrong(f"{path} answers {first['total']}")
    return first


def _leave_everything(browser: Browser) -> None:
    if not browser.evaluate(LEFT):
        raise Wrong("the visit left no image of the memory")
