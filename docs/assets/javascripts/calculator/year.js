// The plan of the year: each step with its target, state, proof, date and euros, as Python says them.

import { button, element } from "../dom.js";
import { take } from "../engine/engine.js";
import { save } from "./exports.js";

/** @typedef {Record<string, any>} Item */
/** @typedef {{ question: Parameters<typeof take>[0], proofs: string }} Present */

/**
 * @param {HTMLElement} calc
 * @param {() => Present} present what the form holds now, and the proofs that are ready
 * @param {(proofs: string | null) => void} moved other proofs are ready; nothing when it is closed
 * @param {boolean} goes whether the reader is brought to it
 */
export function show(calc, present, moved, goes) {
  const open = shown.get(calc);
  const plan = open?.place.isConnected ? open : new Year(calc, present, moved);
  shown.set(calc, plan);
  void plan.ask(goes);
}

/** @type {WeakMap<HTMLElement, Year>} */
const shown = new WeakMap();

class Year {
  /**
   * @param {HTMLElement} calc
   * @param {() => Present} present
   * @param {(proofs: string | null) => void} moved
   */
  constructor(calc, present, moved) {
    this.present = present;
    this.moved = moved;
    this.turn = 0;
    this.place = element("section", "", "calc-year");
    this.place.dataset.year = "";
    this.title = element(calc.querySelector(".calc-aside > h3") ? "h3" : "h2");
    this.title.tabIndex = -1;
    this.notes = element("ul", "", "plan-notes");
    this.totals = element("dl", "", "facts");
    this.deadlines = element("ol", "", "plan-deadlines");
    this.steps = element("ol", "", "plan-steps");
    this.dates = element("ol", "", "timeline");
    this.said = element("p");
    this.said.setAttribute("role", "status");
    const files = element("p", "", "actions");
    const close = () => {
      moved(null);
      /** @type {HTMLElement | null} */ (calc.querySelector('[data-action="plan"]'))?.focus();
    };
    files.append(button("Plan en tableur (CSV)", () => void this.take("csv")), button("Plan en agenda (ICS)", () => void this.take("ics")), button("Garder ce plan", () => /** @type {HTMLElement | null} */ (calc.querySelector('[data-action="keep"]'))?.click()), button("Fermer le plan", close));
    this.years = element("div");
    this.years.dataset.years = "";
    /** @type {(() => void) | null} */
    this.followed = null;
    this.several = button("Plusieurs années sur une page", () => void this.showYears());
    this.several.setAttribute("aria-expanded", "false");
    files.prepend(this.several);
    this.place.append(this.title, this.notes, this.totals, this.deadlines, files, this.said, this.years, this.steps, this.dates);
    this.steps.addEventListener("change", () => this.tick());
    calc.append(this.place);
    const follow = () => (this.place.isConnected ? void this.ask(false) : calc.removeEventListener("calculator:result", follow));
    calc.addEventListener("calculator:result", follow);
  }

  /** @returns {Parameters<typeof take>[0]} */
  question(format = "plan") {
    const { question, proofs } = this.present();
    const asked = { ...question, format, done: proofs.split(",").filter(Boolean) };
    return asked;
  }

  /** @param {boolean} goes whether the reader is brought to it */
  async ask(goes) {
    const turn = (this.turn += 1);
    const answer = /** @type {{ plan?: Item } | null} */ (await take(this.question()).catch(() => null));
    if (turn !== this.turn) return;
    this.place.hidden = !answer?.plan;
    if (!answer?.plan) return;
    this.print(answer.plan);
    this.printSteps(answer.plan.steps);
    this.followed?.();
    if (goes) {
      this.title.focus({ preventScroll: true });
      this.title.scrollIntoView();
    }
  }

  tick() {
    const ticked = /** @type {NodeListOf<HTMLInputElement>} */ (this.steps.querySelectorAll("input:checked"));
    this.moved(Array.from(ticked, ({ value }) => value).join(","));
  }

