"""The policy of each page, and what stops the build."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.site import policy

HEAD = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>T</title></head>'


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


def test_the_policy_stands_first_in_every_page_and_once(site: Path) -> None:
    policy.write_meta(site, ["'sha256-x='"])
    policy.write_meta(site, ["'sha256-x='"])
    text = (site / "embed/a/index.html").read_text("utf-8")
    assert text.count("Content-Security-Policy") == 1
    assert text.index("Content-Security-Policy") < text.index("<title>")
    assert "'sha256-x='" in text


def test_a_form_that_asks_no_server_is_let_through(site: Path) -> None:
    (site / "index.html").write_text(f'{HEAD}<form method="dialog">', "utf-8")
    assert policy.script_hashes(site) == []
    assert "form-action 'none'" in policy.policy([], frame_ancestors=None)
