"""What is changed of the theme: every patch by its name, here or in the module that applies it.

One that no longer matches stops the build: the theme was upgraded, and the patch is to be read
again beside it. `MADE_FOR` is the version that was read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from macros.patch import Patch

MADE_FOR = "9.8.1"
_MATERIAL = f"Material {MADE_FOR}"
TEMPLATE = "overrides/main.html"

INDEX = Patch(
    "search-index",
    "assets/javascripts/bundle.*.min.js",
    _MATERIAL,
    "L’index de la recherche, plus lourd qu’une page, attend que l’on cherche.",
)
WORKER = Patch(
    "search-worker",
    "assets/javascripts/workers/search.*.min.js",
    _MATERIAL,
    "Le moteur de la recherche attend son premier message.",
)
COPIES = Patch(
    "copies",
    "assets/javascripts/bundle.*.min.js",
    _MATERIAL,
    "Aucune page n’a de bouton de copie du thème\u202f: le programme qui copie est retiré.",
)
DIAGRAMS = Patch(
    "diagrams",
    "assets/javascripts/bundle.*.min.js",
    _MATERIAL,
    "Aucune page n’a de diagramme Mermaid\u202f: leurs styles sont retirés.",
)
STYLES = Patch(
    "styles",
    "assets/stylesheets/{main,palette}.*.min.css",
    _MATERIAL,
    "Les styles que rien n’emploie sont retirés.",
)
TITLES = Patch(
    "menu-titles",
    "*.html, class md-ellipsis",
    _MATERIAL,
    "Les espaces insécables des titres reviennent dans les menus.",
)
TOGGLES = Patch(
    "toggles",
    "*.html, class md-toggle",
    _MATERIAL,
    "`autocomplete` ne vaut rien sur une case : `shell.js` referme ce que le navigateur rouvre.",
)
ICONS = Patch(
    "icons",
    "*.html, svg",
    _MATERIAL,
    "Les icônes du thème sont un décor : les lecteurs d’écran les ignorent.",
)
MENUS = Patch(
    "menu-labels",
    "*.html, class md-nav",
    _MATERIAL,
    "Chaque menu replié prend son nom de son titre, et la flèche qui l’ouvre a des mots.",
)
CONTENTS_LABEL = Patch(
    "contents-label",
    "*.html, label for=__toc",
    _MATERIAL,
    "Le titre du sommaire n’ouvre rien sur les pages dont le sommaire ne se plie pas.",
)
META = Patch(
    "policy",
    "*.html, <meta charset>",
    _MATERIAL,
    "La politique de sécurité est écrite en tête de chaque page.",
)
INLINE = Patch(
    "inline-scripts",
    "partials/javascripts/{base,palette,content}.html",
    _MATERIAL,
    "Trois petits programmes du thème, relus, passent la politique par leur empreinte.",
)
STORAGE = Patch(
    "storage",
    "partials/javascripts/base.html",
    _MATERIAL,
    "Un navigateur qui refuse de garder, ou qui garde de travers, n’arrête pas la recherche.",
)
NAMES = Patch(
    "names",
    "*.html, assets/javascripts/bundle.*.min.js",
    _MATERIAL,
    "Nos programmes et nos styles nomment des parties du thème.",
)
FRENCH = Patch(
    "search-french",
    "assets/javascripts/lunr/min/lunr.fr.min.js",
    _MATERIAL,
    "Notre français de la recherche prend la place de celui du thème.",
)
FORM = Patch(
    "search-form",
    TEMPLATE,
    _MATERIAL,
    "Le formulaire de la recherche ne s’adresse à aucun serveur.",
)
CONTENTS = Patch(
    "contents",
    TEMPLATE,
    _MATERIAL,
    "Sur un téléphone, le sommaire se plie sous le titre.",
)
MISSING = Patch(
    "missing-term",
    TEMPLATE,
    _MATERIAL,
    "Une espace manque après « Non trouvé » dans la recherche.",
)
PATCHES = (
    INDEX, WORKER, COPIES, DIAGRAMS, STYLES, TITLES, TOGGLES, ICONS, MENUS, CONTENTS_LABEL,
    STORAGE, META, INLINE, NAMES, FRENCH, FORM, CONTENTS, MISSING,
)  # fmt: skip

_WAITING = """addEventListener("message", function load(first) {{
  removeEventListener("message", load);
  importScripts("{name}");
  dispatchEvent(new MessageEvent("message", {{ data: first.data }}));
}});
"""
# Always false. Nobody else writes it so: a script that holds it is patched already.
_NEVER = '$(!"file:")'
# What is taken out of the theme's script, what stands for it, the sign of a page that needs it.
_UNUSED = {
    COPIES: (
        re.compile(r"return\(function\(\)\{var e=\{686:[\s\S]*?\}\)\(\)\.default(?=\}\)\}\);)"),
        "return{isSupported:()=>!1}",
        '"content.code.copy"',
    ),
    DIAGRAMS: (re.compile(r'(?<=")\.node circle,[^"]*(?=")'), "/*diagrams*/", 'class="mermaid"'),
}
_LABEL = re.compile(r'(?<=<span class="md-ellipsis">)[^<]+')
_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*? id="__\w+")(?: autocomplete="off")?')
_ICON = re.compile(r'<svg (?:xmlns="http://www\.w3\.org/2000/svg"|aria-hidden="true") (?=viewBox=)')
_ARROW = re.compile(
    r'(?P<label><label class="md-nav__link[^"]*" for="(?P<menu>__nav_[\d_]+)")(?: id="\w+")?'
    r'(?: tabindex="(?P<stop>0?)")?>(?P<icon>\s*<span class="md-nav__icon md-icon"></span>)'
    r'(?:<span class="visually-hidden">[^<]*</span>)?(?=\s*</label>)'
)
_TITLE = re.compile(
    r'<label class="md-nav__title" for="(?P<menu>__nav_[\d_]+)"(?: id="\w+")?>'
    r'(?=\s*<span class="md-nav__icon md-icon"></span>(?P<words>[^<]+)</label>)'
)
_CONTENTS = re.compile(r'<label class="md-nav__title"(?: for="__toc")?>')
# To name `localStorage` throws where it is refused: what it is asked for is asked inside.
_KEPT = {
    '__md_get=(e,_=localStorage,t=__md_scope)=>JSON.parse(_.getItem(t.pathname+"."+e)),': (
        "__md_get=(e,_,t=__md_scope)=>{try{return JSON.parse((_??localStorage)"
        '.getItem(t.pathname+"."+e))}catch{return null}},'
    ),
    "__md_set=(e,_,t=localStorage,a=__md_scope)=>{try{t.setItem(": (
        "__md_set=(e,_,t,a=__md_scope)=>{try{(t??localStorage).setItem("
    ),
}
_CHARSET = '<meta charset="utf-8">'
_NAME = re.compile(r"(?<![\w-])(?:md-[a-z][\w-]+|__[a-z]\w+\b(?<!__))")
_THEIRS = re.compile(r"/lunr/|/workers/|\.min\.")


def only(site: Path, change: Patch) -> Path:
    """Give the one file that a change is made in."""
    found = sorted(site.glob(change.place))
    if len(found) != 1:
        raise change.failed(f"{len(found)} such files, not one")
    return found[0]


def wait(site: Path) -> None:
    """Have the index and its worker fetched when the search opens: they weigh more than the page.

    The theme knows how for the index, and does so for pages opened from a file. Its worker is
    started with each page: it waits for a first message.
    """
    script = only(site, INDEX)
    text = script.read_text("utf-8", newline="")
    patched = INDEX.apply(text, '$(location.protocol!=="file:")', _NEVER)
    if patched != text:
        script.write_text(patched, "utf-8", newline="")
    worker = only(site, WORKER)
    whole = worker.with_name(worker.name.replace(".min.js", ".whole.js"))
    if not whole.exists():
        worker.rename(whole)
        worker.write_text(_WAITING.format(name=whole.name), "utf-8")


def lighten(site: Path) -> None:
    """Take out of the theme's script two libraries that no page needs: 4 kB of each page read."""
    script = only(site, INDEX)
    text = script.read_text("utf-8", newline="")
    pages = _texts(site.rglob("*.html"))
    for change, (find, left, sign) in _UNUSED.items():
        if any(sign in page for page in pages):
            raise change.failed(f"a page needs it: {sign}")
        found = find.search(text)
        text = change.apply(text, found[0] if found else find.pattern, left)
    script.write_text(text, "utf-8", newline="")


