"""What joins the pages and the calculators: the macros that the Markdown pages call."""

from __future__ import annotations

from typing import Any, cast

from jinja2 import DictLoader, Template

from macros.pages import calculator_page, citations, references, related, scale_page, templating

MODULES = (calculator_page, citations, references, related, scale_page)


def define_env(env: Any) -> None:
    """Give the pages their macros (called by mkdocs-macros-plugin)."""
    for module in MODULES:
        for name in module.MACROS:
            env.macro(getattr(module, name), name)
    citations.follow(env)


def on_pre_page_macros(env: Any) -> None:
    """Name the page for Jinja, which keeps what it compiles of a named template."""
    jinja, name = env.env, env.page.file.src_uri

    def template(text: str) -> Template:
        jinja.loader = DictLoader({name: text})
        return cast("Template", jinja.get_template(name))

    jinja.bytecode_cache = templating.bytecode()
    jinja.from_string = template


def on_post_page_macros(env: Any) -> None:
    """Keep each source marker with the word it follows."""
    env.markdown = env.markdown.replace(' <sup class="src"', '\u00a0<sup class="src"')
