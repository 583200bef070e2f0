"""What joins the pages and the calculators: the macros that the Markdown pages call."""

from __future__ import annotations

from typing import Any

from macros import calculator_page, citations, references, related, scale_page

MODULES = (calculator_page, citations, references, related, scale_page)


def define_env(env: Any) -> None:
    """Give the pages their macros (called by mkdocs-macros-plugin)."""
    for module in MODULES:
        for name in module.MACROS:
            env.macro(getattr(module, name), name)
    citations.follow(env)


def on_post_page_macros(env: Any) -> None:
    """Keep each source marker with the word it follows."""
    env.markdown = env.markdown.replace(' <sup class="src"', '\u00a0<sup class="src"')
