// The boxes of the guide: one opens the search, one keeps of a long list what is typed.

/** @param {Iterable<Element>} boxes */
export function mount(boxes) {
  for (const box of boxes) {
    if (box instanceof HTMLFormElement) box.addEventListener("submit", () => search(box));
    else if (box instanceof HTMLElement) filter(box);
  }
}

/**
 * Opens the search of the theme with what was typed.
 *
 * @param {HTMLFormElement} form
 */
function search(form) {
  const field = document.querySelector(".md-search__input");
  const button = document.querySelector("button[aria-controls=recherche]");
  if (!(field instanceof HTMLInputElement) || !(button instanceof HTMLElement)) return;
  field.value = String(new FormData(form).get("question"));
  if (button.checkVisibility()) button.click();
  else field.focus();
  field.dispatchEvent(new Event("keyup"));
}

/**
 * Words without accents nor capitals, to compare them.
 *
 * @param {string} words
 */
export const plain = (words) => words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

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

/** @param {HTMLElement} box */
function filter(box) {
  const field = box.querySelector("input");
  const told = box.querySelector("[role=status]");
  const place = box.closest("article");
  if (!field || !told || !place) return;
  const entries = Array.from(place.querySelectorAll(box.dataset.filter ?? ""), (entry) => {
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
