"""What the macros and their data cost to the build, and how it grows with the pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page

from bench.figures import Key

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SAMPLE = DOCS / "comprendre" / "dac.md"
"""A page of the guide like the others, repeated to see how the build grows."""
SIZES = (250, 500, 1000)
PAGES_ROUNDS = 3
"""A thousand pages take a minute."""


class NotBuilt(RuntimeError):
    """What the generator said when it failed."""


def measured(rounds: int) -> Iterator[tuple[Key, list[float]]]:
    """Time the build of the site with and without its macros, then of more and more pages."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        (scratch / "macros").symlink_to(ROOT / "macros")  # read beside the configuration
        plain = _plain(scratch)
        whole = _config(scratch / "whole.yml", docs_dir=str(DOCS))
        for _ in range(rounds):
            yield Key("build", variant="with"), [_time(whole)]
            yield Key("build", variant="without"), [_time(plain)]
        repeated = {size: _repeated(scratch, size) for size in SIZES}
        for _ in range(min(rounds, PAGES_ROUNDS)):
            for size, config in repeated.items():
                yield Key("build pages", variant=f"{size:04}"), [_time(config)]


def _plain(scratch: Path) -> Path:
    """Write the Markdown that the macros give, and how to build it without them."""
    docs = scratch / "plain"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("*.md"))

    def keep(markdown: str, page: Page, **_: object) -> None:
        target = docs / page.file.src_uri
        target.parent.mkdir(parents=True, exist_ok=True)
        head = "".join(f"{key}: {json.dumps(value)}\n" for key, value in page.meta.items())
        target.write_text(f"---\n{head}---\n{markdown}" if head else markdown, "utf-8")

    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(scratch / "rendered"))
    config.plugins.events["page_markdown"].append(keep)
    build(config)
    ours = ("macros", "macros.pages.acronyms", "macros.pages.parts")
    return _config(
        scratch / "plain.yml",
        docs_dir=str(docs),
        plugins=[{"search": {"lang": "fr"}}],
        markdown_extensions=[
            {name: options} if (options := config.mdx_configs.get(name)) else name
            for name in config.markdown_extensions
            if name not in ours
        ],
    )


def _repeated(scratch: Path, size: int) -> Path:
    docs = scratch / f"pages-{size}"
    docs.mkdir()
    text = SAMPLE.read_text("utf-8")
    (docs / "index.md").write_text("# Accueil\n", "utf-8")
    for rank in range(size):
        (docs / f"page-{rank}.md").write_text(text, "utf-8")
    return _config(
        scratch / f"pages-{size}.yml",
        docs_dir=str(docs),
        nav=[{"Accueil": "index.md"}],
        not_in_nav="/page-*",
        validation={"links": {"not_found": "ignore", "anchors": "ignore"}},
    )


def _config(path: Path, **changes: Any) -> Path:
    theme = {"custom_dir": str(ROOT / "overrides")}
    settings = {"INHERIT": str(ROOT / "mkdocs.yml"), "theme": theme, **changes}
    path.write_text(json.dumps(settings), "utf-8")  # JSON is YAML
    return path


def _time(config: Path) -> float:
    """Build, and give the seconds of processor that it took."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean", "--config-file"]
    # Python keeps what it compiled, unless the machine was told otherwise.
    environment = os.environ | {"PYTHONPYCACHEPREFIX": str(config.parent / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    site = config.with_suffix(".site")
    before = os.times()
    began = time.monotonic()
    done = subprocess.run(
        [*command, str(config), "--site-dir", str(site)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotBuilt(f"{config.name}: {done.stderr[-2000:]}")
    after = os.times()
    shutil.rmtree(site, ignore_errors=True)
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    print(f"bench: build: {config.stem}: {time.monotonic() - began:.0f} s, processor {used:.0f} s")
    return used
