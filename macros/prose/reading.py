"""How the pages read: `python -m macros.prose.reading docs`.

Cuts Markdown into passages, and looks in them for what a newcomer trips over: a long sentence, an
acronym never said in full, a familiar word, a rule or an amount without its source. Prints every
fault, then how many statements are sourced, and by how many texts.
"""

from __future__ import annotations

import ast
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Literal

from calculators.vocabulary.text import MONTHS
from macros.pages import citations, reference_data, references, scale_page

type Kind = Literal["heading", "paragraph", "term", "definition", "item", "box", "row", "header"]

LONG = 30
# Stands where a source marker stood; no prose holds it.
MARK = "\ue000"
# Stands between two cells of a row: each is read on its own.
_CELL = "\ue002"
# A line of what a macro prints: it keeps the number of the line that calls the macro.
_PRINTED_LINE = "\ue001"
# These print prose; the figures, the scales and the forms have tests of their own.
_PRINTED = {
    name: getattr(references, name)
    for name in (
        "acronyms_in_full",
        "changes",
        "contacts_table",
        "regional_aids",
        "open_questions",
        "statistics_chart",
    )
}
# They say what this site does, and what it has not read.
NO_STATEMENT = ("a-propos/", "contribuer/", "references/questions-ouvertes.md")

_MONTHS = "|".join(MONTHS)
STATEMENT = re.compile(
    rf"""
      € | \d\s?%
    | \b (?: articles? | art\. | lois? | décrets? | arrêtés? | ordonnances? | avenants? | code )\b
    | \b (?: obligatoires? | obligations? | interdite?s? | exig\w+ | impos\w+ | irrévocable )\b
    | \b (?: doit | doivent | devez | devra | faut | peut | peuvent | verse | versent )\b
    | \b (?: minimum | minimal\w* | maximum | maximal\w* | plafond\w* | plancher )\b
    | \b (?: au\s(?:moins|plus) | pas\splus\sde | (?:dix|\d+)\sau\splus )\b
    | \b (?: délais? | sous | dans\sles | pendant | pour | avant | après | comptez | dure )
         \s (?: \d+ | un | deux | trois | quatre | cinq | six | douze | dix-huit | vingt-quatre )
         \s (?: jours? | mois | ans? | années? | semaines? )\b
    | \b (?: \d{{1,2}} | 1er ) \s (?: {_MONTHS} ) \b
    | \b (?: impôts? | exonér\w+ | TVA | cotisations? | amendes? | subventions? )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What we have not read, and the way to the next step or page.
NOT_A_STATEMENT = re.compile(
    r"\bnous n’(?:avons|en avons) (?:pas |encore |trouvé aucun|lu aucun)"
    r"|^(?:Ensuite|Autres calculs utiles|Pages liées)\u202f:",
    re.IGNORECASE,
)
FAMILIAR = re.compile(
    r"\b(?:tu|toi|ton|ta|tes|t’\w+)\b"
    r"|(?:^|[.!?…]\s)(?:Appelle|Choisis|Demande|Fais|Lis|Prends|Regarde|Sois|Va|Vérifie|N’oublie)\b",
    re.IGNORECASE,
)

_CALL = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---\n.*?^---$", re.MULTILINE | re.DOTALL)
_NOT_PROSE = re.compile(r"<!--.*?-->|^```.*?^```$|\{:?[ ][^{}\n]*\}", re.MULTILINE | re.DOTALL)
_SUP = re.compile(r'<sup class="src".*?#source-(\d+).*?</sup>')
_SVG = re.compile(r"<figure.*?</figure>", re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]*>")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^()\s]*\)")
_SIGN = re.compile(r"\*\*|`|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_SMALL = {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "pour"}
_SHORT = re.compile(r"\b(?:[A-Z]|art|p|pp|n|cf|M|etc)\.$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph, an item of a list or a row of a table, without its markup."""

    page: str
    line: int
    kind: Kind
    text: str
    sources: tuple[str, ...]

    @property
    def words(self) -> str:
        """Give the text without its source markers."""
        return re.sub(rf"\s*[{MARK}{_CELL}]", "", self.text)

    @property
    def announces(self) -> bool:
        """Tell whether what follows belongs to it."""
        return self.words.rstrip().endswith(":")


@dataclass(frozen=True, slots=True)
class Fault:
    """What to correct, and where."""

    page: str
    line: int
    rule: str
    text: str


def passages(page: str, text: str) -> list[Passage]:
    """Cut a page into passages, in its order."""
    sources: list[str] = []
    prose = _blank(text.replace("&shy;", ""), _FRONT_MATTER)
    prose = _CALL.sub(lambda call: _said(call, sources), prose)
    prose = _blank(prose, _NOT_PROSE)
    keys = iter(sources)
    found = []
    for line, kind, raw in _blocks(prose):
        words = " ".join(_SIGN.sub("", _LINK.sub(r"\1", _TAG.sub(" ", raw))).split(" "))
        words = re.sub(r" {2,}", " ", words).strip(f" {_CELL}")
        cited = tuple(next(keys) for _ in range(words.count(MARK)))
        if words:
            found.append(Passage(page, line, kind, words, cited))
    return found


def sentences(passage: Passage) -> Iterator[str]:
    """Give the sentences of a passage; a source marker goes with what it follows."""
    for text in passage.text.split(_CELL):
        start = 0
        for end in re.finditer(rf"[.!?…]+[»)]*(?:\s?{MARK})*\s+(?=[«\w(–—])", text):
            if _SHORT.search(text[: end.start() + 1]):
                continue
            yield text[start : end.end()].strip()
            start = end.end()
        yield text[start:].strip()


def length(sentence: str) -> int:
    """Count the words that a reader reads."""
    return sum(bool(re.search(r"\w", word)) for word in sentence.replace(MARK, "").split(" "))


def states(sentence: str) -> bool:
    """Tell whether a sentence states law or money."""
    if sentence.rstrip(f" {MARK}").endswith("?") or NOT_A_STATEMENT.search(sentence):
        return False
    return bool(STATEMENT.search(sentence))


# --- The rules -------------------------------------------------------------------------------


def long_sentences(page: Iterable[Passage]) -> Iterator[Fault]:
    """Find the sentences that a reader has to read twice."""
    for passage in page:
        for sentence in sentences(passage):
            if length(sentence) >= LONG:
                yield _fault(passage, "long sentence", sentence)


def familiar_words(page: Iterable[Passage]) -> Iterator[Fault]:
    """Find what does not say `vous` to the reader."""
    for passage in page:
        if found := FAMILIAR.search(passage.words):
            yield _fault(passage, "familiar word", found[0])


def unexplained_acronyms(page: list[Passage]) -> Iterator[Fault]:
    """Find the acronyms that are not said in full where they first stand.

    What a heading leaves short, the two passages after it may say. `*[CSS]: …` says it too.
    """
    met: set[str] = set()
    if page and page[0].page == "references/glossaire.md":
        return
    for index, passage in enumerate(page):
        said = " ".join(each.words for each in page[: index + 1])
        if passage.kind in {"heading", "header"}:
            after = (each.words for each in page[index + 1 :] if each.kind != "heading")
            said += " " + " ".join(islice(after, 2))
        for acronym in acronyms_of(passage.words):
            if acronym not in met:
                met.add(acronym)
                if not in_full(acronym, said):
                    yield _fault(passage, "acronym", acronym)


def unsourced_statements(page: list[Passage]) -> Iterator[Fault]:
    """Find law and money without a source: on the sentence, or on what announces it."""
    for passage, sentence, sourced in statements(page):
        if not sourced:
            yield _fault(passage, "no source", sentence)


def statements(page: list[Passage]) -> Iterator[tuple[Passage, str, bool]]:
    """Give every statement of law or money, and whether the reader can open its source."""
    if page and page[0].page.startswith(NO_STATEMENT):
        return
    covered = False
    for passage in page:
        if passage.kind == "heading":
            covered = False
        elif passage.kind == "paragraph":
            covered = passage.announces and bool(passage.sources)
        elif passage.kind == "header":
            covered = covered or bool(passage.sources)
        # Boxes to tick repeat the steps above them.
        if passage.kind in {"heading", "header", "term", "box"}:
            continue
        whole = covered or (passage.kind in {"row", "definition"} and bool(passage.sources))
        every = list(sentences(passage))
        for index, sentence in enumerate(every):
            if states(sentence):
                near = sentence + (every[index + 1] if index + 1 < len(every) else "")
                yield passage, sentence, whole or MARK in near


RULES = (long_sentences, familiar_words, unexplained_acronyms, unsourced_statements)


def faults(page: list[Passage]) -> Iterator[Fault]:
    """Find every fault of a page."""
    for rule in RULES:
        yield from rule(page)


# --- Markdown ---------------------------------------------------------------------------------


def _blocks(prose: str) -> Iterator[tuple[int, Kind, str]]:
    kind: Kind = "paragraph"
    start, held = 0, ""
    lines = [
        (number, part)
        for number, line in enumerate(prose.split("\n"), start=1)
        for part in line.split(_PRINTED_LINE)
    ]
    for index, (number, line) in enumerate([*lines, (len(lines), "")]):
        bare = re.sub(r"^[ >]*", "", line)
        new = _kind(bare, lines[index + 1][1] if index + 1 < len(lines) else "")
        if held and (not bare or new):
            yield start, kind, held
            held = ""
        if re.fullmatch(r"[|: -]*", bare):
            continue
        if not held:
            start, kind = number, new or "paragraph"
        marker = re.match(r"#+ |[-*+] |\d+\. |:   |\[ \] |(?:!!!|\?\?\?\+?)[ \w]*", bare)
        shown = bare[marker.end() :] if marker else bare
        held += " " + shown.replace("|", f" {_CELL} ")
        if kind in {"heading", "row", "header", "term"}:
            yield start, kind, held
            held = ""


def _kind(line: str, after: str) -> Kind | None:
    if line.startswith("#"):
        return "heading"
    if line.startswith("|"):
        return "header" if re.fullmatch(r"[|: -]+", after.strip()) else "row"
    if line.startswith("[ ] "):
        return "box"
    if line and after.startswith(":   "):
        return "term"
    if re.match(r"[-*+] |\d+\. ", line):
        return "item"
    if line.startswith(":   "):
        return "definition"
    return "paragraph" if re.match(r"!!!|\?\?\?", line) else None


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    """Take out what a pattern finds, and keep the lines."""
    return pattern.sub(lambda found: "\n" * found[0].count("\n"), text)


def _said(call: re.Match[str], sources: list[str]) -> str:
    """Write what a macro shows in a sentence."""
    tree = ast.parse(call[1], mode="eval").body
    if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
        return "…"
    if tree.func.id == "src":
        sources.append(ast.literal_eval(tree.args[0]))
        return MARK
    if tree.func.id == "figure":
        return scale_page.figure(*map(ast.literal_eval, tree.args))
    if tree.func.id == "checklist":
        printed = "\n".join(f"[ ] {item}" for item in ast.literal_eval(tree.args[1]))
        return printed.replace("\n", _PRINTED_LINE)
    if tree.func.id in _PRINTED:
        printed = _PRINTED[tree.func.id](*map(ast.literal_eval, tree.args))
        return _SVG.sub("", _SUP.sub(lambda mark: _cited(mark, sources), printed)).replace(
            "\n", _PRINTED_LINE
        )
    return ""


def _cited(mark: re.Match[str], sources: list[str]) -> str:
    sources.append(citations.cited()[int(mark[1]) - 1])
    return MARK


# --- Acronyms -----------------------------------------------------------------------------------


@cache
def _names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for entry in reference_data.glossary():
        for acronym in entry.acronyms:
            if entry.name:
                names.setdefault(acronym, []).append(_plain(entry.name))
    return names


def acronyms_of(words: str) -> list[str]:
    """Give the acronyms of the glossary that stand in some words."""
    return _acronyms().findall(words)


@cache
def _acronyms() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


def in_full(acronym: str, said: str) -> bool:
    """Tell whether a text says the words of an acronym: its name, or `(ACRONYM)` after them."""
    if any(name in _plain(said) for name in _names()[acronym]):
        return True
    if f"[{acronym}]:" in said:
        return True
    letters = acronym.casefold()
    for found in re.finditer(rf"\({re.escape(acronym)}\b", said):
        words = _plain(said[: found.start()]).split(" ")
        full = "".join(word[0] for word in words if word not in _SMALL)
        if full.endswith(letters):
            return True
    return False


def _plain(words: str) -> str:
    """Write words without accents, capitals or plurals, to compare them."""
    bare = unicodedata.normalize("NFD", words.casefold().replace("’", " "))
    letters = re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f]", "", bare))
    return " ".join(word.rstrip("sx") or word for word in letters)


def _fault(passage: Passage, rule: str, text: str) -> Fault:
    return Fault(passage.page, passage.line, rule, text.replace(MARK, "[…]"))


# --- The command ----------------------------------------------------------------------------------


def pages(folder: Path) -> Iterator[list[Passage]]:
    """Read every page of a folder."""
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        on_page(name)
        yield passages(name, path.read_text("utf-8"))


def on_page(name: str) -> None:
    """Say which page is read: its sources have numbers of their own."""
    citations.follow(lambda: name)


def main(arguments: list[str] | None = None) -> int:
    """Print the faults of a folder, then its counts."""
    (folder,) = arguments or sys.argv[1:] or ["docs"]
    every = list(pages(Path(folder)))
    for page in every:
        for fault in faults(page):
            print(f"{fault.page}:{fault.line}: {fault.rule}: {fault.text}")
    stated = [sourced for page in every for _, _, sourced in statements(page)]
    markers = [key for page in every for passage in page for key in passage.sources]
    print(
        f"{len(every)} pages; {len(stated)} statements of law or money, {sum(stated)} with their "
        f"source; {len(markers)} source markers to {len(set(markers))} texts"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