  /** @param {Item} plan all of it but its steps */
  print({ title, notes, totals, deadlines, dates }) {
    this.title.textContent = title;
    this.notes.replaceChildren(...notes.map((/** @type {string} */ note) => element("li", note)));
    this.totals.replaceChildren(...totals.map(total));
    this.deadlines.replaceChildren(...deadlines.map(deadline));
    this.dates.replaceChildren(...dates.map(event));
  }

  /**
   * The box that has the focus keeps it, where the step is still there.
   *
   * @param {Item[]} steps
   */
  printSteps(steps) {
    const active = document.activeElement;
    const held = active instanceof HTMLInputElement && this.steps.contains(active) ? active.value : "";
    this.steps.replaceChildren(...steps.map(step));
    if (held) /** @type {HTMLElement | null} */ (this.steps.querySelector(`input[value="${held}"]`))?.focus({ preventScroll: true });
  }

  /** Opens several years under the plan, or closes them. */
  async showYears() {
    const opens = this.several.getAttribute("aria-expanded") === "false";
    this.several.setAttribute("aria-expanded", String(opens));
    this.followed = null;
    this.years.replaceChildren();
    if (!opens) return;
    try {
      const { show } = await import("./years.js");
      this.followed = await show(this.years, () => this.question());
    } catch (error) {
      console.error(error);
      this.said.textContent = "Les autres années n’ont pas pu être chargées. Réessayez.";
    }
  }

  /** @param {string} format */
  async take(format) {
    const file = await take(this.question(`plan.${format}`)).catch(() => null);
    if (file && "text" in file) save(file.text, file.name, file.type);
    this.said.textContent = file && "text" in file ? "Fichier enregistré sur votre appareil." : "Rien n’a été fait. Réessayez.";
  }
}

/** @param {Item} item */
function total({ id, label, text, value }) {
  const row = element("div");
  const figure = element("dd", text);
  figure.dataset.yearTotal = id;
  figure.dataset.value = String(value);
  row.append(element("dt", label), figure);
  return row;
}

/** @param {Item} item */
function deadline({ date, date_text, what, steps }) {
  const item = element("li");
  const fold = element("details", "", "fold");
  const summary = element("summary", `${what} le ${date_text} : `);
  summary.append(element("strong", String(steps.length)), ...late(date));
  const names = element("ul");
  names.append(...steps.map((/** @type {string} */ name) => element("li", name)));
  fold.append(summary, names);
  item.append(fold);
  return item;
}

/** @param {Item} one */
function step({ id, label, state, state_text, told, target, proof, by, by_text, earned_text, possible_text, risk, provable, done }) {
  const item = element("li");
  item.dataset.step = id;
  const badge = element("span", state_text, "badge");
  badge.dataset.status = state === "partial" ? "unknown" : state;
  const head = element("p", "", "plan-head");
  const euros = [provable ? earned_text : "", possible_text && `+ ${possible_text}`].filter(Boolean).join(" · ");
  head.append(badge, element("strong", label), element("span", euros, "plan-euros"));
  item.append(head);
  const said = (/** @type {string} */ name, /** @type {string} */ words) => {
    if (!words) return;
    const line = element("p", "", "plan-line");
    line.append(element("span", name), " ", words);
    item.append(line);
  };
  said("Aujourd’hui :", told);
  said("À viser :", target);
  said("À prouver :", proof);
  said("À savoir :", risk);
  if (by_text) {
    const line = element("p", `${by_text}.`, "plan-line");
    line.append(...late(by));
    item.append(line);
  }
  if (provable) item.append(box(id, done));
  return item;
}

/**
 * @param {string} id
 * @param {boolean} done
 */
function box(id, done) {
  const label = element("label", "", "plan-done");
  const ticked = element("input");
  ticked.type = "checkbox";
  ticked.value = id;
  ticked.checked = done;
  label.append(ticked, " Preuve prête");
  return label;
}

/** @param {Item} item */
function event({ date, date_text, label, text }) {
  const item = element("li");
  const day = element("time", date_text);
  day.dateTime = date;
  item.append(day, ` ${label}`);
  if (text) item.append(" ", element("strong", text));
  return item;
}

/** @param {string} day */
const late = (day) => (day && day < new Date().toISOString().slice(0, 10) ? [element("span", " Date passée.", "plan-late")] : []);
