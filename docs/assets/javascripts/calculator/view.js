// Prints a result in the page, in the empty templates that the build left beside it.

import { showRange } from "./range.js";

/** @typedef {Record<string, any>} Item */
/** The template of the name of a group, for the lists whose items stand in groups. */
const GROUPED = /** @type {Record<string, string>} */ ({ lines: "group", criteria: "verdict" });

const LISTS = ["warnings", "summary", "missing", "lines", "criteria", "timeline", "not_computed"];

/**
 * What stands in each list, so that a keystroke prints again only what it changed. Of what the
 * build printed nothing is known: it goes as a whole.
 *
 * @type {WeakMap<Element, string[]>}
 */
const printed = new WeakMap();

/**
 * @param {HTMLElement} calc what holds the form, the result and the templates of one calculator
 * @param {Item} result of Python
 * @param {Item} words what the page says around it
 * @param {Item | null} range the amounts between which it stands, while it is not known
 */
export function show(calc, result, words, range) {
  const place = /** @type {HTMLElement} */ (calc.querySelector("[data-result]"));
  for (const slot of slots(place, ".headline")) slot.textContent = result.headline[slot.dataset.slot ?? ""];
  showRange(/** @type {HTMLElement} */ (place.querySelector(".calc-answer")), range, words.estimate);
  for (const [name, told] of Object.entries(words.confidences)) sayOnce(place, name, /** @type {Item} */ (told));
  for (const [name, items] of Object.entries(merged(result, words))) {
    const list = /** @type {HTMLElement} */ (place.querySelector(`[data-list="${name}"]`));
    print(calc, list, grouped(name, items));
    const part = list.closest("[data-part]");
    if (part instanceof HTMLElement) hide(part, items.length === 0);
  }
  const notices = /** @type {HTMLElement} */ (place.querySelector(".notices"));
  for (const slot of slots(notices, "summary")) slot.textContent = words.notices;
  hide(notices, !words.notices);
  const provisional = place.querySelector(".calc-detail > summary");
  if (provisional && words.estimate) provisional.textContent = words.estimate.detail;
  const basis = place.querySelector('[data-slot="basis"]');
  if (basis) basis.textContent = words.basis;
  const more = /** @type {HTMLElement} */ (place.querySelector(".more"));
  for (const slot of slots(more, "summary")) slot.textContent = words.more;
  hide(more, !words.more);
}

/**
 * Says once how sure the items of a list are, when they all are as sure.
 *
 * @param {HTMLElement} place
 * @param {string} name of the list
 * @param {Item} told
 */
function sayOnce(place, name, { confidence = "", text = "" }) {
  const words = /** @type {HTMLElement} */ (place.querySelector(`[data-told="${name}"]`));
  const badge = /** @type {HTMLElement} */ (words.firstElementChild);
  badge.dataset.confidence = confidence;
  badge.textContent = text;
  hide(words, !text);
}

/**
 * Puts together each item of the result and what the page says of it, as `merged.py` does.
 *
 * @param {Item} result
 * @param {Item} words
 * @returns {Record<string, Item[]>} what each list shows
 */
function merged(result, words) {
  /** @type {Record<string, Item>} */
  const sources = {};
  for (const key of Object.keys(result.sources)) sources[key] = { ...result.sources[key], ...words.sources[key] };
  const cited = (/** @type {Item | undefined} */ source) => source && { source_title: source.title, source_href: `#${source.id}` };
  const said = (/** @type {string} */ name) =>
    result[name].map((/** @type {Item} */ item, /** @type {number} */ rank) => ({
      ...item,
      ...words.groups[item.verdict],
      ...cited(sources[item.reference]),
      ...words[name]?.[rank],
    }));
  const lists = LISTS.map((name) => [name, said(name)]);
  return Object.fromEntries([...lists, ["next_steps", words.next_steps], ["sources", Object.values(sources)]]);
}

/**
 * Hides or shows; said again, browsers would work for nothing.
 *
 * @param {HTMLElement} element
 * @param {boolean} hidden
 */
export function hide(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

/**
 * @param {HTMLElement} calc
 * @param {Element} list
 * @param {[string, Item][]} parts each the name of a template and what it says
 */
function print(calc, list, parts) {
  const before = printed.get(list);
  const now = parts.map((part) => JSON.stringify(part));
  printed.set(list, now);
  if (before?.length !== now.length) {
    list.replaceChildren(...parts.map((part) => filled(calc, ...part)));
    return;
  }
  parts.forEach((part, rank) => {
    if (now[rank] !== before[rank]) list.children[rank]?.replaceWith(filled(calc, ...part));
  });
}

/**
 * @param {string} name of the list
 * @param {Item[]} items
 * @returns {[string, Item][]} the items, each group under its name
 */
function grouped(name, items) {
  const heading = GROUPED[name];
  return items.flatMap((item, rank) => {
    const first = heading && item.group && item.group !== items[rank - 1]?.group;
    return /** @type {[string, Item][]} */ (first ? [[heading, item], [name, item]] : [[name, item]]);
  });
}

/**
 * @param {HTMLElement} calc
 * @param {string} name of the template
 * @param {Item} item
 * @returns {Element} a copy of the template that says what the item says
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
  const element = /** @type {HTMLElement} */ (copy.firstElementChild);
  if (item.set_aside) withhold(element);
  return element;
}

/**
 * Keeps from the reader what rests on questions that wait for an answer.
 *
 * @param {HTMLElement} element
 */
function withhold(element) {
  element.hidden = true;
  for (const figure of element.querySelectorAll("[data-field]")) figure.removeAttribute("data-field");
}

/** @param {unknown} value */
const machine = (value) => (typeof value === "string" ? value : JSON.stringify(value));

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {NodeListOf<HTMLElement>}
 */
const slots = (root, selector) => root.querySelectorAll(`${selector} [data-slot]`);
