// The source of a statement of the guide, opened beside it. The link alone leads to the list of the page.

const STYLES = new URL("../stylesheets/source.css", import.meta.url);
const panel = document.createElement("div");
const close = document.createElement("button");
const styled = new Promise((done) => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = STYLES.href;
  link.onload = link.onerror = done;
  document.head.append(link);
});
/** @type {HTMLElement | undefined} */
let opener;

panel.className = "md-typeset source-panel";
panel.popover = "auto";
panel.tabIndex = -1;
panel.setAttribute("role", "dialog");
panel.setAttribute("aria-label", "Source");
close.type = "button";
close.textContent = "Fermer";
close.addEventListener("click", () => panel.hidePopover());
// Whoever clicked elsewhere keeps the focus there.
panel.addEventListener("beforetoggle", (event) => {
  const { newState } = /** @type {ToggleEvent} */ (event);
  if (newState === "closed" && panel.contains(document.activeElement)) opener?.focus({ preventScroll: true });
});
document.body.append(panel);

/** @param {string} text */
function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

/**
 * Gives, for each source of a mark, its entry in the list of the page and where to read in it.
 *
 * @param {HTMLAnchorElement} mark
 */
function cited(mark) {
  const first = mark.hash.slice(1);
  const told = (mark.dataset.source ?? "").split("|");
  return told.flatMap((each) => {
    const [, number, where = ""] = /^(\d+)? ?(.*)$/.exec(each) ?? [];
    const entry = document.getElementById(number ? `source-${number}` : first);
    return entry ? [{ entry, where }] : [];
  });
}

/** @param {HTMLAnchorElement} mark */
function place(mark) {
  const box = mark.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const left = Math.max(8, Math.min(box.left, width - panel.offsetWidth - 8));
  const above = box.bottom + panel.offsetHeight + 8 > innerHeight && box.top > panel.offsetHeight;
  panel.style.left = `${left + scrollX}px`;
  panel.style.top = `${(above ? box.top - panel.offsetHeight - 4 : box.bottom + 4) + scrollY}px`;
}

/**
 * Opens the sources of a mark beside it; false when the page lists none of them.
 *
 * @param {HTMLAnchorElement} mark
 */
export async function show(mark) {
  const entries = cited(mark);
  if (!entries.length) return false;
  await styled;
  const said = entries.map(({ entry, where }) => {
    const block = document.createElement("div");
    for (const child of entry.childNodes) block.append(child.cloneNode(true));
    if (where) block.append(paragraph(`Passage\u202f: ${where}`));
    return block;
  });
  if (/notre lecture/.test(mark.textContent)) said.push(paragraph("Notre lecture\u202f: nous tirons cette conclusion du texte, qui ne l’écrit pas ainsi."));
  panel.replaceChildren(...said, close);
  opener = mark;
  panel.showPopover({ source: mark });
  place(mark);
  panel.focus({ preventScroll: true });
  return true;
}
