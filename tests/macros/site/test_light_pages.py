"""What a reader of a page need not fetch."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.site import search_index
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
        "assets/stylesheets/ours.css": ".f{}",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    trim(tmp_path)
    assert (tmp_path / "assets/stylesheets/main.0.min.css").read_text() == ".a{}.b-c{}.d-e{}"
    assert (tmp_path / "assets/stylesheets/ours.css").read_text() == ".f{}"


def test_the_index_of_the_search_waits_for_who_searches(tmp_path: Path) -> None:
    script = tmp_path / "assets/javascripts/bundle.0.min.js"
    script.parent.mkdir(parents=True)
    for text, left in {
        'L($(location.protocol!=="file:"),Je("search"))': 'L($(!1),Je("search"))',
        "another theme": "another theme",
    }.items():
        script.write_text(text, "utf-8")
        search_index.wait(tmp_path)
        assert script.read_text("utf-8") == left


def test_the_worker_of_the_search_waits_for_its_first_message(tmp_path: Path) -> None:
    worker = tmp_path / "assets/javascripts/workers/search.0.min.js"
    worker.parent.mkdir(parents=True)
    worker.write_text("the whole", "utf-8")
    search_index.wait(tmp_path)
    assert worker.with_name("search.0.whole.js").read_text("utf-8") == "the whole"
    assert 'importScripts("search.0.whole.js")' in worker.read_text("utf-8")
