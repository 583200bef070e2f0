"""What Jinja compiles of a page is kept from one build to the next."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemBytecodeCache, TemplateSyntaxError

import macros
from macros.pages import templating
from macros.patch import PatchFailed


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep nothing of these pages beside those of the site."""
    monkeypatch.setattr(templating, "bytecode", lambda: FileSystemBytecodeCache(str(tmp_path)))


def plugin() -> SimpleNamespace:
    """Give what the plugin shows to our functions: a page and its Jinja."""
    page = SimpleNamespace(file=SimpleNamespace(src_uri="comprendre/msp.md"))
    return SimpleNamespace(env=Environment(autoescape=True), page=page)


def printed(markdown: str) -> str:
    """Print a page as a new build does."""
    env = plugin()
    macros.on_pre_page_macros(env)
    return str(env.env.from_string(markdown).render(word="santé"))


def test_a_page_compiled_once_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build reads what the first one kept."""
    assert printed("Maison de {{ word }}") == "Maison de santé"
    monkeypatch.setattr(Environment, "compile", None)
    assert printed("Maison de {{ word }}") == "Maison de santé"


def test_a_changed_page_is_compiled_again() -> None:
    """Nobody reads the page of yesterday."""
    assert printed("Maison de {{ word }}") == "Maison de santé"
    assert printed("Centre de {{ word }}") == "Centre de santé"


def test_a_title_is_not_taken_for_the_page() -> None:
    """The plugin also prints a title that calls a macro, under the name of the same page."""
    env = plugin()
    macros.on_pre_page_macros(env)
    assert env.env.from_string("Texte de la page").render() == "Texte de la page"
    assert env.env.from_string("Titre").render() == "Titre"


def test_an_error_names_its_line() -> None:
    """The plugin prints that line of the page."""
    with pytest.raises(TemplateSyntaxError) as error:
        printed("Première ligne\n\n{{{ word }}")
    assert error.value.lineno == 3


def test_a_plugin_that_prints_pages_otherwise_stops_the_build() -> None:
    env = plugin()
    env.markdown = "Maison de santé"
    macros.on_pre_page_macros(env)
    with pytest.raises(PatchFailed, match=templating.NAMED.name):
        macros.on_post_page_macros(env)
    env.env.from_string(env.markdown)
    macros.on_post_page_macros(env)


def test_the_plugin_is_the_one_that_was_read() -> None:
    assert templating.NAMED.made_for == f"mkdocs-macros-plugin {version('mkdocs-macros-plugin')}"