def mend(site: Path) -> None:
    """Make the changes that every page needs, each found in one page at least."""
    found = dict.fromkeys(_MENDED, 0)
    for path in sorted(site.rglob("*.html")):
        text = page = path.read_text("utf-8", newline="")
        for change, apply in _MENDED.items():
            page, times = apply(page)
            found[change] += times
        if page != text:
            path.write_text(page, "utf-8", newline="")
    for change, times in found.items():
        if not times:
            raise change.failed("no page has any such thing")


def _titles(page: str) -> tuple[str, int]:
    """Put back, in the menus, the no-break spaces that Python-Markdown takes from titles."""
    return _LABEL.subn(lambda label: re.sub(r" (?=[;:!?»])|(?<=«) ", "\u00a0", label[0]), page)


def _toggles(page: str) -> tuple[str, int]:
    return _TOGGLE.subn(r"\1", page)


def _icons(page: str) -> tuple[str, int]:
    return _ICON.subn('<svg aria-hidden="true" ', page)


def _menus(page: str) -> tuple[str, int]:
    """Give words to the arrow that opens a menu, and name the menu by its title."""
    titles = {title["menu"]: title["words"].strip() for title in _TITLE.finditer(page)}

    def arrow(found: re.Match[str]) -> str:
        if found["menu"] not in titles:
            raise MENUS.failed(f"{found['menu']} opens a menu without title")
        stop = ' tabindex="0"' if found["stop"] else ""
        words = f'<span class="visually-hidden">Menu {titles[found["menu"]]}</span>'
        return f"{found['label']}{stop}>{found['icon']}{words}"

    page = _TITLE.sub(r'<label class="md-nav__title" for="\g<menu>" id="\g<menu>_label">', page)
    return _ARROW.subn(arrow, page)


