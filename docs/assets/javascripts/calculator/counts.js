// Counts are set by finger: a minus and a plus beside each; a long list of them is searched.

import { button, element, plain } from "../dom.js";

/** From so many counts on, they are searched. */
const MANY = 12;

/** @param {HTMLFormElement} form */
export function mountCounts(form) {
  const counts = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[data-count]")]);
  for (const count of counts) enliven(count);
  const people = counts.filter((count) => count.closest(".counts"));
  if (people.length >= MANY) searched(form, people);
}

/** @param {HTMLInputElement} count */
function enliven(count) {
  const words = count.labels?.[0]?.textContent ?? "";
  const stepper = element("span", "", "stepper");
  count.replaceWith(stepper);
  stepper.append(step(count, -1, `Un de moins : ${words}`), count, step(count, 1, `Un de plus : ${words}`));
  count.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    add(count, by);
  });
}

/**
 * @param {HTMLInputElement} count
 * @param {1 | -1} by
 * @param {string} words
 */
function step(count, by, words) {
  const made = button(by < 0 ? "−" : "+", () => add(count, by));
  made.setAttribute("aria-label", words);
  // The keyboard has its arrows.
  made.tabIndex = -1;
  return made;
}

/**
 * @param {HTMLInputElement} count left as it is when it is not a number
 * @param {number} by
 */
function add(count, by) {
  const now = Number(count.value.replace(/\s/g, ""));
  if (!Number.isInteger(now) || now + by < 0) return;
  count.value = String(now + by);
  count.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement[]} counts
 */
function searched(form, counts) {
  const search = document.createElement("input");
  search.type = "search";
  search.autocomplete = "off";
  search.id = `${form.dataset.calculator}-chercher`;
  const label = element("label", "Chercher une profession");
  label.htmlFor = search.id;
  const present = button("Seulement celles de l’équipe");
  present.setAttribute("aria-pressed", "false");
  const told = element("p", "", "field-hint");
  told.setAttribute("role", "status");
  const place = element("div", "", "field count-search");
  place.append(label, search, present, told);
  counts[0]?.closest("fieldset")?.before(place);

  const filter = () => {
    const wanted = plain(search.value).trim();
    const only = present.getAttribute("aria-pressed") === "true";
    let found = 0;
    for (const count of counts) {
      const field = /** @type {HTMLElement} */ (count.closest(".field"));
      const held = Number(count.value) > 0;
      const matches = wanted ? plain(field.textContent ?? "").includes(wanted) : !only;
      field.hidden = !held && !matches;
      if (matches) found += 1;
    }
    for (const group of form.querySelectorAll(".counts")) {
      const some = group.querySelector(".field:not([hidden])") !== null;
      const fold = group.closest("details");
      if (fold && wanted) fold.open = some;
      /** @type {HTMLElement} */ (fold ?? group).hidden = !some;
    }
    told.textContent = wanted ? (found ? `${found} ${found > 1 ? "professions" : "profession"}` : "Aucune profession de ce nom.") : "";
  };
  search.addEventListener("input", (event) => {
    // It asks nothing of the engine.
    event.stopPropagation();
    filter();
  });
  present.addEventListener("click", () => {
    present.setAttribute("aria-pressed", String(present.getAttribute("aria-pressed") !== "true"));
    filter();
  });
}
