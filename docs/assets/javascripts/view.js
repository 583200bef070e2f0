// Prints a result in the page, in the empty templates that the build left beside it.

/** @typedef {Record<string, any>} Item */
/** The template of the name of a group, for the lists whose items stand in groups. */
const GROUPED = /** @type {Record<string, string>} */ ({ lines: "group", criteria: "verdict" });

/** @typedef {{headline: Item, basis: string, lines: Item[]} & Record<string, any>} View */

const LISTS = ["warnings", "summary", "missing", "missing_more", "lines", "criteria", "timeline", "not_computed", "sources"];

/**
 * @param {HTMLElement} calc what holds the form, the result and the templates of one calculator
 * @param {View} view the result in words, as Python gives it
 */
export function show(calc, view) {
  const result = /** @type {HTMLElement} */ (calc.querySelector("[data-result]"));
  for (const slot of slots(result, ".headline")) slot.textContent = view.headline[slot.dataset.slot ?? ""];
  for (const name of LISTS) {
    const items = /** @type {Item[]} */ (view[name]);
    const list = /** @type {HTMLElement} */ (result.querySelector(`[data-list="${name}"]`));
    list.replaceChildren(...grouped(calc, name, items));
    const part = list.closest("[data-part]");
    if (part instanceof HTMLElement) part.hidden = items.length === 0;
  }
  const basis = result.querySelector('[data-slot="basis"]');
  if (basis) basis.textContent = view.basis;
}

/**
 * @param {HTMLElement} calc
 * @param {string} name of the list
 * @param {Item[]} items
 * @returns {Node[]} the items, each group under its name
 */
function grouped(calc, name, items) {
  const heading = GROUPED[name];
  return items.flatMap((item, rank) => [
    ...(heading && item.group && item.group !== items[rank - 1]?.group ? [filled(calc, heading, item)] : []),
    filled(calc, name, item),
  ]);
}

/**
 * @param {HTMLElement} calc
 * @param {string} name of the template
 * @param {Item} item
 * @returns {Node} a copy of the template that says what the item says
 */
function filled(calc, name, item) {
  const template = /** @type {HTMLTemplateElement} */ (calc.querySelector(`template[data-template="${name}"]`));
  const copy = /** @type {DocumentFragment} */ (document.importNode(template.content, true));
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (copy.querySelectorAll("[data-if]"))) {
    if (!item[element.dataset.if ?? ""]) element.remove();
  }
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (copy.querySelectorAll("[data-slot], [data-bind]"))) {
    const { slot, bind } = element.dataset;
    if (slot) element.textContent = item[slot];
    for (const pair of bind?.split(" ") ?? []) {
      const [attribute = "", key = ""] = pair.split(":");
      element.setAttribute(attribute, machine(item[key]));
    }
  }
  return copy;
}

/** @param {unknown} value */
const machine = (value) => (typeof value === "string" ? value : JSON.stringify(value));

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {NodeListOf<HTMLElement>}
 */
const slots = (root, selector) => root.querySelectorAll(`${selector} [data-slot]`);
