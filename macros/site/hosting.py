"""What each file of the site is sent with, in one table, written for each kind of host.

`_headers` (Netlify, Cloudflare Pages, and our own server), `.htaccess` (Apache), `_nginx.conf`.
The first hosts add up the rules that match a path, so no header is set by two of them. The two
others start from the strictest and know exceptions by the end of their path: a site that stands
under another folder than the one it was built for is as well protected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

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

# What a browser may ask for, and what we ask for: to copy the link of a result.
PERMISSIONS = {"clipboard-write": "(self)"} | dict.fromkeys(
    (
        *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "clipboard-read"),
        *("display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation"),
        *("gyroscope", "hid", "idle-detection", "keyboard-map", "local-fonts", "magnetometer"),
        *("microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-create"),
        *("publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb"),
        *("window-management", "xr-spatial-tracking"),
    ),
    "()",
)
SECURE = "Strict-Transport-Security"
"""Only for a site that is asked over HTTPS: a browser leaves it alone elsewhere."""
EVERY_FILE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{name}={who}" for name, who in PERMISSIONS.items()),
    SECURE: "max-age=31536000",
}
OURS_ALONE = {"Cross-Origin-Resource-Policy": "same-origin"}
FOR_OTHERS = {"Cross-Origin-Resource-Policy": "cross-origin"}
OPEN_DATA = {"Access-Control-Allow-Origin": "*"}
ENGINE = (
    "assets/engine",
    "assets/territoires",
    "assets/javascripts/communes",
    "assets/javascripts/engine",
)
"""What computes."""
REVALIDATED = {"Cache-Control": "no-cache"}
"""Kept, but asked about each time: an old page never meets a new engine."""
IMMUTABLE = {"Cache-Control": "public, max-age=31536000, immutable"}

_HASH = re.compile(r"(?:^|[._-])(?=[0-9a-f]*[0-9])[0-9a-f]{8,64}(?:[._-]|$)")
_FOR_THE_HOST = "(^|/)(" + "|".join(map(re.escape, SERVER_FILES)) + ")$"


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
    """Give the rules of a built site, none of which sets what another one sets."""
    hashes = list(hashes)
    strictest, framed = _strictest(hashes), _framed(hashes)
    table: dict[str, dict[str, str]] = {"/*": EVERY_FILE, "/": strictest}
    for entry in _entries(site):
        if entry.name == "embed":
            table |= {_pattern(site, one): framed for one in _entries(entry) if one.is_dir()}
        else:
            table[_pattern(site, entry)] = strictest
    # A page framed in a cage (`sandbox`) has no origin: its own scripts come to it as to another.
    for folder, more in (("/assets/*", FOR_OTHERS), ("/data/*", FOR_OTHERS | OPEN_DATA)):
        if folder in table:
            table[folder] = strictest | more
    # A program of another site imports the engine.
    table |= {_pattern(site, site / one): OPEN_DATA for one in ENGINE if (site / one).is_dir()}
    for pattern, caching in _caching(site, site):
        table[pattern] = table.get(pattern, {}) | caching
    base = quote(base_of(site))
    return [Rule(base + pattern[1:], headers) for pattern, headers in table.items()]


def _strictest(hashes: Iterable[str]) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy(hashes, frame_ancestors="'self'"),
        "Cross-Origin-Opener-Policy": "same-origin",
        **OURS_ALONE,
    }


def _framed(hashes: Iterable[str]) -> dict[str, str]:
    return {"Content-Security-Policy": policy(hashes, frame_ancestors="*"), **FOR_OTHERS}


def addresses(site: Path) -> list[str]:
    """Give the public addresses of the pages, the home page first; none before it is built."""
    sitemap = site / "sitemap.xml"
    text = sitemap.read_text("utf-8") if sitemap.is_file() else ""
    return sorted(re.findall(r"<loc>([^<]+)</loc>", text), key=len)


def base_of(site: Path) -> str:
    """Give the folder of the host under which the site was built to stand."""
    return unquote(urlsplit(next(iter(addresses(site)), "/")).path) or "/"


def _entries(folder: Path) -> list[Path]:
    """Give what a folder holds for readers."""
    return [
        entry
        for entry in sorted(folder.iterdir())
        if entry.name not in (*SERVER_FILES, ".nojekyll")
        and not (entry.is_file() and entry.suffix in CODINGS.values())
    ]


def _pattern(site: Path, entry: Path) -> str:
    path = quote(entry.relative_to(site).as_posix())
    return f"/{path}/*" if entry.is_dir() else f"/{path}"


def _caching(site: Path, folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Say what may be kept without asking: a whole folder when all it holds is alike."""
    if folder == site:
        yield "/", REVALIDATED
    for entry in _entries(folder):
        assets = entry.relative_to(site).parts[0] == "assets"
        if assets and entry.suffix != ".map" and _HASH.search(entry.name):
            yield _pattern(site, entry), IMMUTABLE
        elif assets and entry.is_dir() and any(_HASH.search(one.name) for one in entry.rglob("*")):
            yield from _caching(site, entry)
        elif folder != site or entry.name != "embed":
            yield _pattern(site, entry), REVALIDATED
        else:
            yield from ((_pattern(site, one), REVALIDATED) for one in _entries(entry))


