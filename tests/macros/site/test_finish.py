"""What is done to each page once built."""

from __future__ import annotations

from pathlib import Path

from macros.site import finish
from tests.macros.site.conftest import HEAD


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
    assert script.read_text("utf-8") == 'let a = ("// b"); // c\n'


def test_readers_are_not_sent_what_lays_our_styles_out(site: Path) -> None:
    styles = site / "assets/stylesheets/a.css"
    styles.parent.mkdir(parents=True)
    styles.write_text(
        "/* Why. */\n.a > .b,\n.c :hover {\n  width: calc(1px + 2px);\n"
        '  content: "a ;  b" / "";\n}\n',
        "utf-8",
    )
    for _ in range(2):
        finish._drop_spaces(site)
    expected = '.a > .b,.c :hover{width: calc(1px + 2px);content: "a ;  b" / ""}'
    assert styles.read_text("utf-8") == expected


def test_readers_are_not_sent_the_indents_of_pages(site: Path) -> None:
    kept = "<pre>\n  a\n    b</pre><textarea>\n  c</textarea><script>\n  d()</script>"
    page = site / "index.html"
    page.write_text(f"{HEAD}\n  <p>\n\n    a <b>b</b>\n  </p>\n{kept}\n", "utf-8")
    for _ in range(2):
        finish._drop_indents(site)
        assert page.read_text("utf-8") == f"{HEAD}\n<p>\na <b>b</b>\n</p>\n{kept}\n"
