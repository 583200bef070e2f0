"""Styles that no page uses are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.site.styles import trim, trimmed


@pytest.mark.parametrize(
    ("styles", "left"),
    [
        (".a{top:0}.b{top:0}", ".a{top:0}"),
        (".a,.b,p{top:0}", ".a,p{top:0}"),
        (".a .b,.a>p{top:0}", ".a>p{top:0}"),
        (".a:not(.b){top:0}", ".a:not(.b){top:0}"),
        (":is(.a,.b){top:0}p{top:0}", "p{top:0}"),
        ("@media print{.b{top:0}}@media print{.a{top:0}}", "@media print{.a{top:0}}"),
        ("@font-face{src:url(x.b)}", "@font-face{src:url(x.b)}"),
        ("@keyframes b{0%{top:0}to{top:1px}}", "@keyframes b{0%{top:0}to{top:1px}}"),
        (".a{background:url('data:image/svg+xml;x,<svg class=.b/>')}", None),
    ],
)
def test_styles_of_what_no_page_has_are_left_out(styles: str, left: str | None) -> None:
    assert trimmed(styles, {"a"}) == (styles if left is None else left)


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
