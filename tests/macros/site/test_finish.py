"""The last step of the build: the policy, the headers, the compressed copies, the server."""

from __future__ import annotations

import gzip
import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from macros.site import finish, hosting, policy
from macros.site.compression import compress
from macros.site.serve import Server

HEAD = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>T</title></head>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for name, text in {
        "index.html": f"{HEAD}<p>{'Bonjour. ' * 400}</p>",
        "404.html": f"{HEAD}<p>Introuvable</p>",
        "embed/a/index.html": f"{HEAD}<p>Dedans</p>",
        "assets/main.57a0d79d.min.css": "p{}",
        "assets/plain.css": "p{}",
        "data/a.json": "{}",
    }.items():
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return site


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("<script>alert(1)</script>", "nobody has read"),
        ("<style>p{}</style>", "<style>"),
        ('<p style="color:red">', "style="),
        ('<td style="text-align: right;">', "Markdown table"),
        ('<p onclick="go()">', "onclick"),
        ('<a href=" javascript:go()">', "javascript:"),
        ('<form action="/chercher">', "could send"),
        ('<button formaction="/chercher">', "formaction"),
    ],
)
def test_inline_code_that_nobody_read_stops_the_build(site: Path, code: str, says: str) -> None:
    (site / "index.html").write_text(HEAD + code, "utf-8")
    with pytest.raises(policy.InlineCode) as refused:
        policy.script_hashes(site)
    assert "index.html" in str(refused.value)
    assert says in str(refused.value)


def test_data_and_scripts_of_the_site_are_not_inline_code(site: Path) -> None:
    code = '<script type="application/json">{"a": 1}</script><script src="a.js"></script>'
    (site / "index.html").write_text(HEAD + code, "utf-8")
    assert policy.script_hashes(site) == []


def test_a_form_that_asks_no_server_is_let_through(site: Path) -> None:
    (site / "index.html").write_text(f'{HEAD}<form method="dialog">', "utf-8")
    assert policy.script_hashes(site) == []
    assert "form-action 'none'" in policy.policy([], frame_ancestors=None)


def test_links_of_an_embedded_page_open_outside_but_those_inside_it(site: Path) -> None:
    links = (
        '<a href="../../b/">b</a><a href="https://x.fr" rel="noopener">x</a><a href="#c">c</a>'
        '<a href="" data-bind="href:source_href">d</a>'
    )
    for folder in ("embed/a", "."):
        (site / folder / "index.html").write_text(HEAD + links, "utf-8")
    for _ in range(2):
        finish._open_outside(site)
    outside = '<a target="_blank" rel="noopener" href="../../b/">b</a>'
    text = (site / "embed/a/index.html").read_text("utf-8")
    assert outside in text
    assert text.count('target="_blank"') == 2
    assert text.count("noopener") == 2
    assert "_blank" not in (site / "index.html").read_text("utf-8")


def test_readers_are_not_sent_the_comments_of_our_scripts(site: Path) -> None:
    script = site / "assets/javascripts/a.js"
    script.parent.mkdir()
    script.write_text(
        '/** What\n * for */\n// Why.\nlet a = /** @type {A} */ ("// b"); // c\n', "utf-8"
    )
    finish._drop_comments(site)
    assert script.read_text("utf-8") == 'let a = /** @type {A} */ ("// b"); // c\n'


def test_the_policy_stands_first_in_every_page_and_once(site: Path) -> None:
    policy.write_meta(site, ["'sha256-x='"])
    policy.write_meta(site, ["'sha256-x='"])
    text = (site / "embed/a/index.html").read_text("utf-8")
    assert text.count("Content-Security-Policy") == 1
    assert text.index("Content-Security-Policy") < text.index("<title>")
    assert "'sha256-x='" in text


def test_hosts_are_told_the_same_thing(site: Path) -> None:
    hosting.write(site, ["'sha256-x='"])
    rules = hosting.read(site)
    assert rules == hosting.rules(site, ["'sha256-x='"])
    for name in (".htaccess", "_nginx.conf"):
        text = (site / name).read_text("utf-8")
        for rule in rules:
            for header, value in rule.headers.items():
                assert header in text
                assert value in text


def test_only_what_is_named_by_its_content_is_kept_for_ever(site: Path) -> None:
    kept = [rule.pattern for rule in hosting.rules(site, []) if "Cache-Control" in rule.headers]
    assert kept == ["/assets/main.57a0d79d.min.css"]


def test_copies_are_the_same_twice_and_only_where_they_pay(site: Path, tmp_path: Path) -> None:
    compress(site, tmp_path / "cache")
    index = site / "index.html"
    first = [(site / f"index.html{suffix}").read_bytes() for suffix in (".br", ".gz")]
    assert brotli.decompress(first[0]) == gzip.decompress(first[1]) == index.read_bytes()
    assert not (site / "data/a.json.br").exists()
    compress(site, tmp_path / "another")
    assert first == [(site / f"index.html{suffix}").read_bytes() for suffix in (".br", ".gz")]


@pytest.fixture
def server(site: Path, tmp_path: Path) -> Iterator[Server]:
    hosting.write(site, [])
    compress(site, tmp_path / "cache")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    with Server(site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def ask(
    server: Server, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def test_the_server_sends_what_a_host_would(server: Server) -> None:
    status, headers, body = ask(server, "/", Accept_Encoding="gzip, br")
    assert status == 200
    assert headers["Content-Encoding"] == "br"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert b"Bonjour" in brotli.decompress(body)
    same = {"Accept_Encoding": "br", "If_None_Match": headers["ETag"]}
    assert ask(server, "/", **same)[0] == 304
    assert ask(server, "/", method="HEAD")[2] == b""
    assert "Content-Encoding" not in ask(server, "/")[1]


def test_the_server_lets_only_embedded_pages_be_framed(server: Server) -> None:
    framed = ask(server, "/embed/a/")[1]["Content-Security-Policy"]
    assert framed.endswith("frame-ancestors *")


def test_the_server_redirects_and_refuses(server: Server) -> None:
    status, headers, _ = ask(server, "/embed/a")
    assert (status, headers["Location"]) == (301, "/embed/a/")
    status, _, body = ask(server, "/rien")
    assert status == 404
    assert b"Introuvable" in body
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/_headers", "/.htaccess"):
        assert ask(server, path)[0] == 404, path
