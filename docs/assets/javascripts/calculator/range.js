// The amounts between which a result stands while questions wait for an answer.

import { button, element, figure } from "../dom.js";

/** @typedef {Record<string, any>} Item */

/**
 * @param {HTMLElement} place that holds the headline
 * @param {Item | null} range nothing when the amount is known
 * @param {Item} words
 */
export function showRange(place, range, words) {
  place.querySelector(".range")?.remove();
  if (!range) return;
  const block = element("div", "", "range");
  const bounds = element("dl", "", "range-bounds");
  bounds.append(
    bound("Au moins", "estimation_basse", range.low),
    bound("Au plus", "estimation_haute", range.high),
  );
  block.append(gauge(range), bounds);
  if (words.next.length) {
    const title = element("p", "Ce qui compte le plus maintenant", "range-next");
    const list = element("ul", "", "range-questions");
    for (const { key, label } of words.next) list.append(question(key, label, words.why[key]));
    const rest = button(words.rest, undefined, "rest");
    rest.dataset.action = "rest";
    block.append(title, list);
    if (words.rest) block.append(rest);
  }
  place.append(block);
}

/**
 * @param {string} key
 * @param {string} label
 * @param {string} gain what its answer may bring
 */
function question(key, label, gain) {
  const asked = button(label);
  asked.dataset.action = "answer";
  asked.dataset.key = key;
  const item = element("li");
  const told = figure(gain);
  told.className = "gain";
  item.append(asked, told);
  return item;
}

/**
 * @param {string} name
 * @param {string} field
 * @param {Item} bound
 */
function bound(name, field, { value, text, spoken, assuming }) {
  const amount = element("strong", text);
  amount.dataset.field = field;
  amount.dataset.value = JSON.stringify(value);
  amount.setAttribute("aria-hidden", "true");
  const said = element("dd");
  said.append(amount, element("span", spoken, "visually-hidden"), element("span", assuming));
  const pair = element("div");
  pair.append(element("dt", name), said);
  return pair;
}

/**
 * Where the range stands between nothing and the most that it may be; the bounds say it in words.
 *
 * @param {Item} range
 */
function gauge({ low, high }) {
  const bar = element("div", "", "gauge");
  bar.setAttribute("aria-hidden", "true");
  const filled = element("span");
  filled.style.marginInlineStart = `${(100 * low.value) / (high.value || 1)}%`;
  bar.append(filled);
  return bar;
}
