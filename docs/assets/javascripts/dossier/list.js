// A checklist read while a dossier is chosen: its boxes are kept with it, and what it knows is shown.

import { dress } from "../calculator/handed.js";
import { button, element } from "../dom.js";
import { all, chosen, listId, lists, putList, REFUSED } from "./store.js";

const ROOT = new URL("../../../../", import.meta.url);

/**
 * @param {HTMLElement} list
 * @param {HTMLInputElement[]} boxes
 * @param {{ ticked: Set<string>, keep: (values: string[]) => void }} alone what the list keeps without a dossier
 * @param {() => void} changed counts and keeps what is ticked
 * @returns {Promise<(values: string[]) => unknown>} what keeps it from now on
 */
export async function serve(list, boxes, alone, changed) {
  const name = chosen() ?? "";
  const told = element("p", "", "checklist-dossier");
  told.setAttribute("role", "status");
  list.querySelector(".checklist-state")?.after(told);
  const id = listId(name, list.dataset.checklist ?? "");
  let kept;
  try {
    kept = (await lists()).find((one) => one.id === id);
  } catch {
    told.textContent = REFUSED;
    return alone.keep;
  }
  // The first dossier takes what was ticked without one; the next ones have their own.
  const here = new Set(kept?.ticked ?? alone.ticked);
  for (const box of boxes) box.checked = here.has(box.value) || (box.checked && !alone.ticked.has(box.value));
  /** @param {string[]} ticked */
  const write = (ticked) => putList({ id, name, list: list.dataset.checklist ?? "", page: location.pathname.slice(ROOT.pathname.length), title: title(), ticked, boxes: boxes.length, saved: new Date().toISOString() });
  /** @param {string[]} ticked */
  const keep = (ticked) =>
    write(ticked).then(
      () => (told.textContent = `Cases gardées avec votre dossier « ${name} ».`),
      () => (told.textContent = REFUSED),
    );
  const ticked = boxes.filter(({ checked }) => checked).map(({ value }) => value);
  told.textContent = `Cases de votre dossier « ${name} ».`;
  try {
    if (ticked.length || kept) await write(ticked);
    alone.keep(kept ? [...alone.ticked] : []);
  } catch {
    told.textContent = REFUSED;
    return alone.keep;
  }
  void dress(list, "dossier.css");
  whenNear(list, () => void show(list, boxes, name, changed).catch(console.warn));
  return keep;
}

const title = () => document.querySelector("h1")?.innerText.trim() || document.title;

/**
 * @param {Element} place
 * @param {() => void} task run once, when the reader comes near
 */
function whenNear(place, task) {
  const watch = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    watch.disconnect();
    task();
  });
  watch.observe(place);
}

/**
 * Says beside each line what the dossier knows of it.
 *
 * @param {HTMLElement} list
 * @param {HTMLInputElement[]} boxes
 * @param {string} name
 * @param {() => void} changed
 */
async function show(list, boxes, name, changed) {
  const kept = (await all()).filter((one) => one.name === name);
  const id = `connu-${list.dataset.checklist}`;
  const asking = boxes.filter(({ dataset }) => dataset.known || dataset.due);
  if (!kept.length || !asking.length) return;
  const { about } = await import("./known.js");
  const lines = await about(asking.map(({ dataset }) => dataset), kept);
  asking.forEach((box, rank) => {
    const words = lines[rank]?.words;
    if (!words) return;
    const note = element("small", words, "checklist-known");
    note.id = `${id}-${box.value}`;
    box.setAttribute("aria-describedby", note.id);
    box.closest("li")?.append(note);
  });
  const done = asking.filter((box, rank) => lines[rank]?.done && !box.checked);
  if (!done.length) return;
  const tick = button(`Cocher ce que le dossier sait déjà (${done.length})`, () => {
    for (const box of done) box.checked = true;
    changed();
    tick.remove();
    done[0]?.focus();
  });
  tick.dataset.action = "tick-known";
  list.querySelector(".actions")?.prepend(tick);
}
