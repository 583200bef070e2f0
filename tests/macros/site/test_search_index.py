"""The search asks for nothing until someone searches."""

from __future__ import annotations

from pathlib import Path

from macros.site import search_index


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