def write(site: Path, hashes: Iterable[str]) -> None:
    """Write the three files at the root of the site."""
    hashes = list(hashes)
    every = rules(site, hashes)
    _write(site / "_headers", _headers_file(every))
    common, base = EVERY_FILE | _strictest(hashes) | REVALIDATED, base_of(site)
    exceptions = _exceptions(every, common, base)
    _write(site / ".htaccess", _htaccess(base, common, exceptions))
    _write(site / "_nginx.conf", _nginx(base, common, exceptions))


def _exceptions(
    every: Iterable[Rule], common: Mapping[str, str], base: str
) -> dict[str, dict[str, str]]:
    """Give the values of each header that are not the common one, and the paths that have them."""
    found: dict[str, dict[str, list[str]]] = {}
    for rule in every:
        for name, value in rule.headers.items():
            if value != common.get(name):
                path = _regex(unquote(rule.pattern).removeprefix(base))
                found.setdefault(name, {}).setdefault(value, []).append(path)
    return {
        name: {"|".join(paths): value for value, paths in values.items()}
        for name, values in found.items()
    }


def _regex(path: str) -> str:
    """Match a path wherever the site stands; a compressed copy is sent as what it holds."""
    end = "" if path.endswith("*") else r"(\.br|\.gz)?$"
    return "/" + re.escape(path.removesuffix("*")).replace("\\-", "-") + end


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


def _htaccess(
    base: str, common: Mapping[str, str], exceptions: Mapping[str, Mapping[str, str]]
) -> str:
    lines = [f"ErrorDocument 404 {base}404.html", ""]
    lines += [f'AddType "{kind}" {suffix}' for suffix, kind in TYPES.items()]
    lines += [
        "",
        "RemoveLanguage .br",
        "<IfModule mod_rewrite.c>",
        "  RewriteEngine On",
        f"  RewriteRule {_FOR_THE_HOST} - [R=404,L]",
    ]
    for coding, suffix in CODINGS.items():
        lines += [
            f"  RewriteCond %{{HTTP:Accept-Encoding}} {coding}",
            f"  RewriteCond %{{REQUEST_FILENAME}}{suffix} -f",
            f"  RewriteRule ^(.+)$ $1{suffix} [L]",
        ]
    lines += ["</IfModule>", ""]
    for ending, kind in TYPES.items():
        lines += [
            f'<FilesMatch "\\{ending}\\.(br|gz)$">',
            f'  ForceType "{kind}"',
            "  SetEnv no-gzip 1",
            "  SetEnv no-brotli 1",
            "</FilesMatch>",
        ]
    lines += ["", "<IfModule mod_headers.c>"]
    for coding, suffix in CODINGS.items():
        lines += [
            f'  <FilesMatch "\\{suffix}$">',
            f"    Header set Content-Encoding {coding}",
            "  </FilesMatch>",
        ]
    lines.append("  Header merge Vary Accept-Encoding")
    for name, value in common.items():
        only = " \"expr=%{HTTPS} == 'on'\"" if name == SECURE else ""
        lines.append(f'  Header always set {name} "{value}"{only}')
    for name, values in exceptions.items():
        for pattern, value in values.items():
            lines += [
                f'  <If "%{{REQUEST_URI}} =~ m#{pattern}#">',
                f'    Header always set {name} "{value}"',
                "  </If>",
            ]
    return "\n".join([*lines, "</IfModule>"]) + "\n"


def _nginx(
    base: str, common: Mapping[str, str], exceptions: Mapping[str, Mapping[str, str]]
) -> str:
    """Write one map by header: nginx adds no header up across locations."""
    maps: list[str] = []
    adds: list[str] = []
    for name in {**common, **exceptions}:
        variable = "$site_" + name.lower().replace("-", "_")
        default, cases = common.get(name, ""), exceptions.get(name, {})
        asked = "$uri"
        if name == SECURE:
            asked, default, cases = "$https", "", {"on": default}
        told = "".join(
            f'  "{"" if name == SECURE else "~"}{case}" "{value}";\n'
            for case, value in cases.items()
        )
        maps.append(f'map {asked} {variable} {{\n  default "{default}";\n{told}}}\n')
        adds.append(f"#   add_header {name} {variable} always;\n")
    kinds = " ".join(f'"{kind}" {suffix[1:]};' for suffix, kind in TYPES.items())
    return (
        "# To include in the block `http`. Then, in the block `server`:\n"
        f"#   error_page 404 {base}404.html;\n"
        "#   gzip_static on;\n"
        "#   gzip_vary on;\n"
        "#   brotli_static on;  # with the module ngx_brotli\n"
        f"#   types {{ {kinds} }}\n"
        f"#   location ~ {_FOR_THE_HOST} {{ return 404; }}\n"
        + "".join(adds)
        + "\n"
        + "\n".join(maps)
    )


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")
