// Several years on one page: those of the contract, or those kept under the name of a structure.

import { all, any, asked, chosen } from "../dossier/store.js";
import { button, element } from "../dom.js";
import { take } from "../engine/engine.js";
import { save } from "./exports.js";
import { dress } from "./handed.js";

/** @typedef {Record<string, any>} Item */
/** @typedef {Parameters<typeof take>[0]} Question */
/** @typedef {import("../dossier/store.js").Kept} Kept */
/** @typedef {{ words: string, kept: Kept[] | null }} Choice nothing kept: the years of the contract */

/** Beyond, a page is too narrow: the last years stay. */
const MOST = 6;
/** The year that ends a name, as in « MSP du Lac, 2026 ». */
const YEAR = /[\s,(–-]*\b20\d\d\b\)?\s*$/;
const CONTRACT = "Les années du contrat, avec les réponses d’ici";
const TOO_FEW = "Gardez deux années dans mon dossier sous le nom de la même structure, par exemple « Le Lac, 2026 » et « Le Lac, 2027 ». Elles seront ici côte à côte.";

/**
 * @param {HTMLElement} place where it is shown
 * @param {() => Question} present what the form holds, asked as `format` says
 * @returns {Promise<() => void>} what follows the answers that change
 */
export async function show(place, present) {
  const years = new Years(place, present);
  await Promise.all([dress(place, "years.css"), years.open()]);
  return () => void years.ask();
}

class Years {
  /**
   * @param {HTMLElement} place
   * @param {() => Question} present
   */
  constructor(place, present) {
    this.present = present;
    this.slug = present().calculator;
    this.turn = 0;
    /** @type {Choice[]} */
    this.choices = [];
    this.choice = element("select");
    this.choice.id = `${this.slug}-annees`;
    this.choice.addEventListener("change", () => void this.ask());
    const label = element("label", "Quelles années ?");
    label.htmlFor = this.choice.id;
    this.choosing = element("p", "", "field");
    this.choosing.append(label, this.choice);
    this.table = element("div", "", "table-scroll");
    this.table.tabIndex = 0;
    this.table.setAttribute("role", "group");
    this.table.setAttribute("aria-label", "Plusieurs années, tableau à faire défiler");
    this.notes = element("ul", "", "plan-notes");
    this.dates = element("ol", "", "timeline");
    this.calendar = element("details", "", "fold");
    this.calendar.append(element("summary", "Toutes les dates de ces années"), this.dates);
    this.said = element("p");
    this.said.setAttribute("role", "status");
    this.files = element("p", "", "actions");
    this.files.append(button("Années en tableur (CSV)", () => void this.take("csv")), button("Années en agenda (ICS)", () => void this.take("ics")));
    place.replaceChildren(this.choosing, this.said, this.notes, this.table, this.files, this.calendar);
  }

  async open() {
    this.choices = await choices(this.slug);
    this.choice.replaceChildren(...this.choices.map(({ words }, rank) => new Option(words, String(rank))));
    const mine = structure(chosen() ?? "");
    const rank = this.choices.findIndex(({ kept }) => kept && mine && structure(kept[0]?.name ?? "") === mine);
    this.choice.value = String(Math.max(rank, 0));
    this.choosing.hidden = this.choices.length < 2;
    await this.ask();
  }

  /** @returns {Question} */
  question(format = "years") {
    const kept = this.choices[Number(this.choice.value)]?.kept;
    const question = this.present();
    if (!kept) return { ...question, format };
    const years = kept.slice(-MOST).map((one) => ({ label: label(one), ...asked(one.link) }));
    const communes = years.map(({ typed }) => typed.communes ?? "").join();
    const several = { calculator: this.slug, typed: { communes }, on: "", format, years };
    return several;
  }

  async ask() {
    const turn = (this.turn += 1);
    const answer = /** @type {{ years?: Item | null } | null} */ (await take(this.question()).catch(() => null));
    if (turn !== this.turn) return;
    const years = answer?.years;
    for (const part of [this.table, this.files, this.calendar, this.notes]) part.hidden = !years;
    this.said.textContent = years ? "" : answer ? TOO_FEW : "Ces années n’ont pas pu être calculées. Réessayez.";
    if (years) this.print(years);
  }

