// The theme's header, made reachable by keyboard and safe for those who type.
// Nothing here is needed to read a page.

/**
 * The theme opens its menu and its search with labels, which no keyboard reaches.
 *
 * @param {string} name of the theme's toggle
 * @param {string} label
 * @param {string} id of the panel, given by `namePanels`
 * @param {string} first what takes the focus once open
 */
function openable(name, label, id, first) {
  const toggle = document.getElementById(name);
  const old = document.querySelector(`.md-header label[for="${name}"].md-header__button`);
  if (!(toggle instanceof HTMLInputElement) || !old) return;
  // A browser may open again, on reloading, what was open.
  if (toggle.checked && !location.search) toggle.click();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "md-header__button md-icon";
  button.setAttribute("aria-label", label);
  button.setAttribute("aria-controls", id);
  button.setAttribute("aria-expanded", "false");
  button.append(...old.cloneNode(true).childNodes);
  old.after(button);

  const focusFirst = () => {
    const all = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`#${id} ${first}`));
    Array.from(all).find((one) => one.checkVisibility({ visibilityProperty: true }))?.focus();
  };
  toggle.addEventListener("change", () => {
    button.setAttribute("aria-expanded", String(toggle.checked));
    if (name === "__search") import("./answers.js").catch(tellUnreachable);
  });
  button.addEventListener("click", () => {
    toggle.click();
    // The panel cannot take the focus before it is painted visible.
    if (toggle.checked) requestAnimationFrame(() => requestAnimationFrame(focusFirst));
  });
  // Before the theme, which closes its search too, and drops the focus.
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !toggle.checked) return;
      toggle.click();
      if (button.checkVisibility()) setTimeout(() => button.focus());
    },
    true,
  );
  document.addEventListener("focusin", ({ target }) => {
    const inside = target instanceof Element && (target === button || target.closest(`#${id}`));
    if (toggle.checked && !inside && button.checkVisibility()) toggle.click();
  });
}

/** The theme says that its search begins, for ever. */
function tellUnreachable() {
  const told = document.querySelector(".md-search-result:not(:has(li)) > .md-search-result__meta");
  if (!told) return;
  told.setAttribute("role", "status");
  told.textContent = "La recherche n’a pas pu être chargée. Vérifiez votre connexion, puis rechargez la page.";
}

/** Instant navigation replaces the menu with each page. */
function namePanels() {
  document.querySelector(".md-sidebar--primary")?.setAttribute("id", "navigation");
  const search = document.querySelector(".md-search");
  search?.setAttribute("id", "recherche");
  search?.setAttribute("aria-label", "Recherche");
}

openable("__drawer", "Menu", "navigation", ".md-nav__list a[href]");
openable("__search", "Rechercher", "recherche", ".md-search__input");

// The theme turns the page on `n` and `p` and opens the search on `f`, `s` and `/`: a reader whose
// focus stands on a button would lose what was typed (WCAG 2.1.4).
addEventListener(
  "keydown",
  (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey && !typing) {
      event.stopImmediatePropagation();
    }
  },
  true,
);

// A definition shown over the text goes away on demand (WCAG 1.4.13).
addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const owner of document.querySelectorAll("[aria-describedby^='__tooltip2']")) {
    if (owner instanceof HTMLElement) owner.blur();
    owner.dispatchEvent(new MouseEvent("mouseleave"));
  }
});

// A source opens beside its statement; if it cannot, the link leads to the list of the page.
addEventListener(
  "click",
  (event) => {
    const mark = event.target instanceof Element && event.target.closest(".src a");
    if (!(mark instanceof HTMLAnchorElement) || !mark.hash || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    import("./source.js")
      .then(({ show }) => show(mark))
      .catch(() => false)
      .then((shown) => shown || (location.hash = mark.hash));
  },
  true,
);

/** What an address or a link leads to is shown, where it is folded. */
function unfold() {
  // Answers of a calculator, or the name of a part.
  const target = location.hash.includes("=") ? document.querySelector(".calc") : document.getElementById(location.hash.slice(1));
  let part = target?.closest("details:not([open])");
  if (!target || !part) return;
  for (; part; part = part.parentElement?.closest("details:not([open])")) part.setAttribute("open", "");
  target.scrollIntoView();
}
addEventListener("hashchange", unfold);
addEventListener("click", ({ target }) => {
  if (!(target instanceof Element)) return;
  const link = target.closest("a[href]");
  if (link instanceof HTMLAnchorElement && link.hash && link.href === location.href) unfold();
  const button = target.closest(".unfold");
  if (button) unfoldAll(button);
});

/** @returns {NodeListOf<HTMLDetailsElement>} the parts of the page that fold */
const parts = () => document.querySelectorAll("details.part");

/** @param {Element} button */
function unfoldAll(button) {
  const opens = Array.from(parts()).some((part) => !part.open);
  for (const part of parts()) part.open = opens;
  button.textContent = `Tout ${opens ? "re" : "dé"}plier`;
}

// Who comes back to a page finds open what she left open, at the same place.
/** @type {Map<string, boolean[]>} */
const left = new Map();
addEventListener("toggle", () => left.set(location.pathname, Array.from(parts(), (part) => part.open)), true);
addEventListener("popstate", () => (comesBack = true));
// Until she goes on: the page that she left at once may be announced late, after the address changed.
addEventListener("click", () => (comesBack = false), true);
let comesBack = false;
function openAsLeft() {
  const open = (comesBack && left.get(location.pathname)) || [];
  parts().forEach((part, rank) => (part.open ||= open[rank] ?? false));
}

/** The search of the home page, the filter of a long list, the forms to compare. */
function enlivenBoxes() {
  for (const box of document.querySelectorAll(".home-search, .pick")) {
    const boxes = import("./boxes.js");
    // Who asks before they came is answered once they are there.
    box.addEventListener("submit", async () => (await boxes).search(box));
    void boxes.then(({ enliven }) => enliven(box));
  }
}

/** A table that overflows is scrolled by keyboard too, and has a name. */
function nameScrollers() {
  for (const scroller of document.querySelectorAll(".md-typeset__scrollwrap, .table-scroll")) {
    const table = scroller.querySelector("table");
    if (!table || table.scrollWidth <= scroller.clientWidth) continue;
    scroller.setAttribute("tabindex", "0");
    scroller.setAttribute("role", "group");
    scroller.setAttribute("aria-label", table.caption?.textContent?.trim() || "Tableau à faire défiler");
  }
}

/** A page made for other sites has no header where to choose its colours: it follows the reader's. */
if (!document.querySelector("[data-md-component=palette]")) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => (document.body.dataset.mdColorScheme = dark.matches ? "slate" : "default");
  dark.addEventListener("change", follow);
  follow();
}

const pages = /** @type {{ document$?: { subscribe: (next: () => void) => void } }} */ (/** @type {unknown} */ (window)).document$;
function prepare() {
  namePanels();
  openAsLeft();
  unfold();
  enlivenBoxes();
  requestAnimationFrame(nameScrollers);
}
if (pages) pages.subscribe(prepare);
else prepare();
