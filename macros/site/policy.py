"""The Content-Security-Policy of the site, made from what its pages really hold.

No `unsafe-*`: an inline script passes only by its hash, and only if it is one of the theme's that
a person has read. Anything else inline stops the build.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

from macros.site import theme

# Inline scripts of the theme, once patched, by the hash of their text. The first one holds the
# depth of the page, put aside before hashing. For a new version of the theme: read its scripts,
# then write their hashes here.
_DEPTH = re.compile(r'(?<=__md_scope=new URL\(")[./\w~-]*(?=",location\))')
READ_BY_A_PERSON = {
    "partials/javascripts/base.html": "K/HVlw5rxxS4Zz65OlzY/u/mJZs/YNllWxeFpm6e/Ys=",
    "partials/javascripts/palette.html": "DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=",
    "partials/javascripts/content.html": "/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=",
}

_READ = theme.INLINE.failed("only the scripts of this version were read")

DIRECTIVES = {
    "default-src": "'self'",
    "img-src": "'self' data:",  # icons of the theme's style sheet
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'none'",
}


class InlineCode(Exception):
    """Pages hold scripts or styles that the policy would block."""


class _Scan(HTMLParser):
    """Collects the inline scripts of a page, and what no policy of ours lets through."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.refused: list[str] = []
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" not in named and "json" not in named.get("type", ""):
            self._text = []
        if tag == "form" and named.get("method") != "dialog":
            self.refused.append(
                '<form> that could send what is typed (method="dialog" asks nobody)'
            )
        if tag == "style":
            self.refused.append("<style>")
        for name, value in named.items():
            if name == "style":
                hint = " (no `:` in the rule of a Markdown table)" if "text-align" in value else ""
                self.refused.append(f'<{tag} style="{value}">{hint}')
            if name.startswith(("on", "formaction")) or value.lstrip().lower().startswith(
                "javascript:"
            ):
                self.refused.append(f'<{tag} {name}="{value}">')

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._text is not None:
            self.scripts.append("".join(self._text))
            self._text = None


def script_hashes(site: Path) -> list[str]:
    """Give the sources, as the policy writes them, of every inline script of the site."""
    hashes, problems = inline(site)
    if problems:
        raise InlineCode("\n".join([*problems, f"Scripts of the theme: {_READ}"]))
    return hashes


def inline(site: Path) -> tuple[list[str], list[str]]:
    """Give the same, and what no person has read or the policy would block."""
    found: set[str] = set()
    problems: list[str] = []
    for page in sorted(site.rglob("*.html")):
        scan = _Scan()
        scan.feed(page.read_text("utf-8", newline=""))
        scan.close()
        name = page.relative_to(site)
        problems += [f"{name}: {what}" for what in scan.refused]
        for script in scan.scripts:
            if _digest(_DEPTH.sub("", script)) not in READ_BY_A_PERSON.values():
                problems.append(f"{name}: inline script nobody has read: {script.strip()[:80]}")
            found.add(f"'sha256-{_digest(script)}'")
    return sorted(found), problems


def policy(hashes: Iterable[str], *, frame_ancestors: str | None) -> str:
    """Write the policy. A `<meta>` cannot say who frames the page: None leaves it out."""
    directives = {
        **DIRECTIVES,
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *hashes]),
    }
    if frame_ancestors is not None:
        directives["frame-ancestors"] = frame_ancestors
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def write_meta(site: Path, hashes: Iterable[str]) -> None:
    """Put the policy in every page too, for hosts that send no header."""
    content = policy(hashes, frame_ancestors=None)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8", newline="")
        page.write_text(theme.put_first(text, meta), "utf-8", newline="")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
