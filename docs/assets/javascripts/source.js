// The source of a statement, or of a line of a result, opened beside it. The link alone leads to the list.

import { button, element } from "./dom.js";

const STYLES = new URL("../stylesheets/source.css", import.meta.url);
const panel = element("div", "", "md-typeset source-panel");
const close = button("Fermer", () => panel.hidePopover());
const styled = new Promise((done) => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = STYLES.href;
  link.onload = link.onerror = done;
  document.head.append(link);
});
/** @type {HTMLElement | undefined} */
let opener;
/** @type {HTMLElement | undefined} The mark that was pressed while its panel was open: pressing it closes. */
let pressed;

panel.popover = "auto";
panel.tabIndex = -1;
panel.setAttribute("role", "dialog");
panel.setAttribute("aria-label", "Source");
// Whoever clicked on what takes the focus keeps it there. A finger moves it once the panel is closed.
function giveBack() {
  const { activeElement } = document;
  if (activeElement === document.body || panel.contains(activeElement)) opener?.focus({ preventScroll: true });
}
panel.addEventListener("beforetoggle", (event) => {
  if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
  giveBack();
  setTimeout(() => isOpen() || giveBack(), 300);
});
addEventListener("pointerdown", ({ target }) => (pressed = isOpen() && target instanceof Node && opener?.contains(target) ? opener : undefined), true);
// Whoever walks out of the panel closes it: forwards she goes on after the mark, backwards to it.
panel.addEventListener("keydown", (event) => {
  const { target } = event;
  if (event.key !== "Tab" || (event.shiftKey ? target !== panel && target !== panel.querySelector("a, button") : target !== close)) return;
  if (event.shiftKey) event.preventDefault();
  panel.hidePopover();
});
document.body.append(panel);

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

function isOpen() {
  return panel.matches(":popover-open");
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
  const said = entries.map(({ entry, where }) => copied(entry, where && element("p", `Passage\u202f: ${where}`)));
  if (/notre lecture/.test(mark.textContent)) said.push(element("p", "Notre lecture\u202f: nous tirons cette conclusion du texte, qui ne l’écrit pas ainsi."));
  await open(mark, said, panel);
  return true;
}

/**
 * Opens the source of a line of a result beside it.
 *
 * @param {HTMLAnchorElement} line
 * @param {Element} entry of the list of texts
 */
export function showLine(line, entry) {
  const where = element("p");
  const told = line.closest(".ground")?.querySelector(".confidence")?.cloneNode(true);
  where.append(line.textContent?.replace(/\s*\[\d+\]$/, "") ?? "", ...(told ? [" ", told] : []));
  return open(line, [copied(entry, where)], close);
}

/**
 * @param {Element} entry of a list of sources
 * @param {HTMLElement | ""} where to read in it
 */
function copied(entry, where) {
  const block = element("div");
  for (const child of entry.childNodes) block.append(child.cloneNode(true));
  if (where) block.append(where);
  return block;
}

/**
 * @param {HTMLAnchorElement} mark
 * @param {HTMLElement[]} said
 * @param {HTMLElement} focused once it is open
 */
async function open(mark, said, focused) {
  await styled;
  if (pressed === mark || (isOpen() && opener === mark)) {
    pressed = undefined;
    return panel.hidePopover();
  }
  panel.replaceChildren(...said, close);
  opener = mark;
  panel.showPopover({ source: mark });
  place(mark);
  focused.focus({ preventScroll: true });
}
