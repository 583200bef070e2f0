"""The templates of this folder, and how they write figures."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import ChainableUndefined, Environment, PackageLoader

from macros.filters import FILTERS


class _Blank(dict[str, Any]):
    """The item of a <template>: every slot is empty, every part is printed."""

    blank = True


@cache
def environment() -> Environment:
    """Give the Jinja environment of the templates."""
    env = Environment(
        loader=PackageLoader("macros"),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update({function.__name__: function for function in FILTERS})
    env.globals["BLANK"] = _Blank()
    return env


def render(template: str, macro: str, *arguments: object, **context: Any) -> str:
    """Print one macro of a template, on lines that Markdown leaves alone."""
    module = environment().get_template(template).make_module(context)
    return compact(str(getattr(module, macro)(*arguments)))


def compact(html: str) -> str:
    """Take away what would end a block of HTML in Markdown: blank lines and indents."""
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())
