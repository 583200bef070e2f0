// The boxes of the guide: one opens the search, one keeps of a long list what is typed, one picks three forms.

import { plain } from "./dom.js";

/**
 * Opens the search of the theme with what was typed.
 *
 * @param {Element} box
 */
export function search(box) {
  const asked = box.querySelector("input");
  const field = document.querySelector(".md-search__input");
  const button = document.querySelector("button[aria-controls=recherche]");
  if (!asked || !(field instanceof HTMLInputElement) || !(button instanceof HTMLElement)) return;
  field.value = asked.value;
  if (button.checkVisibility()) button.click();
  else field.focus();
  field.dispatchEvent(new Event("keyup"));
}

/**
 * An entry of a list of terms goes with what it means.
 *
 * @param {Element} entry
 */
function whole(entry) {
  const parts = [entry];
  for (let next = entry.nextElementSibling; next?.tagName === "DD"; next = next.nextElementSibling) parts.push(next);
  return /** @type {HTMLElement[]} */ (parts);
}

/** @param {Element} box */
export function enliven(box) {
  if (box.matches(".pick")) pick(box);
  else filter(box);
}

/**
 * Refuses, in words, a fourth form: three stand side by side.
 *
 * @param {Element} box
 */
function pick(box) {
  const told = box.querySelector("[role=status]");
  box.addEventListener("change", ({ target }) => {
    if (!told || !(target instanceof HTMLInputElement)) return;
    const many = box.querySelectorAll(":checked").length > 3;
    if (many) target.checked = false;
    told.textContent = many ? "Trois formes au plus\u202f: décochez-en une d’abord." : "";
  });
}

/**
 * Keeps of the list that a box names what is typed in it.
 *
 * @param {Element} box
 */
function filter(box) {
  const field = box.querySelector("input");
  const told = box.querySelector("[role=status]");
  const place = box.closest("article");
  const list = box.getAttribute("data-filter");
  if (!field || !told || !place || !list) return;
  const entries = Array.from(place.querySelectorAll(list), (entry) => {
    const parts = whole(entry);
    return { parts, words: plain(parts.map((part) => part.textContent).join(" ")), fold: entry.closest("details") };
  });
  const folds = new Set(entries.map(({ fold }) => fold));
  const keep = () => {
    const asked = plain(field.value).split(/\s+/).filter(Boolean);
    const open = new Set();
    let found = 0;
    for (const { parts, words, fold } of entries) {
      const kept = asked.every((word) => words.includes(word));
      for (const part of parts) part.hidden = !kept;
      if (kept) open.add(fold);
      found += Number(kept);
    }
    for (const fold of folds) {
      if (!fold) continue;
      fold.hidden = !open.has(fold);
      fold.open = asked.length > 0 && open.has(fold);
    }
    told.textContent = asked.length ? `${found || "Aucune"} ${found > 1 ? "entrées" : "entrée"}` : "";
  };
  field.addEventListener("input", keep);
  // Who types sooner than this program comes is heard too.
  if (field.value) keep();
}
