"""The templates of this folder, and how they write figures."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, Environment, FileSystemBytecodeCache, PackageLoader

from macros.pages.filters import FILTERS
from macros.patch import Patch

NAMED = Patch(
    "page-names",
    "mkdocs_macros/plugin.py",
    "mkdocs-macros-plugin 1.5.0",
    "Jinja garde d’une construction à l’autre ce qu’il a compilé d’une page.",
)
CACHE = Path(__file__).parents[2] / "build" / "jinja"
_TEXTAREA = re.compile(r"<textarea.*?</textarea>", re.DOTALL)


class _Blank(dict[str, Any]):
    """The item of a <template>: every slot is empty, every part is printed."""

    blank = True


@cache
def bytecode() -> FileSystemBytecodeCache:
    """Keep what Jinja compiles from one build to the next."""
    CACHE.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(CACHE))


@cache
def environment() -> Environment:
    """Give the Jinja environment of the templates."""
    env = Environment(
        loader=PackageLoader("macros.pages"),
        bytecode_cache=bytecode(),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update({function.__name__: function for function in FILTERS})
    env.globals["BLANK"] = _Blank()
    return env


def render(template: str, macro: str, *arguments: object, **context: Any) -> str:
    """Print one macro of a template."""
    module = environment().get_template(template).make_module(context)
    return compact(str(getattr(module, macro)(*arguments)))


def compact(html: str) -> str:
    """Put HTML on one line, so that Markdown keeps it whole wherever the macro is called."""
    kept = _TEXTAREA.sub(lambda match: match[0].replace("\n", "&#10;"), html)
    return " ".join(line.strip() for line in kept.splitlines() if line.strip())
