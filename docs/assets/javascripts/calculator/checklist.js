// Boxes to tick, kept in this browser and nowhere else.

import { printAlone } from "./print.js";

/** @type {WeakSet<HTMLElement>} */
const mounted = new WeakSet();

/** @param {ParentNode} root */
export function mountChecklists(root) {
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-checklist]"))) {
    if (!mounted.has(list)) mount(list);
    mounted.add(list);
  }
}

/** @param {HTMLElement} list */
function mount(list) {
  const key = `checklist:${list.dataset.checklist}`;
  const boxes = Array.from(/** @type {NodeListOf<HTMLInputElement>} */ (list.querySelectorAll("input")));
  const state = /** @type {HTMLElement} */ (list.querySelector(".checklist-state"));
  const actions = /** @type {HTMLElement} */ (list.querySelector(".actions"));
  const ticked = new Set(recall(key));
  // What was ticked before this script came counts too.
  const early = boxes.filter(({ checked }) => checked);
  for (const box of boxes) box.checked ||= ticked.has(box.value);
  const count = () => {
    const done = boxes.filter(({ checked }) => checked);
    state.textContent = `${done.length} sur ${boxes.length}`;
    return done.map(({ value }) => value);
  };
  /** @param {string[]} now what another tab ticked */
  const show = (now) => {
    for (const box of boxes) box.checked = now.includes(box.value);
    count();
  };
  const values = count();
  if (early.length) keep(key, values);
  /** @type {(values: string[]) => unknown} */
  let write = (now) => keep(key, now);
  const changed = () => void write(count());
  list.addEventListener("change", changed);
  // Each tab keeps the whole list: it follows what the others keep.
  addEventListener("storage", (event) => event.key === key && !dossierChosen() && show(recall(key)));
  actions.hidden = false;
  actions.addEventListener("click", ({ target }) => {
    const action = target instanceof HTMLElement ? target.dataset.action : "";
    // The page around it has a way of its own, the browser's.
    if (action === "print") printAlone("checklist");
    if (action !== "clear") return;
    for (const box of boxes) box.checked = false;
    changed();
  });
  if (!dossierChosen()) return;
  const alone = { ticked, keep: (/** @type {string[]} */ now) => keep(key, now), show };
  import("../dossier/list.js")
    .then(({ serve }) => serve(list, boxes, alone, changed))
    .then((other) => {
      write = other;
      count();
    })
    .catch(console.warn);
}

/** Whether `dossier/store.js` was told of one: it need not be fetched to know it. */
function dossierChosen() {
  try {
    return localStorage.getItem("dossier-choisi") !== null;
  } catch {
    return false;
  }
}

/**
 * @param {string} key
 * @returns {string[]}
 */
function recall(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/**
 * @param {string} key
 * @param {string[]} values
 */
function keep(key, values) {
  try {
    localStorage.setItem(key, JSON.stringify(values));
  } catch {
    // A browser that keeps nothing: the boxes still work until the page is left.
  }
}
