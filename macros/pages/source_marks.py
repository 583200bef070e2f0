"""One source mark a paragraph, an item or a cell (a Python-Markdown extension).

The writer marks each statement; the reader meets one quiet link for them all, which says the
number of each source. A statement that is our reading keeps its own mark, in words.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markupsafe import escape

# A source of a mark: its number in the list of the page, and where to read in it.
type Cited = tuple[int, str]

_BLOCK = re.compile(
    r"(</?(?:p|[uod]l|li|d[td]|t[hdr]|table|thead|tbody|div|section|h[1-6]|figure|figcaption"
    r"|caption|details|summary|nav|article|br)\b[^>]*>)"
)
_MARK = re.compile(
    r'\s*<sup class="src"><a href="#source-(\d+)" aria-label="[^"]*"'
    r'(?: data-source="([^"]*)")?>[\d, ]+</a></sup>'
)


def mark(cited: list[Cited], *, ours: bool = False) -> str:
    """Print a mark: a link to the first of its sources, which names the others."""
    numbers = ", ".join(map(str, sorted({number for number, _ in cited})))
    shown = f"{numbers}, notre lecture" if ours else numbers
    told = "|".join(f"{number} {where}".strip() for number, where in cited)
    # The address says it already of a source read as a whole.
    data = "" if told == str(cited[0][0]) else f' data-source="{escape(told)}"'
    return (
        f'<sup class="src"><a href="#source-{cited[0][0]}" '
        f'aria-label="Source{"s" * ("," in numbers)} {shown}"{data}>{shown}</a></sup>'
    )


def gathered(html: str) -> str:
    """Give the page with one mark, after the last statement, for those of a block of text."""
    parts = _BLOCK.split(html)
    parts[::2] = map(_block, parts[::2])
    # A line never begins with a mark.
    return re.sub(r'\s+(?=<sup class="src">)', "\u00a0", "".join(parts))


def _block(html: str) -> str:
    marks = list(_MARK.finditer(html))
    if len(marks) < 2:
        return html
    cited = list(dict.fromkeys(each for found in marks for each in _read(found)))
    last = marks[-1]
    before = _MARK.sub("", html[: last.start()])
    return f"{before} {mark(cited)}{html[last.end() :]}"


def _read(found: re.Match[str]) -> list[Cited]:
    told = found[2] or found[1]
    return [
        (int(number), where)
        for number, _, where in (each.partition(" ") for each in told.split("|"))
    ]


class SourceMarksExtension(Extension):
    """Gathers the source marks of a page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Work on the whole page, once what was set aside is back."""
        md.postprocessors.register(_Gather(md), "source_marks", 1)


def makeExtension(**_: object) -> SourceMarksExtension:  # noqa: N802 - the name is Markdown's
    """Give the extension that mkdocs.yml calls `macros.pages.source_marks`."""
    return SourceMarksExtension()


class _Gather(Postprocessor):
    def run(self, text: str) -> str:
        return gathered(text)
