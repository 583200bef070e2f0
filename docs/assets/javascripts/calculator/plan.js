// What is missing, ticked, makes a plan: the engine computes it whole, and it becomes a version to compare.

import { button, element } from "../dom.js";
import { take } from "../engine/engine.js";
import { signed } from "./compare.js";

/** @typedef {Record<string, any>} Item */
/** @typedef {Record<string, string>} Typed */
/** @typedef {{ result: Item, link: Typed, exact: boolean }} Present what stands in the page */

/** A plan is computed again once the reader stops typing; in milliseconds. */
const PAUSE = 300;
/** What a plan adds to, where the calculator has it. */
const UNITS = { total_euros: "€", total_points: "points" };

export class Plan {
  /**
   * @param {HTMLElement} calc
   * @param {(answers: Typed) => void} adopt puts answers in the form
   * @param {(answers: Typed, result: Item) => string} compare puts them aside, and says it
   */
  constructor(calc, adopt, compare) {
    this.slug = calc.dataset.calc ?? "";
    this.list = /** @type {HTMLElement} */ (calc.querySelector('[data-list="missing"]'));
    /** @type {Set<string>} what is ticked */
    this.ids = new Set();
    /** @type {Present | null} */
    this.now = null;
    /** @type {Item | null} what the plan reaches */
    this.planned = null;
    this.turn = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.later = undefined;
    this.told = element("p");
    this.told.setAttribute("role", "status");
    this.proofs = element("ul");
    this.needed = element("div");
    this.needed.append(element("p", "À prouver :"), this.proofs);
    const done = (/** @type {(answers: Typed) => void} */ task) => () => this.now && task(this.answers(this.now));
    this.actions = element("div", "", "actions");
    this.compare = button("Comparer ce plan", done((answers) => this.planned && (this.told.textContent = compare(answers, this.planned))));
    this.actions.append(
      this.compare,
      button("Mettre ces réponses dans le formulaire", done(adopt)),
      button("Vider le plan", () => this.empty()),
    );
    this.place = element("section", "", "plan");
    this.place.dataset.plan = "";
    this.place.setAttribute("aria-label", "Votre plan");
    this.place.hidden = true;
    this.place.append(this.told, this.needed, this.actions);
    this.list.before(this.place);
  }

  /** @param {Present} now the answers and their result */
  tell(now) {
    this.now = now;
    const held = new Set(this.items().map(({ id }) => id));
    for (const id of this.ids) if (!held.has(id)) this.ids.delete(id);
    this.offer();
    clearTimeout(this.later);
    this.place.hidden ||= this.chosen().length === 0;
    if (!this.place.hidden || this.ids.size) this.later = setTimeout(() => this.count(), PAUSE);
  }

  /** @returns {Item[]} what can be planned */
  items() {
    return (this.now?.result.missing ?? []).filter((/** @type {Item} */ { changes }) => Object.keys(changes).length);
  }

  /** @returns {Item[]} what is planned, what brings most last: of two answers to one question, it stays */
  chosen() {
    const worth = (/** @type {Item} */ item) => item.gain || Number(item.points ?? 0);
    return this.items().filter(({ id }) => this.ids.has(id)).sort((a, b) => worth(a) - worth(b));
  }

  /** A box beside each thing that is missing. */
  offer() {
    const items = this.now?.result.missing ?? [];
    [...this.list.children].forEach((line, rank) => {
      const item = items[rank];
      const words = line.querySelector("strong");
      if (!item || !words || !Object.keys(item.changes).length) return;
      const before = line.querySelector("input");
      if (before) {
        before.checked = this.ids.has(item.id);
        return;
      }
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = this.ids.has(item.id);
      box.setAttribute("aria-label", `Prévoir : ${item.label}`);
      box.addEventListener("change", () => {
        if (box.checked) this.ids.add(item.id);
        else this.ids.delete(item.id);
        void this.count();
      });
      words.before(box);
    });
  }

  empty() {
    this.ids.clear();
    this.offer();
    void this.count();
    this.list.querySelector("input")?.focus();
  }

  /**
   * @param {Present} now
   * @returns {Typed} the present answers, changed as planned
   */
  answers({ link }) {
    const changes = Object.assign({}, ...this.chosen().map((item) => item.changes));
    const typed = Object.entries(changes).map(([key, value]) => [key, String(value)]);
    return { ...link, ...Object.fromEntries(typed) };
  }

  /** Asks the engine what the plan brings: gains that meet do not add up. */
  async count() {
    const turn = (this.turn += 1);
    const { now } = this;
    this.place.hidden = !now || this.chosen().length === 0;
    // Until it is computed, there is nothing to compare.
    this.planned = null;
    this.compare.disabled = true;
    if (!now || this.place.hidden) return;
    const { on = "", ...typed } = this.answers(now);
    const file = await take({ calculator: this.slug, typed, on, format: "json" }).catch(() => null);
    if (turn !== this.turn) return;
    this.planned = file && "text" in file ? JSON.parse(file.text) : null;
    this.compare.disabled = !this.planned;
    this.told.textContent = this.planned ? words(now, this.planned) : "Ce plan n’a pas pu être calculé. Réessayez.";
    const proved = this.chosen().filter(({ proof }) => proof);
    this.proofs.replaceChildren(...proved.map(({ label, proof }) => element("li", `${label}\u202f: ${proof}`)));
    this.needed.hidden = proved.length === 0;
  }
}

/**
 * @param {Present} now
 * @param {Item} planned
 * @returns {string} what the plan reaches, and what it adds
 */
function words({ result, exact }, planned) {
  const { headline } = planned;
  const added = Object.entries(UNITS).flatMap(([key, unit]) => {
    const gap = planned.values[key] - result.values[key];
    return gap ? [signed(gap, unit)] : [];
  });
  const gained = added.length ? added.join(", ") : "aucun euro de plus";
  if (!exact) return `Votre plan : ${gained}, si rien d’autre ne change.`;
  return `Votre plan : ${headline.text}${result.headline.unit === "€" ? ` (${gained})` : ""}.`;
}
