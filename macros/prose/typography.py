"""French typography of what people read: `python -m macros.prose.typography [--fix] PATHS`.

Checks the prose of Markdown and HTML files, and the French strings of Python, JavaScript and TOML
files. Code, addresses, tags, Jinja and keys are left alone. Nothing is done while the site is
built: what is read again in the sources is what is published.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
import tokenize
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from calculators.vocabulary.text import MONTHS

THIN = "\u202f"
NO_BREAK = "\u00a0"
_MASK = "\ufffc"  # stands for what is not prose

_AFTER_E = (
    "ch[aéeo]|col|conom|cout|cri[rstv]|dit|duc|gal|labor|lus?\\b|mett|nonc|pid|quip|tabli|tapes?|tats?\\b|"
    "tend|thi|tud|valu|v[eé]ne|vit|vol"
)
_AFTER_A = (
    "chaque|compter|défaut|droite|gauche|jour|la|l’|noter|part|partir|propos|prouver|qui|quoi|"
    "renseigner|savoir|titre|venir|vérifier"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a pattern finds is replaced; `says` tells why."""

    says: str
    pattern: re.Pattern[str]
    replacement: str | Callable[[re.Match[str]], str]


RULES = (
    Rule(
        "narrow no-break space (U+202F) before double punctuation",
        re.compile(rf"(?<=\S)[ {NO_BREAK}]+(?=[;:!?](?:[\s»)\]*_\"'{_MASK}]|$))", re.MULTILINE),
        THIN,
    ),
    Rule(
        "narrow no-break space (U+202F) before double punctuation",
        re.compile(r"(?<=[\w)»%€’])(?=[;:!?](?:\s|$))", re.MULTILINE),
        THIN,
    ),
    Rule("no-break space (U+00A0) inside « »", re.compile(rf"(?<=«)(?!{NO_BREAK})\s?"), NO_BREAK),
    Rule(
        "no-break space (U+00A0) inside « »", re.compile(rf"[ {THIN}]+(?=»)|(?<=\S)(?=»)"), NO_BREAK
    ),
    Rule(
        "no-break space (U+00A0) before a sign (€, %)",
        re.compile(rf"(?<=\d)[ {THIN}]?(?=[€%])"),
        NO_BREAK,
    ),
    Rule(
        "no-break space (U+00A0) before a sign (€, %)",
        re.compile(rf"(?<=[{_MASK}\w])[ {THIN}](?=€)"),
        NO_BREAK,
    ),
    Rule(
        "narrow no-break space (U+202F) between thousands",
        re.compile(rf"(?<![\w,.])\d{{1,3}}(?:[ {NO_BREAK}{THIN}]\d{{3}})+(?!\w)"),
        lambda found: re.sub(rf"[ {NO_BREAK}]", THIN, found[0]),
    ),
    Rule(
        "narrow no-break space (U+202F) between thousands",
        re.compile(rf"(?<![\w,.-])\d{{5,}}(?=[ {NO_BREAK}](?:€|euros?|habitants?|patients?)\b)"),
        lambda found: f"{int(found[0]):,}".replace(",", THIN),
    ),
    Rule(
        "no-break space (U+00A0) between a day and its month",
        re.compile(rf"\b(?:\d{{1,2}}|1er) (?:{'|'.join(MONTHS)})\b"),
        lambda found: found[0].replace(" ", NO_BREAK),
    ),
    Rule("typographic apostrophe (’)", re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’"),
    Rule(
        "accent on a capital",
        re.compile(rf"\bE(?=(?:{_AFTER_E}))"),
        "É",
    ),
    Rule("accent on a capital", re.compile(rf"(?<![\w’.-])A(?= (?:{_AFTER_A})\b)"), "À"),
    Rule("cedilla on a capital", re.compile(r"\bC(?=a (?:ne|n’|se|y|va|peut|dépend)\b)"), "Ç"),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A place to correct, and how."""

    start: int
    end: int
    replacement: str
    says: str


def faults(text: str, suffix: str) -> list[Fault]:
    """Give the faults of the prose of a file, in order, none over another."""
    prose = _PROSE[suffix](text)
    found: list[Fault] = []
    for rule in RULES:
        for match in rule.pattern.finditer(prose):
            replacement = (
                rule.replacement if isinstance(rule.replacement, str) else rule.replacement(match)
            )
            if replacement != match[0]:
                found.append(Fault(match.start(), match.end(), replacement, rule.says))
    found.sort(key=lambda fault: (fault.start, fault.end))
    return [
        fault
        for before, fault in zip([None, *found], found, strict=False)
        if before is None or (fault.start >= before.end and fault.start > before.start)
    ]


def fixed(text: str, suffix: str) -> str:
    """Give the text with its faults corrected."""
    for fault in reversed(faults(text, suffix)):
        text = text[: fault.start] + fault.replacement + text[fault.end :]
    return text


# --- What is prose ----------------------------------------------------------------------------

_MARKUP = re.compile(
    r"""
      ^(?:```|~~~)[^\n]*\n.*?^(?:```|~~~)[ ]*$     # fenced code
    | <!--.*?-->
    | <(?:code|pre|script|style|svg)\b.*?</(?:code|pre|script|style|svg)>
    | </?[a-zA-Z][^<>]*>                            # tags, with their attributes
    | (?<!`)(`+)(?!`).+?(?<!`)\1(?!`)               # inline code
    | \{\{.*?\}\} | \{%.*?%\} | \{\#.*?\#\}         # Jinja
    | (?<=\])\((?:<[^>]*>|[^()\s]*)                 # target of a link
    | https?://[^\s)>"\]]+
    | \{:?[ ][^{}\n]*\}                             # attributes of Markdown
    | &(?:\w+|\#\w+);
    | ^[ ]*(?:!!!|\?\?\?\+?)[ ]*[\w ]*              # admonitions
    | ^[ ]*\[\^?[^\]\n]+\]:[^\n]*$                  # references, footnotes
    | ^\*\[[^\]\n]+\]:                              # abbreviations
    | ^[ ]*:[ ]{1,3}                                # definitions
    | ^[ |:-]+$                                     # rule of a table
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---$", re.MULTILINE | re.DOTALL)
_KEY = re.compile(r"^[ -]*[\w-]+:(?=\s)", re.MULTILINE)
_TOML = re.compile(r'#[^\n]*|"""(.*?)"""|"((?:\\.|[^"\\\n])*)"|\'([^\'\n]*)\'', re.DOTALL)
_JAVASCRIPT = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"((?:\\.|[^"\\\n])*)"|'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\\n])*)`""",
    re.DOTALL,
)
_ADDRESS = re.compile(r"https?://\S+|\$?\{[^{}]*\}")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|n)")
_FRENCH = re.compile(
    r"[«»€’àâçèéêëîïôùûœÀÂÇÈÉÊÎÔÛ]"
    r"|\b(?:aux|avec|ce|dans|des|du|est|la|le|les|ne|par|pas|pour|sur|une|votre|vous)\b"
)

# A message with no French word in it: `f"{field} : {message}"`. English puts no space there.
_SPACED = re.compile(r"(?<=[\w})]) [:;!?](?=\s)")


def _hide(text: str, pattern: re.Pattern[str]) -> str:
    """Put a mask, as long, over what a pattern finds."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", _MASK, found[0]), text)


def _markdown(text: str) -> str:
    front = _FRONT_MATTER.match(text)
    head = text[: front.end()] if front else ""
    body = text[len(head) :]
    return _hide(_hide(head, _KEY), _ADDRESS) + _hide(body, _MARKUP)


def _only(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Keep some spans of a text, escapes read as what they write, and hide the rest."""
    kept = list(re.sub(r"[^\n]", _MASK, text))
    for start, end in spans:
        prose = _hide(text[start:end], _ADDRESS)
        kept[start:end] = _ESCAPE.sub(_written, prose)
    return "".join(kept)


def _written(escape: re.Match[str]) -> str:
    """Give what an escape writes, as long as the escape."""
    return (chr(int(escape[1], 16)) if escape[1] else "\n") * len(escape[0])


def _strings(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def prose(text: str) -> str:
        spans = (
            match.span(match.lastindex)
            for match in pattern.finditer(text)
            if match.lastindex and _FRENCH.search(match[match.lastindex])
        )
        return _only(text, spans)

    return prose


def _python(text: str) -> str:
    return _only(text, _python_strings(text))


def _python_strings(text: str) -> Iterator[tuple[int, int]]:
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    documented = {
        (node.body[0].lineno, node.body[0].col_offset)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and ast.get_docstring(node, clean=False) is not None
    }
    pieces: list[tuple[int, int]] = []
    depth = 0
    skipped = False
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        depth += (token.type == tokenize.FSTRING_START) - (token.type == tokenize.FSTRING_END)
        if token.type in {tokenize.STRING, tokenize.FSTRING_START}:
            pattern = "r" in token.string.split(token.string[-1])[0].lower()
            skipped = pattern or token.start in documented
        if token.type in {tokenize.STRING, tokenize.FSTRING_MIDDLE} and not skipped:
            start = starts[token.start[0] - 1] + token.start[1]
            pieces.append((start, starts[token.end[0] - 1] + token.end[1]))
        if depth == 0 and pieces:
            if any(_FRENCH.search(text, *p) or _SPACED.search(text, *p) for p in pieces):
                yield from pieces
            pieces = []


_PROSE: dict[str, Callable[[str], str]] = {
    ".html": lambda text: _hide(text, _MARKUP),
    ".js": _strings(_JAVASCRIPT),
    ".md": _markdown,
    ".py": _python,
    ".toml": _strings(_TOML),
}


# --- The command ---------------------------------------------------------------------------------


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """Give the files to check: those named, and those of the folders named."""
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in inside if file.suffix in _PROSE and file.is_file())


def main(arguments: list[str] | None = None) -> int:
    """Check or correct the files; 1 when a fault remains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--fix", action="store_true", help="correct the files")
    options = parser.parse_args(arguments)
    count = 0
    for file in files(options.paths):
        text = file.read_text("utf-8", newline="")
        found = faults(text, file.suffix)
        if options.fix and found:
            file.write_text(fixed(text, file.suffix), "utf-8", newline="")
            print(f"{file}: {len(found)} corrected")
            continue
        count += len(found)
        for fault in found:
            line = text.count("\n", 0, fault.start) + 1
            around = text[max(0, fault.start - 20) : fault.end + 20].replace("\n", " ")
            print(f"{file}:{line}: {fault.says}: {around!r}")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