def _contents(page: str) -> tuple[str, int]:
    opens = ' for="__toc"' if 'id="__toc"' in page else ""
    return _CONTENTS.subn(f'<label class="md-nav__title"{opens}>', page)


def _storage(page: str) -> tuple[str, int]:
    times = 0
    for theirs, ours in _KEPT.items():
        times += page.count(theirs) + page.count(ours)
        page = page.replace(theirs, ours)
    return page, times // len(_KEPT)


_MENDED = {
    TITLES: _titles, TOGGLES: _toggles, ICONS: _icons, MENUS: _menus, CONTENTS_LABEL: _contents,
    STORAGE: _storage,
}  # fmt: skip


def put_first(page: str, meta: str) -> str:
    """Give a page with `meta` first in its head, once."""
    if meta in page:
        return page
    if page.count(_CHARSET) != 1:
        raise META.failed(f"{_CHARSET} stands {page.count(_CHARSET)} times, not once")
    return page.replace(_CHARSET, _CHARSET + meta)


def check_names(site: Path) -> None:
    """Refuse a theme without a name that our scripts and styles speak of."""
    assets = site / "assets"
    ours = [*assets.glob("stylesheets/*.css"), *assets.glob("javascripts/**/*.js")]
    known = "".join(_texts([*site.rglob("*.html"), *site.glob(INDEX.place)]))
    for path in sorted(path for path in ours if not _THEIRS.search(path.as_posix())):
        spoken = set(_NAME.findall(path.read_text("utf-8")))
        if lost := sorted(name for name in spoken if name not in known):
            raise NAMES.failed(f"{path.name} speaks of {', '.join(lost)}, which are nowhere")


def check_french(site: Path) -> None:
    """Refuse a theme whose search reads another file than the one that ours replaces."""
    place = site / FRENCH.place
    if not place.exists():
        raise FRENCH.failed("no such file")
    if "/min/lunr." not in "".join(_texts(site.glob("assets/javascripts/workers/*.js"))):
        raise FRENCH.failed("the worker of the search does not speak of lunr/min/")


def _texts(paths: Iterable[Path]) -> list[str]:
    return [path.read_text("utf-8") for path in paths]


STEPS: tuple[Callable[[Path], None], ...] = (
    check_names, check_french, mend, wait, lighten,
)  # fmt: skip
"""Every change of ours in the files of a built site that come from the theme, in order."""
