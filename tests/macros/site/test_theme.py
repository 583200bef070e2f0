"""A theme that is no longer written as it was stops the build, and the patch is named."""

from __future__ import annotations

import re
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, TemplateNotFound

from macros.patch import Patch, PatchFailed
from macros.site import policy, styles, theme

ROOT = Path(__file__).parents[3]
PAGE = '<meta charset="utf-8"><p class="md-nav">'
TITLE = '<span class="md-ellipsis">Combien ?</span>'
TOGGLE = '<input class="md-toggle" type="checkbox" id="__drawer" autocomplete="off">'
ICON = '<span class="md-nav__icon md-icon"></span>'
ARROW = (
    f'<label class="md-nav__link " for="__nav_2" id="__nav_2_label" tabindex="">\n{ICON}\n</label>'
)
MENU = f'<label class="md-nav__title" for="__nav_2">\n{ICON}\nChiffres\n</label>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>'
CONTENTS = '<label class="md-nav__title" for="__toc">Sur cette page</label>'
SCRIPT = re.sub(
    r"\{#.*?#\}\s*|\{\{.*?\}\}",
    "",
    (files("material") / "templates/partials/javascripts/base.html").read_text("utf-8"),
    flags=re.DOTALL,
)
BUNDLE = (
    'L($(location.protocol!=="file:"),Je("search"));var X=".node circle,.node{fill:red}";'
    "var a=C((n,i)=>{i.exports=(function(){return(function(){var e={686:1};r(686)})().default})});"
)
FILES = {
    "index.html": PAGE + TITLE + TOGGLE + SVG + ARROW + MENU + CONTENTS + SCRIPT,
    "assets/javascripts/bundle.0.min.js": BUNDLE,
    "assets/javascripts/workers/search.0.min.js": "load(`${e}/min/lunr.${n}.min.js`)",
    "assets/javascripts/lunr/min/lunr.fr.min.js": "ours",
    "assets/javascripts/shell.js": 'find(".md-nav")',
    "assets/stylesheets/main.0.min.css": ".md-nav{top:0}.gone{top:0}",
    "assets/stylesheets/palette.0.min.css": "@media print{.md-nav{top:0}}",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def finished(site: Path) -> None:
    for step in theme.STEPS:
        step(site)
    styles.trim(site)
    policy.script_hashes(site)
    policy.write_meta(site, [])


def read(site: Path) -> dict[str, str]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(site)): path.read_text("utf-8") for path in files}


def test_each_patch_is_applied_once(site: Path) -> None:
    finished(site)
    first = read(site)
    finished(site)
    assert read(site) == first
    assert "Combien\u00a0?" in first["index.html"]
    assert first["index.html"].count("Content-Security-Policy") == 1
    assert "autocomplete" not in first["index.html"]
    assert '<svg aria-hidden="true" viewBox="0 0 24 24">' in first["index.html"]
    assert "tabindex" not in first["index.html"]
    assert first["index.html"].count('id="__nav_2_label"') == 1
    assert f'{ICON}<span class="visually-hidden">Menu Chiffres</span>\n' in first["index.html"]
    assert 'for="__toc"' not in first["index.html"]
    assert first["assets/javascripts/bundle.0.min.js"].endswith(
        'var X="/*diagrams*/";var a=C((n,i)=>{i.exports=(function(){return{isSupported:()=>!1}})});'
    )
    assert "=localStorage" not in first["index.html"]
    assert first["assets/stylesheets/main.0.min.css"] == ".md-nav{top:0}"


def test_an_arrow_that_takes_the_focus_keeps_it_and_a_contents_that_folds_too(site: Path) -> None:
    text = FILES["index.html"].replace('tabindex=""', 'tabindex="0"')
    (site / "index.html").write_text(f'{text}<input id="__toc">', "utf-8")
    theme.mend(site)
    page = read(site)["index.html"]
    assert '<label class="md-nav__link " for="__nav_2" tabindex="0">' in page
    assert CONTENTS in page


def test_the_index_of_the_search_waits_for_who_searches(site: Path) -> None:
    theme.wait(site)
    script = site / "assets/javascripts/bundle.0.min.js"
    assert script.read_text("utf-8").startswith('L($(!"file:"),Je("search"))')


def test_the_worker_of_the_search_waits_for_its_first_message(site: Path) -> None:
    theme.wait(site)
    worker = site / "assets/javascripts/workers/search.0.min.js"
    assert worker.with_name("search.0.whole.js").read_text("utf-8").startswith("load(")
    assert 'importScripts("search.0.whole.js")' in worker.read_text("utf-8")


