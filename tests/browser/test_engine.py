"""The engine in a real browser: every fault named, none silent, one worker for the visit."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from calculators import SLUGS
from calculators.doors import browser
from macros.engine import bundle, runtime, wasm
from macros.site import hosting, policy
from tests.browser.form import EVERY, SOME
from tests.browser.page import LEFT
from tests.support import listening

pytestmark = pytest.mark.browser

DOCS = bundle.ROOT / "docs"
PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Moteur</title>
<link rel="icon" href="/assets/images/favicon.svg"><p>Une page.</p></html>"""
QUESTION = {"calculator": "aci-cpts", "typed": {"population": "60 000"}, "on": ""}
STRICT = policy.policy([], frame_ancestors="'self'")

# Asks, and keeps what the page would see.
ASK = """async (question) => {
  const engine = await import("/assets/javascripts/engine/engine.js");
  globalThis.seen = [];
  globalThis.answers = [];
  engine.subscribe((state) => seen.push(state));
  const answer = engine.compute(question).catch((error) => error.message);
  answer.then((text) => answers.push(text));
}"""
SETTLED = "() => ['ready', 'error'].includes(seen.at(-1).phase)"
ANSWERED = "() => answers.length > 0"
# Until the page, and what it had read before its service worker, are kept.
KEPT = """async () => {
  const read = ["/", ...performance.getEntriesByType("resource").map(({ name }) => name)];
  for (let tries = 0; tries < 200; tries += 1) {
    const kept = await Promise.all(read.map((address) => caches.match(address)));
    if (kept.every(Boolean)) return true;
    await new Promise((again) => setTimeout(again, 100));
  }
  return false;
}"""


@dataclass
class Fault:
    """What happens to a file on its way."""

    path: str
    kind: str
    at: float = 0.5


@dataclass
class Site:
    """A server of the sources and the engine, which can be told to misbehave."""

    address: str = ""
    faults: list[Fault] = field(default_factory=list)
    csp: str = STRICT
    cache: str = "no-store"
    closing: threading.Event = field(default_factory=threading.Event)
    replaced: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Reply:
    """What the server is about to send."""

    content: bytes
    kind: str
    status: int = HTTPStatus.OK
    announced: int = 0


