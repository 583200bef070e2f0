"""What joins the pages and the calculators: the macros that the Markdown pages call."""

from __future__ import annotations

from typing import Any

from jinja2 import DictLoader, Environment, Template

from macros.editions import listing
from macros.pages import (
    calculator_page,
    checklist,
    citations,
    freshness,
    pictures,
    references,
    regions,
    related,
    rgaa,
    scale_page,
    templating,
    texts,
)
from macros.site import upkeep

MODULES = (
    calculator_page,
    checklist,
    citations,
    freshness,
    pictures,
    references,
    regions,
    related,
    rgaa,
    scale_page,
    texts,
    upkeep,
    listing,
)


def define_env(env: Any) -> None:
    """Give the pages their macros (called by mkdocs-macros-plugin)."""
    for module in MODULES:
        for name in module.MACROS:
            env.macro(getattr(module, name), name)
    citations.follow(lambda: path_of(env.page))
    region = env.variables.get("region")
    calculator_page.settle({"region": region} if region else {})


def path_of(page: Any) -> str:
    """Name a page from the root of `docs/`: by its file, or by its path as Zensical does."""
    return str(page.file.src_uri if hasattr(page, "file") else page.path)


def on_pre_page_macros(env: Any) -> None:
    """Name the page for Jinja, which keeps what it compiles of a named template."""
    env.env.bytecode_cache = templating.bytecode()
    env.env.from_string = _Named(env.env, path_of(env.page))


class _Named:
    """Makes the template of a page under the name of its file."""

    def __init__(self, jinja: Environment, name: str) -> None:
        self.jinja = jinja
        self.name = name
        self.used = False

    def __call__(self, text: str) -> Template:
        self.used = True
        self.jinja.loader = DictLoader({self.name: text})
        return self.jinja.get_template(self.name)


def on_post_page_macros(env: Any) -> None:
    """Keep each source marker with the word it follows."""
    if not env.env.from_string.used:
        raise templating.NAMED.failed(f"{path_of(env.page)} was printed without it")
    env.markdown = env.markdown.replace(' <sup class="src"', '\u00a0<sup class="src"')