# What another version of the theme may hold, by the patch that it breaks.
CHANGED = [
    (theme.INDEX, "assets/javascripts/bundle.0.min.js", "L(start())"),
    (
        theme.INDEX,
        "assets/javascripts/bundle.0.min.js",
        FILES["assets/javascripts/bundle.0.min.js"] * 2,
    ),
    (theme.INDEX, "assets/javascripts/bundle.1.min.js", ""),
    (theme.WORKER, "assets/javascripts/workers/search.1.min.js", ""),
    (theme.COPIES, "assets/javascripts/bundle.0.min.js", BUNDLE.replace("686", "687")),
    (theme.COPIES, "index.html", FILES["index.html"] + '"features": ["content.code.copy"]'),
    (theme.DIAGRAMS, "assets/javascripts/bundle.0.min.js", BUNDLE.replace(".node c", ".flow c")),
    (theme.DIAGRAMS, "index.html", FILES["index.html"] + '<pre class="mermaid">'),
    (theme.STYLES, "assets/stylesheets/extra.0.min.css", ""),
    (theme.STYLES, "assets/stylesheets/main.0.min.css", ".md-nav{top:0;.b{top:0}}"),
    (theme.STYLES, "assets/stylesheets/main.0.min.css", ".md-nav{top:0;&:hover{top:1px}}"),
    (theme.STYLES, "assets/stylesheets/main.0.min.css", '.md-nav{content:"}"}'),
    (theme.STYLES, "assets/stylesheets/main.0.min.css", '.md-nav{content:"{"}'),
    (theme.STYLES, "assets/stylesheets/main.0.min.css", "@media print{.md-nav{top:0;.b{top:0}}}"),
    (theme.TITLES, "index.html", FILES["index.html"].replace(TITLE, "<b>Menu</b>")),
    (theme.TOGGLES, "index.html", FILES["index.html"].replace(TOGGLE, "<details>")),
    (theme.ICONS, "index.html", FILES["index.html"].replace(SVG, "<svg>")),
    (theme.MENUS, "index.html", FILES["index.html"].replace(ARROW, "<button>")),
    (theme.MENUS, "index.html", FILES["index.html"].replace(MENU, "<h2>Chiffres</h2>")),
    (theme.CONTENTS_LABEL, "index.html", FILES["index.html"].replace(CONTENTS, "<h2>Plan</h2>")),
    (theme.STORAGE, "index.html", FILES["index.html"].replace("JSON.parse", "parse")),
    (theme.META, "index.html", FILES["index.html"].replace("utf-8", "UTF-8")),
    (theme.INLINE, "index.html", f"{FILES['index.html']}<script>other()</script>"),
    (theme.NAMES, "index.html", FILES["index.html"].replace("md-nav", "md-bar")),
    (theme.FRENCH, "assets/javascripts/workers/search.0.min.js", "load(`${e}/${n}.js`)"),
]


@pytest.mark.parametrize(("patch", "file", "text"), CHANGED)
def test_a_theme_written_otherwise_stops_the_build(
    site: Path, patch: Patch, file: str, text: str
) -> None:
    (site / file).write_text(text, "utf-8")
    with pytest.raises((PatchFailed, policy.InlineCode)) as failure:
        finished(site)
    assert f"patch {patch.name!r}" in str(failure.value)
    assert f"Material {theme.MADE_FOR}" in str(failure.value)


def test_a_search_without_our_french_stops_the_build(site: Path) -> None:
    (site / theme.FRENCH.place).unlink()
    with pytest.raises(PatchFailed, match=theme.FRENCH.name):
        theme.check_french(site)


BASE = """{% block header %}<form ><form class="md-search__form">{% endblock %}
{% block content %}<h1>Titre</h1>{% endblock %}{% block config %}"Non trouv\\u00e9"{% endblock %}"""


def printed(base: str) -> str:
    """Print a page of the site on a theme."""
    main = (ROOT / theme.TEMPLATE).read_text("utf-8")
    jinja = Environment(loader=DictLoader({"base.html": base, "main.html": main}))  # noqa: S701
    jinja.filters |= {"url": str, "script_tag": str}
    toc = [{"children": [{"url": f"#{rank}", "title": "Partie"} for rank in range(4)]}]
    page = {"meta": {}, "title": "Titre", "toc": toc}
    return jinja.get_template("main.html").render(page=page, config={}, nav={})


def test_templates_are_patched() -> None:
    page = printed(BASE)
    assert page.count('<form method="dialog" ') == 2
    assert '</h1>\n    <details class="contents">' in page
    assert '"Non trouv\\u00e9\\u202f"' in page


def test_a_theme_without_a_form_of_search_and_with_accents_is_patched_too() -> None:
    page = printed(BASE.replace('<form class="md-search__form">', "").replace("\\u00e9", "é"))
    assert page.count('<form method="dialog" ') == 1
    assert '"Non trouvé\\u202f"' in page


@pytest.mark.parametrize(
    ("patch", "found", "instead"),
    [
        (theme.FORM, "<form ><form", "<form"),
        (theme.FORM, "<form ", "<search "),
        (theme.CONTENTS, "</h1>", "</h2>"),
        (theme.MISSING, "Non trouv\\u00e9", "Absent"),
    ],
)
def test_a_template_written_otherwise_stops_the_build(
    patch: Patch, found: str, instead: str
) -> None:
    with pytest.raises(TemplateNotFound, match=f"patch '{patch.name}'"):
        printed(BASE.replace(found, instead))


def test_every_patch_is_tried_here() -> None:
    """A new patch comes with the theme that breaks it."""
    tried = {patch for patch, *_ in CHANGED} | {theme.FORM, theme.CONTENTS, theme.MISSING}
    assert tried == set(theme.PATCHES)
    spoken = re.findall(r'patched\("([a-z-]+)"', (ROOT / theme.TEMPLATE).read_text("utf-8"))
    assert sorted(spoken) == sorted(p.name for p in theme.PATCHES if p.place == theme.TEMPLATE)


def test_the_theme_is_the_one_that_was_read() -> None:
    assert version("mkdocs-material") == theme.MADE_FOR
