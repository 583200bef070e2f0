// The amount, kept in sight under a form that is longer than the screen.

import { button, element, figure } from "../dom.js";

/** @typedef {{low: {value: number}, high: {value: number}}} Range */

export class AmountBar {
  /**
   * @param {HTMLFormElement} form
   * @param {() => void} open shows the result
   */
  constructor(form, open) {
    this.bar = element("div", "", "amount-bar");
    this.bar.dataset.amountBar = "";
    this.bar.hidden = true;
    this.amount = element("strong");
    this.change = element("span");
    this.bar.append(this.amount, this.change, button("Voir le détail", open));
    form.append(this.bar);
    /** @type {Range | null} what it held before */
    this.before = null;
  }

  /**
   * @param {Record<string, any>} headline
   * @param {Range | null} range nothing when the amount is known
   */
  tell({ text, spoken, value, unit }, range) {
    const now = range ?? (unit === "€" ? { low: { value }, high: { value } } : null);
    this.amount.replaceChildren(figure(text, spoken));
    this.change.replaceChildren(figure(now && this.before ? changed(this.before, now) : ""));
    this.before = now;
    if (!this.bar.hidden) return;
    this.bar.hidden = false;
    // It comes over what is being answered.
    if (this.bar.offsetHeight) this.bar.parentElement?.querySelector(":focus")?.scrollIntoView({ block: "nearest" });
  }

  clear() {
    this.bar.hidden = true;
  }
}

/**
 * @param {Range} before
 * @param {Range} now
 * @returns {string} what the last answer changed
 */
function changed(before, now) {
  const low = now.low.value - before.low.value;
  const high = now.high.value - before.high.value;
  if (low && low === high) return signed(low);
  if (low) return `${signed(low)} au moins`;
  return high ? `${signed(high)} au plus` : "";
}

/** @param {number} euros */
const signed = (euros) =>
  euros.toLocaleString("fr-FR", {
    style: "currency",
    currency: "EUR",
    signDisplay: "exceptZero",
    minimumFractionDigits: Number.isInteger(euros) ? 0 : 2,
  });
