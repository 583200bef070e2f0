"""What each file of the site is sent with, in one table, written for each kind of host.

`_headers` (Netlify, Cloudflare Pages, and our own server), `.htaccess` (Apache), `_nginx.conf`.
Hosts add up the rules that match a path, so no header is set by two of them: the policy is given
folder by folder, because only `/embed/` may be framed by another site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from macros.site.policy import policy

SERVER_FILES = ("_headers", ".htaccess", "_nginx.conf")

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".whl": "application/zip",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
OTHER_TYPE = "application/octet-stream"
CODINGS = {"br": ".br", "gzip": ".gz"}  # the first one the reader accepts is sent

EVERY_FILE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
OPEN_DATA = {"Access-Control-Allow-Origin": "*"}
IMMUTABLE = {"Cache-Control": "public, max-age=31536000, immutable"}

_HASH = re.compile(r"(?:^|[._-])(?=[0-9a-f]*[0-9])[0-9a-f]{8,64}(?:[._-]|$)")


@dataclass(frozen=True, slots=True)
class Rule:
    """Headers of the paths that equal `pattern`, or begin with it up to its final `*`."""

    pattern: str
    headers: Mapping[str, str]

    def matches(self, path: str) -> bool:
        """Tell whether the rule applies to the path of a request."""
        if self.pattern.endswith("*"):
            return path.startswith(self.pattern[:-1])
        return path == self.pattern


def rules(site: Path, hashes: Iterable[str]) -> list[Rule]:
    """Give the rules of a built site."""
    hashes = list(hashes)
    own = {
        "Content-Security-Policy": policy(hashes, frame_ancestors="'self'"),
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    framed = {"Content-Security-Policy": policy(hashes, frame_ancestors="*")}
    found = [Rule("/*", EVERY_FILE), Rule("/", own)]
    for entry in sorted(site.iterdir()):
        if entry.name in SERVER_FILES or entry.suffix in CODINGS.values():
            continue
        pattern = f"/{quote(entry.name)}" + ("/*" if entry.is_dir() else "")
        found.append(Rule(pattern, framed if entry.name == "embed" else own))
    if (site / "data").is_dir():
        found.append(Rule("/data/*", OPEN_DATA))
    found += [Rule(pattern, IMMUTABLE) for pattern in sorted(set(_hashed(site)))]
    return found


def _hashed(site: Path) -> Iterator[str]:
    """Give what is named by its content: a folder when it is, else a file."""
    for file in site.rglob("*"):
        path = PurePosixPath(file.relative_to(site))
        for depth, part in enumerate(path.parts, start=1):
            if _HASH.search(part) and path.parts[0] == "assets":
                folder = depth < len(path.parts) or file.is_dir()
                name = "/" + quote("/".join(path.parts[:depth]))
                if folder:
                    yield f"{name}/*"
                elif path.suffix not in {".br", ".gz", ".map"}:
                    yield name
                break


def write(site: Path, hashes: Iterable[str]) -> None:
    """Write the three files at the root of the site."""
    every = rules(site, hashes)
    _write(site / "_headers", _headers_file(every))
    _write(site / ".htaccess", _htaccess(every))
    _write(site / "_nginx.conf", _nginx(every))


def read(site: Path) -> list[Rule]:
    """Read `_headers` back, as a host does."""
    found: list[tuple[str, dict[str, str]]] = []
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            found.append((line.strip(), {}))
        else:
            name, value = line.split(":", 1)
            found[-1][1][name.strip()] = value.strip()
    return [Rule(pattern, headers) for pattern, headers in found]


def content_type(name: str) -> str:
    """Give the type of a file by its name."""
    return TYPES.get(PurePosixPath(name).suffix, OTHER_TYPE)


def _headers_file(every: Iterable[Rule]) -> str:
    blocks = (
        "\n".join([rule.pattern, *(f"  {name}: {value}" for name, value in rule.headers.items())])
        for rule in every
    )
    return "\n\n".join(blocks) + "\n"


def _htaccess(every: Iterable[Rule]) -> str:
    lines = ["ErrorDocument 404 /404.html", ""]
    lines += [f"AddType '{kind}' {suffix}" for suffix, kind in TYPES.items()]
    lines += [
        "",
        "RemoveLanguage .br",
        "<IfModule mod_rewrite.c>",
        "  RewriteEngine On",
    ]
    for coding, suffix in CODINGS.items():
        for ending, kind in TYPES.items():
            flags = f"[L,T='{kind}',E=no-gzip:1,E=no-brotli:1]"
            lines += [
                f"  RewriteCond %{{HTTP:Accept-Encoding}} {coding}",
                f"  RewriteCond %{{REQUEST_FILENAME}}{suffix} -f",
                f"  RewriteRule ^(.+\\{ending})$ $1{suffix} {flags}",
            ]
    lines += [
        "</IfModule>",
        "",
        "<IfModule mod_headers.c>",
        '  <FilesMatch "\\.br$">',
        "    Header set Content-Encoding br",
        "    Header append Vary Accept-Encoding",
        "  </FilesMatch>",
        '  <FilesMatch "\\.gz$">',
        "    Header set Content-Encoding gzip",
        "    Header append Vary Accept-Encoding",
        "  </FilesMatch>",
    ]
    for rule in every:
        lines.append(f'  <If "%{{REQUEST_URI}} =~ m#{_regex(rule.pattern)}#">')
        lines += [f'    Header always set {name} "{value}"' for name, value in rule.headers.items()]
        lines.append("  </If>")
    return "\n".join([*lines, "</IfModule>"]) + "\n"


def _nginx(every: Iterable[Rule]) -> str:
    """Write one map by header: nginx adds no header up across locations."""
    by_header: dict[str, list[tuple[str, str]]] = {}
    for rule in every:
        for name, value in rule.headers.items():
            by_header.setdefault(name, []).append((_regex(rule.pattern), value))
    maps: list[str] = []
    adds: list[str] = []
    for name, values in by_header.items():
        variable = "$site_" + name.lower().replace("-", "_")
        cases = "".join(f'  "~{pattern}" "{value}";\n' for pattern, value in values)
        maps.append(f'map $uri {variable} {{\n  default "";\n{cases}}}\n')
        adds.append(f"#   add_header {name} {variable} always;\n")
    return (
        "# To include in the block `http`. Then, in the block `server`:\n"
        "#   error_page 404 /404.html;\n"
        "#   gzip_static on;\n"
        "#   brotli_static on;  # with the module ngx_brotli\n"
        "#   types { text/javascript mjs; application/wasm wasm; }  # added to mime.types\n"
        + "".join(adds)
        + "\n"
        + "\n".join(maps)
    )


def _regex(pattern: str) -> str:
    if pattern.endswith("*"):
        return "^" + re.escape(pattern[:-1]).replace("\\-", "-")
    return "^" + re.escape(pattern).replace("\\-", "-") + "$"


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")