  /** @param {Item} several */
  print({ years, totals, rows, notes, dates }) {
    this.notes.replaceChildren(...notes.map((/** @type {string} */ note) => element("li", note)));
    const head = row("td", "", years, ({ label, note }) => [label, note], "th");
    const sums = totals.map((/** @type {Item} */ { id, label, cells }) => {
      const made = row("th", label, cells, ({ text }) => [text]);
      made.dataset.yearsTotal = id;
      return made;
    });
    const steps = rows.map((/** @type {Item} */ { id, label, cells }) => {
      const made = row("th", label, cells, told);
      made.dataset.yearsStep = id;
      return made;
    });
    const made = element("table", "", "years");
    const thead = element("thead");
    const body = element("tbody");
    thead.append(head);
    body.append(...sums, ...steps);
    made.append(element("caption", "Ce qui est acquis et ce qui reste possible, année par année"), thead, body);
    this.table.replaceChildren(made);
    this.dates.replaceChildren(...dates.map(day));
  }

  /** @param {string} format */
  async take(format) {
    const file = await take(this.question(`years.${format}`)).catch(() => null);
    const there = file && "text" in file;
    if (there) save(file.text, file.name, file.type);
    this.said.textContent = there ? "Fichier enregistré sur votre appareil." : "Rien n’a été fait. Réessayez.";
  }
}

/**
 * @param {string} slug
 * @returns {Promise<Choice[]>} the contract, then the structures of which several years are kept
 */
async function choices(slug) {
  /** @type {Map<string, Map<string, Kept>>} */
  const structures = new Map();
  const kept = (await any().catch(() => false)) ? await all().catch(() => []) : [];
  for (const one of kept.filter(({ calculator }) => calculator === slug)) {
    const name = structure(one.name);
    const years = structures.get(name) ?? new Map();
    // The last one first: an older one of the same name and year is behind.
    if (!years.has(label(one))) years.set(label(one), one);
    structures.set(name, years);
  }
  const several = [...structures].filter(([, years]) => years.size > 1);
  const found = several.map(([name, years]) => {
    const sorted = [...years].sort(([a], [b]) => a.localeCompare(b, "fr")).map(([, one]) => one);
    return { words: `${name}, ${years.size} années gardées${years.size > MOST ? ` (les ${MOST} dernières)` : ""}`, kept: sorted };
  });
  return [{ words: CONTRACT, kept: null }, ...found];
}

/** @param {string} name */
const structure = (name) => name.replace(YEAR, "") || name;

/** @param {Kept} one */
function label({ name, link }) {
  const year = new URLSearchParams(link).get("exercice") ?? "";
  return !year || name.includes(year) ? name : `${name}, ${year}`;
}

/**
 * @param {"td" | "th"} kind of the first cell
 * @param {string} name
 * @param {Array<Item | null>} cells
 * @param {(cell: Item) => string[]} words of a cell, the first ones apart
 * @param {"td" | "th"} others
 */
function row(kind, name, cells, words, others = "td") {
  const made = element("tr");
  const first = element(kind, name);
  if (kind === "th") first.scope = "row";
  made.append(first);
  for (const cell of cells) {
    const [main = "–", ...more] = cell ? words(cell) : [];
    const place = element(others, main);
    if (others === "th") place.scope = "col";
    place.append(...more.filter(Boolean).map((one) => element("small", one)));
    made.append(place);
  }
  return made;
}

/** @param {Item} step */
const told = ({ state_text, earned, earned_text, possible_text, done }) => [
  state_text,
  earned ? earned_text : "",
  possible_text && `+\u00a0${possible_text}`,
  done ? "preuve prête" : "",
];

/** @param {Item} item */
function day({ date, date_text, label, text, steps }) {
  const item = element("li");
  const time = element("time", date_text);
  time.dateTime = date;
  item.append(time, ` ${label}`);
  if (text) item.append(" ", element("strong", text));
  if (steps.length) item.append(`\u202f: ${steps.length}`);
  return item;
}
