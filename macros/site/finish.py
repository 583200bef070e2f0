"""What remains to do on a built site: `python -m macros.site.finish site`.

Takes a folder made by any generator. Run twice, it gives the same files.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from macros.day import of_the_build
from macros.patch import PatchFailed
from macros.site import (
    early,
    hosting,
    libraries,
    policy,
    publish,
    search_answers,
    search_index,
    share,
    styles,
    theme,
)
from macros.site.compression import compress

CACHE = Path("build/compressed")
# Where a space is a space: what is typed, what is shown as it is, and what a hash allows.
_AS_IT_IS = re.compile(
    r"(<(?:pre|textarea|script|style)\b[\s\S]*?</(?:pre|textarea|script|style)>)"
)
_HEADS = re.compile(r"<thead>[\s\S]*?</thead>")
_INDENT = re.compile(r"\n\s+")


def finish(site: Path, cache: Path = CACHE) -> None:
    """Publish the data, then write the policy, the headers and the compressed copies."""
    for step in STEPS:
        step(site)
    compress(site, cache)


def _drop_copies(site: Path) -> None:
    """Remove the compressed copies of an earlier run."""
    for suffix in hosting.CODINGS.values():
        for stale in list(site.rglob(f"*{suffix}")):
            stale.unlink()


def _scope_headers(site: Path) -> None:
    """Say of what each head of a table written in Markdown is the head (RGAA 5.7)."""
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8", newline="")
        told = _HEADS.sub(lambda head: head[0].replace("<th>", '<th scope="col">'), text)
        if told != text:
            page.write_text(told, "utf-8", newline="")


def _open_outside(site: Path) -> None:
    """Open the links of an embedded page outside the frame, all but those inside the page."""
    link = re.compile(r'<a (?=[^>]*href=")(?![^>]*(?:href="#|target=|href:source_href))')
    for page in sorted((site / "embed").rglob("*.html")):
        text = page.read_text("utf-8", newline="")
        opened = link.sub('<a target="_blank" ', text)
        opened = re.sub(
            r'<a target="_blank" (?![^>]*rel=)', '<a target="_blank" rel="noopener" ', opened
        )
        if opened != text:
            page.write_text(opened, "utf-8", newline="")


def _drop_comments(site: Path) -> None:
    """Take out of our scripts types and comments on lines of their own: the source has them."""
    alone = re.compile(r"^[ \t]*(?://.*|/\*\*(?:(?!\*/)[\s\S])*\*/[ \t]*)\n", re.MULTILINE)
    types = re.compile(r"/\*\* @\w+ [^\n]*?\*/ ?")
    for script in sorted((site / "assets" / "javascripts").rglob("*.js")):
        text = script.read_text("utf-8", newline="")
        left = types.sub("", alone.sub("", text))
        if not script.name.endswith(".min.js") and left != text:
            script.write_text(left, "utf-8", newline="")


def _drop_spaces(site: Path) -> None:
    """Take out of our styles their comments and what lays them out; texts stay as they are."""
    laid = re.compile(r"""("[^"]*"|'[^']*')|/\*.*?\*/|\s*([{};,])\s*|\s+""", re.DOTALL)

    def kept(found: re.Match[str]) -> str:
        return found[1] or found[2] or ("" if found[0].startswith("/*") else " ")

    for sheet in sorted((site / "assets" / "stylesheets").glob("*.css")):
        if not sheet.name.endswith(".min.css"):
            left = laid.sub(kept, sheet.read_text("utf-8")).replace(";}", "}").strip()
            sheet.write_text(left, "utf-8", newline="")


def _drop_indents(site: Path) -> None:
    """Take out of the pages what indents their source: half a kilobyte each, once compressed."""
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8", newline="")
        parts = _AS_IT_IS.split(text)
        parts[::2] = [_INDENT.sub("\n", part) for part in parts[::2]]
        if (left := "".join(parts)) != text:
            page.write_text(left, "utf-8", newline="")


def _security_txt(site: Path) -> None:
    """Say where to report a flaw (RFC 9116). The address of the site stands in its sitemap."""
    home = hosting.addresses(site)[0]
    folder = site / ".well-known"
    folder.mkdir(exist_ok=True)
    (folder / "security.txt").write_text(
        f"Contact: {home}a-propos/mentions-legales/\n"
        f"Expires: {of_the_build() + timedelta(days=365):%Y-%m-%dT%H:%M:%SZ}\n"
        "Preferred-Languages: fr, en\n"
        f"Canonical: {home}.well-known/security.txt\n",
        "utf-8",
        newline="\n",
    )


def _protect(site: Path) -> None:
    """Write the policy in the pages, and the headers for the hosts."""
    hashes = policy.script_hashes(site)
    policy.write_meta(site, hashes)
    hosting.write(site, hashes)


def _no_jekyll(site: Path) -> None:
    """Let GitHub Pages publish what it would leave out."""
    (site / ".nojekyll").touch()


STEPS: tuple[Callable[[Path], object], ...] = (
    _drop_copies,
    publish.publish,
    *theme.STEPS,
    search_index.quieten,
    search_answers.write,
    _scope_headers,
    _open_outside,
    _drop_comments,
    _drop_spaces,
    libraries.copy,
    early.write,
    _drop_indents,
    styles.trim,
    share.draw,
    _security_txt,
    _no_jekyll,
    _protect,
)


def main() -> int:
    """Finish the site named on the command line; 1 and the reasons when it cannot be published."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    try:
        finish(site)
    except policy.InlineCode as problem:
        print(f"finish: the security policy refuses these:\n{problem}", file=sys.stderr)
        return 1
    except (PatchFailed, early.NotWritten) as problem:
        print(f"finish: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
