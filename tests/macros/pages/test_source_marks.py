"""What the reader meets of the sources: one quiet mark a block, which names them all."""

from __future__ import annotations

from macros.pages.source_marks import gathered, mark

ONE, TWO, PART = mark([(1, "")]), mark([(2, "")]), mark([(2, "art. 9")])


def test_a_mark_leads_to_its_source_and_says_where_to_read() -> None:
    assert ONE == '<sup class="src"><a href="#source-1" aria-label="Source 1">1</a></sup>'
    assert 'aria-label="Source 2" data-source="2 art. 9">2</a>' in PART


def test_a_quote_in_a_passage_stays_inside_its_attribute() -> None:
    assert 'data-source="1 &#34;p. 2&#34;"' in mark([(1, '"p. 2"')])


def test_a_paragraph_has_one_mark_for_its_sources_after_the_last_statement() -> None:
    html = gathered(f"<p>Un fait\u00a0{ONE}. Un autre\u00a0{PART}.</p>")
    assert html == f"<p>Un fait. Un autre\u00a0{mark([(1, ''), (2, 'art. 9')])}.</p>"
    assert 'aria-label="Sources 1, 2" data-source="1|2 art. 9">1, 2</a>' in html


def test_two_passages_of_one_source_are_both_told() -> None:
    html = gathered(f"<p>Un fait {PART}. Un autre {mark([(2, 'art. 10')])}.</p>")
    assert 'data-source="2 art. 9|2 art. 10">2</a>' in html


def test_the_same_passage_is_told_once() -> None:
    assert gathered(f"<p>Un fait {PART}. Un autre {PART}.</p>").endswith(f"\u00a0{PART}.</p>")


def test_each_item_and_each_cell_keeps_its_own() -> None:
    for html in (
        f"<li>Un {ONE}</li><li>Deux {TWO}</li>",
        f"<td>Un {ONE}</td><td>Deux {TWO}</td>",
        f"<li>Un {ONE}<ul><li>Deux {TWO}</li></ul></li>",
    ):
        assert gathered(html) == html.replace(" <sup", "\u00a0<sup")


def test_our_reading_stays_in_words_beside_its_statement() -> None:
    ours = mark([(3, "art. 1")], ours=True)
    assert ">3, notre lecture</a>" in ours
    html = gathered(f"<p>Un {ONE}. Déduit {ours}. Deux {TWO}.</p>")
    assert html == f"<p>Un. Déduit\u00a0{ours}. Deux\u00a0{mark([(1, ''), (2, '')])}.</p>"


def test_numbers_are_read_in_their_order_and_the_texts_come_first() -> None:
    printed = mark([(4, ""), (1, "")])
    assert 'href="#source-4"' in printed
    assert ">1, 4</a>" in printed