def _spoil(reply: Reply, fault: Fault) -> None:
    content = reply.content
    match fault.kind:
        case "cut":
            reply.announced, reply.content = len(content), content[: len(content) // 2]
        case "missing":
            reply.status, reply.content = HTTPStatus.NOT_FOUND, b""
        case "broken":
            reply.status, reply.content = HTTPStatus.INTERNAL_SERVER_ERROR, b""
        case "flip":
            rank = int(len(content) * fault.at)
            reply.content = content[:rank] + bytes([content[rank] ^ 1]) + content[rank + 1 :]
        case "html":
            reply.content, reply.kind = PAGE.encode(), "text/html; charset=utf-8"
        case "text":
            reply.kind = "text/plain; charset=utf-8"
        case "older":
            # As long as expected, but of another build.
            reply.content = bytes(reversed(content))


def _read(path: str) -> Reply:
    if path == "/":
        return Reply(PAGE.encode(), "text/html; charset=utf-8")
    file = DOCS / path.lstrip("/")
    if file.is_file():
        return Reply(file.read_bytes(), hosting.content_type(path))
    return Reply(b"", "text/plain", HTTPStatus.NOT_FOUND)


def _serve(site: Site) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            reply = _read(path)
            name = path.rpartition("/")[2]
            reply.content = site.replaced.get(name, reply.content)
            for fault in site.faults:
                if fault.path in path and fault.kind == "silent":
                    site.closing.wait(60)
                    return
                if fault.path in path:
                    _spoil(reply, fault)
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(reply.announced or len(reply.content)))
            self.send_header("Cache-Control", site.cache)
            self.send_header("Content-Security-Policy", site.csp)
            self.end_headers()
            self.wfile.write(reply.content)
            if reply.announced:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Let a browser leave in the middle of an answer."""

    server = Server(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_port}"
    return server


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    with listening(_serve(site)):
        yield site
        site.closing.set()


@pytest.fixture(scope="module", autouse=True)
def engine() -> None:
    bundle.bundle()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    page = context.new_page()
    page.goto(site.address)
    return page


def _expected(question: dict[str, Any] = QUESTION) -> Any:
    return json.loads(browser.answer(json.dumps(question)))


def _name(role: str) -> str:
    manifest = json.loads((bundle.OUTPUT / "manifest.json").read_text("utf-8"))
    return str(manifest["files"][role]["name"])


def _ask(page: Page, question: dict[str, Any] = QUESTION) -> None:
    page.evaluate(ASK, question)


def _state(page: Page) -> Any:
    return page.evaluate("() => seen.at(-1)")


FAULTS = [
    ("wasm", "cut", {"interrupted"}),
    ("wasm", "flip in code", {"corrupt"}),
    ("wasm", "flip in data", {"corrupt"}),
    ("wasm", "html", {"interrupted"}),
    ("wasm", "broken", {"refused"}),
    ("library", "cut", {"interrupted"}),
    ("calculators", "missing", {"missing"}),
    ("glue", "flip", {"corrupt"}),
    ("loader", "html", {"interrupted"}),
    ("worker.js", "missing", {"unreachable"}),
    ("manifest.json", "html", {"missing"}),
]
ALIKE = [
    ("wasm", "missing", {"missing"}),
    ("wasm", "older", {"corrupt"}),
    ("library", "flip", {"corrupt"}),
    ("library", "html", {"interrupted"}),
    ("calculators", "flip", {"corrupt"}),
    ("glue", "missing", {"missing"}),
    ("loader", "cut", {"interrupted"}),
    ("boot.js", "missing", {"unreachable"}),
    ("snapshot.js", "missing", {"unreachable"}),
    ("manifest.json", "missing", {"missing"}),
]


@pytest.mark.parametrize(("where", "kind", "names"), [*FAULTS, *(ALIKE if EVERY else [])])
def test_a_fault_is_named_and_retry_repairs(
    page: Page, site: Site, where: str, kind: str, names: set[str]
) -> None:
    kind, _, part = kind.partition(" in ")
    path = where if "." in where else _name(where)
    site.faults = [Fault(path, kind, 0.93 if part == "data" else 0.4)]
    _ask(page)
    page.wait_for_function(SETTLED, timeout=20_000)
    state = _state(page)
    assert state["phase"] == "error"
    assert state["error"]["name"] in names
    assert len(state["error"]["message"].split()) > 8
    assert page.evaluate("answers") == []

    site.faults = []
    page.evaluate("async () => (await import('/assets/javascripts/engine/engine.js')).retry()")
    page.wait_for_function(ANSWERED, timeout=30_000)
    assert page.evaluate("answers") == [_expected()]


ROLES = sorted([*SLUGS, "calculators", "glue", "library", "loader", "slices", "wasm", "whole"])


def test_every_file_of_the_engine_is_spoiled_below() -> None:
    manifest = json.loads((bundle.OUTPUT / "manifest.json").read_text("utf-8"))
    assert sorted(manifest["files"]) == ROLES


@pytest.mark.parametrize("at", [0, 0.999_999_9] if EVERY else [0.999_999_9])
@pytest.mark.parametrize("role", [role for role in ROLES if role not in SLUGS or role in SOME])
def test_one_byte_of_any_file_is_enough(page: Page, site: Site, role: str, at: float) -> None:
    if role == "whole":
        _cut(site, ["Py_InitializeFromConfig"])
    site.faults = [Fault(_name(role), "flip", at)]
    asked = role if role in SLUGS else "aci-cpts"
    _ask(page, {"calculator": asked, "typed": {"communes": "01034"}, "on": ""})
    page.wait_for_function(ANSWERED if role == "slices" else SETTLED, timeout=20_000)
    if role == "slices":
        (error,) = page.evaluate("answers")[0]["errors"]
        assert "n’ont pas pu être chargées" in error["message"]
    else:
        assert _state(page)["error"]["name"] == "corrupt"
        assert page.evaluate("answers") == []


def test_another_calculator_that_is_damaged_is_told_and_repaired(page: Page, site: Site) -> None:
    site.faults = [Fault(_name("sisa"), "flip", 0.5)]
    _ask(page)
    page.wait_for_function(ANSWERED, timeout=30_000)
    _ask(page, {"calculator": "sisa", "typed": {}, "on": ""})
    page.wait_for_function("() => seen.at(-1).phase === 'error'", timeout=20_000)
    assert _state(page)["error"]["name"] == "corrupt"
    site.faults = []
    page.evaluate("async () => (await import('/assets/javascripts/engine/engine.js')).retry()")
    page.wait_for_function(ANSWERED, timeout=30_000)
    assert page.evaluate("answers")[-1]["result"]["calculator"] == "sisa"


def test_a_wrong_type_is_repaired(page: Page, site: Site) -> None:
    site.faults = [Fault(_name("wasm"), "text")]
    _ask(page)
    page.wait_for_function(ANSWERED, timeout=30_000)
    assert page.evaluate("answers") == [_expected()]


def test_a_policy_without_wasm_is_named(page: Page, site: Site) -> None:
    site.csp = STRICT.replace(" 'wasm-unsafe-eval'", "")
    _ask(page)
    page.wait_for_function(SETTLED, timeout=20_000)
    assert _state(page)["error"]["name"] == "forbidden"


def test_no_answer_ends_in_words(page: Page, site: Site) -> None:
    page.clock.install()
    site.faults = [Fault(_name("wasm"), "silent")]
    with page.expect_request(lambda request: request.url.endswith(_name("wasm"))):
        _ask(page)
    page.clock.run_for(21_000)
    page.wait_for_function(SETTLED, timeout=45_000)
    assert _state(page)["error"]["name"] == "timeout"


def test_a_line_that_is_cut_is_named(page: Page, context: BrowserContext) -> None:
    page.evaluate("import('/assets/javascripts/engine/engine.js')")
    context.set_offline(True)
    _ask(page)
    page.wait_for_function(SETTLED, timeout=20_000)
    assert _state(page)["error"]["name"] == "offline"


def test_a_start_under_a_strict_policy_asks_nobody_else(page: Page, site: Site) -> None:
    requests: list[str] = []
    page.context.on("request", lambda request: requests.append(request.url))
    page.evaluate(
        "() => { globalThis.blocked = [];"
        " addEventListener('securitypolicyviolation', (event) => blocked.push(event.blockedURI)); }"
    )
    _ask(page)
    page.wait_for_function(ANSWERED, timeout=30_000)
    assert page.evaluate("answers") == [_expected()]
    assert page.evaluate("blocked") == []
    assert requests
    assert [url for url in requests if not url.startswith(site.address)] == []
    assert not any(url.endswith(_name("whole")) for url in requests)


def test_progress_is_told_in_bytes(page: Page) -> None:
    _ask(page)
    page.wait_for_function(ANSWERED, timeout=30_000)
    seen = page.evaluate("seen")
    loading = [state for state in seen if state["phase"] == "loading" and state["total"]]
    received = [state["received"] for state in loading]
    files = json.loads((bundle.OUTPUT / "manifest.json").read_text("utf-8"))["files"]
    apart = {"slices", "whole", *SLUGS} - {"aci-cpts"}
    total = sum(file["bytes"] for role, file in files.items() if role not in apart)
    assert received == sorted(received)
    assert received[-1] == total
    assert {state["total"] for state in loading} == {total}
    assert seen[0]["phase"] == "idle"
    assert seen[-1]["phase"] == "ready"


def test_only_the_last_of_many_questions_is_answered(page: Page) -> None:
    _ask(page)
    page.wait_for_function(ANSWERED, timeout=30_000)
    answers = page.evaluate(
        """async (question) => {
          const { compute } = await import("/assets/javascripts/engine/engine.js");
          const asked = [];
          for (let population = 1; population <= 40; population += 1)
            asked.push(compute({ ...question, typed: { population: `${population}` } }));
          return Promise.all(asked);
        }""",
        QUESTION,
    )
    assert answers[:-1] == [None] * 39
    assert answers[-1]["result"]["inputs"]["population"] == 40


def test_an_answer_ends_every_wait_for_it(page: Page) -> None:
    """The page asks as soon as the engine is ready: that question was given its time twice."""
    page.add_init_script("""
      globalThis.waits = new Map();
      const [set, clear] = [setTimeout, clearTimeout];
      globalThis.setTimeout = (task, time, ...given) => {
        const timer = set(() => (waits.delete(timer), task(...given)), time);
        waits.set(timer, time);
        return timer;
      };
      globalThis.clearTimeout = (timer) => (waits.delete(timer), clear(timer));
    """)
    page.goto(page.url)
    page.evaluate(
        """async (question) => {
      const engine = await import("/assets/javascripts/engine/engine.js");
      globalThis.answers = [];
      engine.subscribe(({ phase }) => {
        if (phase === "ready") engine.compute(question).then((text) => answers.push(text));
      });
      engine.start();
    }""",
        QUESTION,
    )
    page.wait_for_function(ANSWERED)
    assert 20_000 not in page.evaluate("[...waits.values()]")


def test_an_aborted_question_gives_nothing(page: Page) -> None:
    answer = page.evaluate(
        """async (question) => {
          const { compute } = await import("/assets/javascripts/engine/engine.js");
          const leaving = new AbortController();
          const answer = compute(question, { signal: leaving.signal });
          leaving.abort();
          return answer;
        }""",
        QUESTION,
    )
    assert answer is None


def test_an_error_of_python_is_told_and_survived(page: Page) -> None:
    _ask(page, {"calculator": "aci-cpts", "typed": {"population": 5}, "on": ""})
    page.wait_for_function(ANSWERED, timeout=30_000)
    assert "erreur de notre part" in page.evaluate("answers")[0]
    _ask(page)
    page.wait_for_function(ANSWERED, timeout=5_000)
    assert page.evaluate("answers") == [_expected()]


def test_a_dead_worker_is_replaced_once_then_named(page: Page) -> None:
    page.clock.install()
    _ask(page)
    page.wait_for_function(ANSWERED, timeout=30_000)
    kill = "() => exerciceCoordonneEngine.worker.terminate()"
    page.evaluate(kill)
    _ask(page)
    page.clock.run_for(21_000)
    page.wait_for_function(ANSWERED, timeout=30_000)
    assert page.evaluate("answers") == [_expected()]

    # A question that kills each worker is not asked for ever.
    page.evaluate(
        """() => {
          const engine = exerciceCoordonneEngine;
          const tell = engine.tell;
          engine.tell = function (change) {
            tell.call(this, change);
            if (change.phase === "ready") engine.worker.terminate();
          };
          engine.worker.terminate();
        }"""
    )
    _ask(page)
    page.clock.run_for(21_000)
    page.wait_for_function("() => seen.at(-1).phase === 'ready' && seen.length > 3", timeout=30_000)
    page.clock.run_for(21_000)
    page.wait_for_function(ANSWERED, timeout=5_000)
    assert _state(page)["error"]["name"] == "broken"
    assert "imprévue" in page.evaluate("answers")[0]


def _cut(site: Site, exports: list[str]) -> None:
    """Serve an engine that lacks more functions."""
    content = runtime.whole()
    module = wasm.Module.parse(content)
    own = {e.name: e.index - module.imported[wasm.FUNCTION] for e in module.exports}
    kept = runtime.kept(content) - {own[name] for name in exports}
    lean = wasm.lean(content, kept, {e.name for e in module.exports})
    manifest = json.loads((bundle.OUTPUT / "manifest.json").read_text("utf-8"))
    file = manifest["files"]["wasm"]
    file |= {"bytes": len(lean), "sha256": hashlib.sha256(lean).hexdigest()}
    site.replaced = {"manifest.json": json.dumps(manifest).encode(), file["name"]: lean}


@pytest.mark.parametrize("missing", ["PyInit__csv", "PyInit__json", "Py_InitializeFromConfig"])
def test_a_function_cut_by_mistake_starts_the_whole_engine(
    page: Page, site: Site, missing: str
) -> None:
    _cut(site, [missing])
    asked: list[str] = []
    said: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.on("console", lambda message: said.append(message.text))
    table = {"calculator": "aci-cpts", "csv": "population\n60000\n"}
    answer = page.evaluate(
        "async (table) => (await import('/assets/javascripts/engine/engine.js')).batch(table)",
        table,
    )
    assert answer == json.loads(browser.batch(json.dumps(table)))
    assert _name("whole") in asked
    assert [text for text in said if "make engine-record" in text]


def test_an_unused_engine_leaves_then_comes_back(page: Page) -> None:
    page.clock.install()
    _ask(page)
    page.wait_for_function(ANSWERED, timeout=30_000)
    page.clock.run_for(599_000)
    assert len(page.workers) == 1
    page.clock.run_for(2_000)
    assert _state(page)["phase"] == "idle"
    _ask(page)
    page.wait_for_function(ANSWERED, timeout=30_000)
    assert page.evaluate("answers") == [_expected()]


def test_two_copies_of_the_module_share_one_worker(page: Page) -> None:
    _ask(page)
    page.evaluate(
        "async (question) =>"
        " (await import('/assets/javascripts/engine/engine.js?again')).compute(question)",
        QUESTION | {"calculator": "equipe", "typed": {}},
    )
    page.wait_for_function(ANSWERED, timeout=30_000)
    assert len(page.workers) == 1


def test_communes_are_counted_from_checked_populations(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    question = QUESTION | {"typed": {"communes": "01034,2A004,99999"}}
    site.faults = [Fault("territoires/2A.json", "flip")]
    _ask(page, question)
    page.wait_for_function(ANSWERED, timeout=30_000)
    assert page.evaluate("answers")[0]["errors"][0]["field"] == "communes"
    assert "n’ont pas pu être chargées" in page.evaluate("answers")[0]["errors"][0]["message"]

    site.faults = []
    for codes in ("01034,2A004,99999", "01034,2A004", "2a004,74268,74010,14507"):
        question["typed"] = {"communes": codes}
        _ask(page, question)
        page.wait_for_function(ANSWERED, timeout=5_000)
        assert page.evaluate("answers") == [_expected(question)]
    assert asked.count("01.json") == 1


def test_a_file_of_rows(page: Page) -> None:
    table = {"calculator": "aci-cpts", "csv": "population;communes\n60000;\n;01034\nx;\n"}
    answer = page.evaluate(
        "async (table) => (await import('/assets/javascripts/engine/engine.js')).batch(table)",
        table,
    )
    assert answer == json.loads(browser.batch(json.dumps(table)))


def _leave_pages(context: BrowserContext, site: Site) -> None:
    """Visit for the first time, until what was read is kept, and leave."""
    site.cache = "max-age=3600"
    page = context.new_page()
    page.goto(site.address)
    _ask(page)
    page.wait_for_function(ANSWERED, timeout=30_000)
    assert page.evaluate(KEPT)
    page.close()


def test_a_second_visit_needs_no_network(context: BrowserContext, site: Site) -> None:
    _leave_pages(context, site)
    context.set_offline(True)
    second = context.new_page()
    second.goto(site.address)
    _ask(second)
    second.wait_for_function(ANSWERED, timeout=30_000)
    assert second.evaluate("answers") == [_expected()]


def test_what_was_damaged_while_it_was_kept_is_replaced(
    context: BrowserContext, site: Site
) -> None:
    _leave_pages(context, site)
    second = context.new_page()
    second.goto(site.address)
    second.evaluate(
        """async () => {
          const cache = await caches.open("exercice-coordonne");
          for (const { url } of await cache.keys())
            if (url.includes("/library-")) await cache.put(url, new Response("damaged"));
        }"""
    )
    _ask(second)
    second.wait_for_function(SETTLED, timeout=30_000)
    assert _state(second)["error"]["name"] in {"corrupt", "interrupted"}
    second.evaluate("async () => (await import('/assets/javascripts/engine/engine.js')).retry()")
    second.wait_for_function(ANSWERED, timeout=30_000)
    assert second.evaluate("answers") == [_expected()]


def test_what_the_address_says_of_the_reader_is_not_kept(
    context: BrowserContext, site: Site
) -> None:
    _leave_pages(context, site)
    second = context.new_page()
    second.goto(f"{site.address}?q=cabinet#population=52000")
    assert second.evaluate("navigator.serviceWorker.controller !== null")
    _ask(second)
    second.wait_for_function(ANSWERED, timeout=30_000)
    keys = "caches.open('exercice-coordonne').then((cache) => cache.keys())"
    kept = second.evaluate(f"{keys}.then((all) => all.map(({{ url }}) => url))")
    assert [address for address in kept if "#" in address or "?" in address] == []
    context.set_offline(True)
    second.reload()
    assert second.title() == "Moteur"


def _leave_image(context: BrowserContext, site: Site) -> None:
    """Visit, rest until the image of the memory is kept, and leave."""
    site.cache = "max-age=3600"
    page = context.new_page()
    page.goto(site.address)
    _ask(page)
    assert page.evaluate(LEFT)
    page.close()


def _second_visit(context: BrowserContext, site: Site) -> tuple[Any, list[str]]:
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(site.address)
    page.evaluate(
        """() => {
          globalThis.restored = [];
          const { addEventListener } = Worker.prototype;
          Worker.prototype.addEventListener = function (type, listener) {
            addEventListener.call(this, type, (event) => {
              if (event.data?.type === "ready") restored.push(event.data.restored);
              listener.call(this, event);
            });
          };
        }"""
    )
    _ask(page)
    page.wait_for_function(ANSWERED, timeout=30_000)
    assert page.evaluate("answers") == [_expected()]
    return page.evaluate("restored"), said


def test_the_next_visit_starts_from_the_memory_of_this_one(
    context: BrowserContext, site: Site
) -> None:
    _leave_image(context, site)
    assert _second_visit(context, site) == ([True], [])


def _alter_image(context: BrowserContext, site: Site, alter: str) -> None:
    """Change the image that is kept: `alter` gives its new headers, once it changed its bytes."""
    page = context.new_page()
    page.goto(site.address)
    page.evaluate(
        f"""async () => {{
          const alter = {alter};
          const cache = await caches.open("exercice-coordonne-memoire");
          const [key] = await cache.keys();
          const response = await cache.match(key);
          const content = new Uint8Array(await response.arrayBuffer());
          const headers = await alter(content, response.headers);
          await cache.put(key, new Response(content, {{ headers }}));
        }}"""
    )
    page.close()


def test_a_damaged_memory_is_not_used(context: BrowserContext, site: Site) -> None:
    _leave_image(context, site)
    _alter_image(
        context,
        site,
        """(content, headers) => {
          content[content.length >> 1] ^= 1;
          return headers;
        }""",
    )
    assert _second_visit(context, site) == ([False], [])


def test_a_memory_that_does_not_start_is_dropped(context: BrowserContext, site: Site) -> None:
    _leave_image(context, site)
    _alter_image(
        context,
        site,
        """async (content) => {
          const [, pages] = new Uint32Array(content.buffer, 0, 2);
          content[8 + 4 * pages] ^= 1;
          const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
          const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
          return { "x-sha256": hex };
        }""",
    )
    restored, said = _second_visit(context, site)
    assert restored == [False]
    assert [text for text in said if "fault of its image" in text]


def test_the_cache_forgets_the_engine_before(context: BrowserContext, site: Site) -> None:
    site.cache = "max-age=3600"
    page = context.new_page()
    page.goto(site.address)
    _ask(page)
    page.wait_for_function(ANSWERED, timeout=30_000)
    page.evaluate("() => navigator.serviceWorker.ready")
    names = page.evaluate(
        """async () => {
          const cache = await caches.open("exercice-coordonne");
          const old = "/assets/engine/library-0123456789abcdef.zip";
          await cache.put(old, new Response("old"));
          await fetch("/assets/engine/manifest.json");
          while (await cache.match(old)) await new Promise((next) => setTimeout(next, 50));
          return (await cache.keys()).map(({ url }) => new URL(url).pathname);
        }"""
    )
    assert f"/assets/engine/{_name('library')}" in names
