"""What the search reads of a page."""

from __future__ import annotations

import pytest

from macros.site.search_text import sections


def read(body: str, *, calculator: bool = False) -> str:
    page = f"<nav>Menu</nav><article><h1 id=a>Titre</h1>{body}</article><footer>Pied</footer>"
    return sections(page, calculator=calculator)[""]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Un <strong>mot</strong>,<br>puis l’autre.</p>", "<p>Un mot, puis l’autre.</p>"),
        ("<ul><li>un</li><li>deux</li></ul>", "<p>un</p><p>deux</p>"),
        ("<div>100<div>200</div>300</div>", "<p>100</p><p>200</p><p>300</p>"),
        ("<p>pluri&shy;profession</p>", "<p>pluriprofession</p>"),
        ("<p>le 1<sup>er</sup> avril</p>", "<p>le 1er avril</p>"),
        ("<p>A &lt;b&gt; &amp; c</p>", "<p>A &lt;b&gt; &amp; c</p>"),
        ("<dl><dt>ACI</dt><dd>Un accord.</dd></dl>", "<p>ACI\u202f: Un accord.</p>"),
        (
            "<table><tr><th>An</th><th> Euros </th></tr><tr><td>1</td><td>2</td></tr></table>",
            "<p>An\u202f; Euros</p><p>1\u202f; 2</p>",
        ),
        ("<table><tr><td><p>1</p><p>2</p></td><td>3</td></tr></table>", "<p>1 2\u202f; 3</p>"),
    ],
)
def test_blocks_are_paragraphs_and_cells_are_apart(body: str, text: str) -> None:
    assert read(body) == text


@pytest.mark.parametrize(
    "noise",
    [
        '<svg><g><text>0</text><text>100</text></g><path d="M0"/></svg>',
        "<template><p>bla</p></template>",
        "<script>bla()</script>",
        "<p hidden>bla</p>",
        "<button>Imprimer</button>",
        "<pre><code>make build\nmacros -> macros/pages</code></pre>",
        "<select><option>Oui</option><option>Non</option></select>",
        '<details class="contents"><ul><li>Sources</li></ul></details>',
        '<div class="calc"><form><label>Combien</label></form></div>',
        '<sup class="src"><a href="#source-1"><span>Source </span>1</a></sup>',
        '<td class="cited">Un texte</td>',
        '<div class="checklist"><ul><li>Le projet est écrit</li></ul></div>',
        '<span class="read-on">Lu le 21 novembre 2026.</span>',
        '<span class="told">Qui\u202f: les porteurs</span>',
        '<figure class="flow"><ul><li><b>ARS</b></li></ul></figure>',
    ],
)
def test_noise_is_not_read(noise: str) -> None:
    assert read(f"<div>Avant {noise}</div><p>Après.</p>") == "<p>Avant</p><p>Après.</p>"


def test_a_marker_leaves_no_space_before_the_stop() -> None:
    assert read('<p>Un fait\u00a0<sup class="src">1</sup>.</p>') == "<p>Un fait.</p>"


def test_a_calculator_is_found_by_what_it_asks() -> None:
    form = (
        '<div class="calc"><form><label>Habitants</label><input><p class="field-hint">Combien.</p>'
        '</form><div class="calc-result"><p>225 000 €</p></div></div><p>Après.</p>'
    )
    assert read(form, calculator=True) == "<p>Habitants</p><p>Combien.</p><p>Après.</p>"
    assert read(form) == "<p>Après.</p>"


def test_each_heading_with_an_anchor_begins_a_part() -> None:
    page = "<h1 id=a>A</h1><p>1</p><h2 id=b>B<a>#</a></h2><h3>C</h3><p>2</p>"
    assert sections(f"<article>{page}</article>") == {"": "<p>1</p>", "b": "<p>C</p><p>2</p>"}


def test_tables_that_nobody_searches_are_not_read() -> None:
    page = "<article><h1 id=a>A</h1><p>1</p><table><tr><td>2</td></tr></table></article>"
    assert sections(page) == {"": "<p>1</p><p>2</p>"}
    assert sections(page, tables=False) == {"": "<p>1</p>"}
