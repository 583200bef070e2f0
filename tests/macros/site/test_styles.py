"""Styles that no page uses are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.site.styles import trim, trimmed, without_unread


@pytest.mark.parametrize(
    ("styles", "left"),
    [
        (".a{top:0}.b{top:0}", ".a{top:0}"),
        (".a,.b,p{top:0}", ".a,p{top:0}"),
        (".a .b,.a>p{top:0}", ".a>p{top:0}"),
        (".a:not(.b){top:0}", ".a:not(.b){top:0}"),
        (":is(.a,.b){top:0}p{top:0}", "p{top:0}"),
        ("@media print{.b{top:0}}@media print{.a{top:0}}", "@media print{.a{top:0}}"),
        ("[dir=rtl] .a{top:0}[dir=ltr] .a{left:0}", "[dir=ltr] .a{left:0}"),
        (".a:not([dir=rtl]){top:0}", ".a:not([dir=rtl]){top:0}"),
        ('[data-md-color-accent="pink"],p{top:0}', "p{top:0}"),
        ("@font-face{src:url(x.b)}", "@font-face{src:url(x.b)}"),
        ("@keyframes b{0%{top:0}to{top:1px}}", "@keyframes b{0%{top:0}to{top:1px}}"),
        (".a{background:url('data:image/svg+xml;x,<svg class=.b/>')}", None),
    ],
)
def test_styles_of_what_no_page_has_are_left_out(styles: str, left: str | None) -> None:
    assert trimmed(styles, {"a", "dir=ltr"}) == (styles if left is None else left)


def test_a_class_named_by_a_page_or_a_script_keeps_its_style(tmp_path: Path) -> None:
    for name, text in {
        "index.html": '<p class="a b-c">',
        "assets/javascripts/main.js": 'x.classList.add("d-e")',
        "assets/stylesheets/main.0.min.css": ".a{}.b-c{}.d-e{}.f{}",
        "assets/stylesheets/palette.0.min.css": ".a{}",
        "assets/stylesheets/ours.css": ".f{}",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    trim(tmp_path)
    assert (tmp_path / "assets/stylesheets/main.0.min.css").read_text() == ".a{}.b-c{}.d-e{}"
    assert (tmp_path / "assets/stylesheets/ours.css").read_text() == ".f{}"


def test_what_the_script_of_the_theme_makes_from_nothing_keeps_no_style(tmp_path: Path) -> None:
    page, main = tmp_path / "index.html", tmp_path / "assets/stylesheets/main.0.min.css"
    script = tmp_path / "assets/javascripts/bundle.0.min.js"
    for path in (main, script):
        path.parent.mkdir(parents=True)
    script.write_text('x("div",{class:"tabbed-button"})', "utf-8")
    main.with_name("palette.0.min.css").touch()
    for words, left in {'<p dir="ltr">': "", '<p class="tabbed-set">': ".tabbed-button{}"}.items():
        page.write_text(words, "utf-8")
        main.write_text(".tabbed-button{}[dir=rtl] .md-x{}", "utf-8")
        trim(tmp_path)
        assert main.read_text() == left


@pytest.mark.parametrize(
    ("styles", "others", "left"),
    [
        ("p{--a:1px;--b:2px;top:var(--a)}", "", "p{--a:1px;top:var(--a)}"),
        ("p{--a:1px;--b:var(--a)}", "", "p{}"),
        ("p{--a:1px;--b:2px}", "i{top:var(--a)}", "p{--a:1px;}"),
        ("p{--a:1px}", 'getPropertyValue("--a")', "p{--a:1px}"),
        ("p{--a:url('data:x;y,<svg a=\"b\"/>');top:0}", "", "p{top:0}"),
        (".x--b:before{top:0}", "", ".x--b:before{top:0}"),
    ],
)
def test_a_property_that_nothing_reads_is_left_out(styles: str, others: str, left: str) -> None:
    assert without_unread([styles], [others]) == [left]
