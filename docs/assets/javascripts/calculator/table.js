// A file of many cases: computed by slices in this browser, shown, corrected, summed up, saved.

import { button, element } from "../dom.js";
import { batch, EngineError } from "../engine/engine.js";
import { save } from "./exports.js";
import { figure } from "./pictures.js";

/**
 * @typedef {{ name: string, key: string }} Column
 * @typedef {{ line: number, cells: string[], values: string[], wrong: string }} Row
 * @typedef {{ key: string, label: string }} Field
 *
 * @typedef {object} Answer
 * @property {{ message: string }[]} [errors]
 * @property {boolean} [lost] the engine no longer holds the file
 * @property {number} [done] rows
 * @property {number} [of] rows, about
 * @property {string} [csv]
 * @property {string} [report]
 * @property {string[]} [absent] what an amount cannot do without, and no column holds
 * @property {Row[]} [rows]
 * @property {Field[]} [results] the key and the name of each
 * @property {Column[]} [columns]
 * @property {Field[]} [fields]
 *
 * @typedef {Required<Pick<Answer, "csv" | "report" | "absent" | "rows" | "results" | "columns" | "fields">>} Whole
 */

/** Strings are made of so many characters at a time. */
const PIECE = 8192;
/** Rows are shown, and corrected, so many at a time. */
const SHOWN = 20;
/** The spread has so many bars. */
const BARS = 6;
const LOST = "le calcul a été interrompu. Choisissez de nouveau le fichier.";
const NUMBER = /^-?\d+([.,]\d+)?$/;
const { format } = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 2 });

let made = 0;

/**
 * @param {HTMLElement} place
 * @param {File} file
 */
export async function look(place, file) {
  const megabytes = Number(place.dataset.megabytes);
  let csv = "";
  let problem = "";
  if (file.size > megabytes * 1e6)
    problem = `le fichier est trop long, ${megabytes}\u00a0Mo au plus. Partagez-le en plusieurs fichiers, chacun avec la ligne des titres.`;
  else
    try {
      csv = await characters(file);
    } catch {
      problem = "le fichier n’a pas pu être lu. Vérifiez qu’il est bien sur votre appareil, puis réessayez.";
    }
  const table = new Table(place, file.name, csv);
  if (problem) table.tell(problem);
  else await table.open();
}

class Table {
  /**
   * @param {HTMLElement} place
   * @param {string} name
   * @param {string} csv its bytes, a character each: Python alone tells what they mean
   */
  constructor(place, name, csv) {
    this.name = name;
    this.csv = csv;
    this.calculator = place.dataset.batch ?? "";
    this.status = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
    this.status.tabIndex = -1;
    place.querySelector("[data-table]")?.remove();
    this.shown = element("div");
    this.shown.dataset.table = "";
    place.append(this.shown);
    this.stopped = false;
    this.of = 0;
    /** @type {Record<number, Record<number, string>>} what the reader wrote in a row, by position */
    this.corrected = {};
  }

  /** @param {string} words */
  tell(words) {
    this.status.textContent = `${this.name}\u202f: ${words}`;
  }

  /** @param {HTMLElement[]} parts that come, with the focus where one of those that go had it */
  put(...parts) {
    const had = this.shown.contains(document.activeElement);
    this.shown.replaceChildren(...parts);
    const next = this.shown.querySelector("fieldset input, progress ~ button, details[open] select, [data-action=download]");
    if (had) (next instanceof HTMLElement ? next : this.status).focus();
  }

  /**
   * @param {object} step
   * @param {string} [csv]
   * @returns {Promise<Answer | undefined>} nothing, and the reason told, when there is no answer
   */
  async ask(step, csv = "") {
    try {
      /** @type {Answer | null} */
      const answer = await batch({ ...step, calculator: this.calculator, csv });
      if (answer && !answer.lost) return answer;
      this.tell(LOST);
    } catch (error) {
      this.tell(error instanceof EngineError ? error.message : String(error));
    }
  }

  /** @param {Record<number, string>} [matched] the columns that hold an input, by their position */
  async open(matched) {
    const answer = await this.ask({ table: "open", matched }, this.csv);
    if (!answer) return;
    if (!answer.errors) {
      this.of = answer.of ?? 0;
      return this.compute();
    }
    this.tell(answer.errors.map(({ message }) => message).join(" "));
    const { columns, fields } = answer;
    this.put(...(columns?.length && fields ? [this.columns({ columns, fields }, true)] : []));
  }

  async compute() {
    const bar = element("progress");
    bar.max = Math.max(this.of, 1);
    bar.value = 0;
    bar.setAttribute("aria-label", "Lignes calculées");
    const stop = button("Arrêter", () => (this.stopped = true));
    stop.dataset.action = "stop";
    const words = element("span");
    const line = element("p", "", "actions");
    line.append(bar, words, stop);
    this.put(line);
    this.stopped = false;
    while (this.shown.isConnected) {
      const answer = await this.ask({ table: "next" });
      if (!answer) return this.put();
      if (answer.csv !== undefined) {
        const whole = Object.keys(this.corrected).length ? await this.correct() : answer;
        return whole && this.finish(/** @type {Whole} */ (whole), true);
      }
      bar.value = answer.done ?? 0;
      words.textContent = ` ${format(bar.value)} sur ${format(Math.max(this.of, bar.value))} `;
      if (this.stopped) {
        this.tell(`calcul arrêté après ${format(bar.value)} lignes. Rien n’est enregistré.`);
        const again = button("Reprendre", () => {
          this.tell("calcul en cours.");
          void this.compute();
        });
        this.put(again);
        return again.focus();
      }
    }
  }

  /**
   * @param {Whole} whole
   * @param {boolean} saved whether the file is saved at once
   */
  finish(whole, saved) {
    const keep = () => save(whole.csv, `${this.calculator}-resultats.csv`, "text/csv");
    if (saved) keep();
    const words = [whole.report];
    if (whole.rows.some(({ wrong }) => wrong)) words.push("Vous pouvez aussi corriger ces lignes ci-dessous.");
    if (saved) words.push("Le fichier des résultats est enregistré sur votre appareil.");
    this.tell(words.join(" "));
    const download = button("Télécharger les résultats", keep);
    download.dataset.action = "download";
    this.put(...this.wrong(whole), ...summary(whole), this.columns(whole, whole.absent.length > 0), download);
  }

  /**
   * @param {Pick<Whole, "columns" | "fields">} known
   * @param {boolean} [open]
   * @returns {HTMLElement} which column holds what, to choose
   */
  columns({ columns, fields }, open = false) {
    const fold = element("details", "", "fold");
    fold.open = open;
    fold.append(element("summary", "Colonnes du fichier"));
    const selects = columns.map(({ name, key }, rank) => {
      const select = element("select");
      select.append(new Option("À vous\u202f: rendue telle quelle", ""));
      for (const field of fields) select.append(new Option(field.label, field.key, false, field.key === key));
      fold.append(labelled(name.trim() || `Colonne ${rank + 1}, sans titre`, select));
      return select;
    });
    const again = button("Calculer avec ces colonnes", async () => {
      const matched = Object.fromEntries(selects.flatMap(({ value }, rank) => (value ? [[rank, value]] : [])));
      this.tell("calcul en cours.");
      await this.open(matched);
    });
    again.dataset.action = "match";
    fold.append(again);
    return fold;
  }

  /**
   * @param {Whole} whole
   * @returns {HTMLElement[]} the rows that could not be computed, to correct
   */
  wrong({ rows, columns }) {
    const failed = rows.flatMap((row, rank) => (row.wrong ? [{ row, rank }] : []));
    if (!failed.length) return [];
    const list = element("fieldset");
    list.append(element("legend", `Lignes à corriger (${format(failed.length)})`));
    /** @type {Map<number, Map<number, HTMLInputElement>>} */
    const inputs = new Map();
    for (const { row, rank } of failed.slice(0, SHOWN)) {
      const group = element("fieldset");
      const own = columns.findIndex(({ key }) => !key);
      group.append(element("legend", `Ligne ${row.line}${own >= 0 && row.cells[own] ? `, ${row.cells[own]}` : ""}`));
      const told = element("p", row.wrong, "field-error");
      told.id = `table-${(made += 1)}`;
      group.append(told);
      const cells = new Map();
      // What cannot be read has no cells.
      for (const [position, { name, key }] of row.cells.length ? columns.entries() : []) {
        if (!key) continue;
        const input = element("input");
        input.value = row.cells[position] ?? "";
        input.setAttribute("aria-describedby", told.id);
        group.append(labelled(name, input));
        cells.set(position, input);
      }
      inputs.set(rank, cells);
      list.append(group);
    }
    if (failed.length > SHOWN) list.append(element("p", `Les ${SHOWN} premières sont montrées\u202f; les suivantes viendront ensuite.`));
    const again = button("Recalculer ces lignes", () => this.recompute(inputs));
    again.dataset.action = "correct";
    list.append(again);
    return [list];
  }

  /** @returns what Python answers once the corrections are made */
  correct() {
    // The worker looks in the table for the communes that it must know.
    const typed = Object.values(this.corrected).flatMap((row) => Object.values(row));
    return this.ask({ table: "correct", cells: this.corrected }, typed.join("\n"));
  }

  /** @param {Map<number, Map<number, HTMLInputElement>>} inputs */
  async recompute(inputs) {
    for (const [rank, row] of inputs)
      this.corrected[rank] = Object.fromEntries([...row].map(([position, { value }]) => [position, value]));
    const whole = await this.correct();
    if (!whole) return;
    this.finish(/** @type {Whole} */ (whole), false);
  }
}

/**
 * @param {Whole} whole
 * @returns {HTMLElement[]} totals, spread and rows of one result, chosen and sorted by the reader
 */
function summary({ rows, results, columns }) {
  const numeric = results.filter((_, rank) => {
    const values = rows.map((row) => row.values[rank] ?? "").filter(Boolean);
    return values.length && values.every((value) => NUMBER.test(value));
  });
  if (!numeric.length) return [];
  const select = element("select");
  for (const { key, label } of numeric) select.append(new Option(label, key, false, key === "total_euros"));
  const order = element("select");
  for (const [value, words] of [["", "Celui du fichier"], ["-1", "Du plus haut au plus bas"], ["1", "Du plus bas au plus haut"]])
    order.append(new Option(words, value));
  const shown = element("div");
  const draw = () => {
    const at = results.findIndex(({ key }) => key === select.value);
    const known = rows.flatMap((row) => (row.values[at] ? [{ row, value: Number(row.values[at].replace(",", ".")) }] : []));
    const sorted = known.map(({ value }) => value).sort((a, b) => a - b);
    const way = Number(order.value);
    if (way) known.sort((a, b) => way * (a.value - b.value));
    shown.replaceChildren(totals(sorted), spread(sorted), list(known, columns.findIndex(({ key }) => !key)));
  };
  for (const choice of [select, order]) choice.addEventListener("change", draw);
  draw();
  return [labelled("Résultat à regarder", select), labelled("Ordre des lignes", order), shown];
}

/** @param {number[]} sorted */
function totals(sorted) {
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? at(sorted, middle) : (at(sorted, middle - 1) + at(sorted, middle)) / 2;
  const sum = sorted.reduce((total, value) => total + value, 0);
  return grid("En tout", [
    ["Total", sum],
    ["Moyenne", sum / sorted.length],
    ["Médiane", median],
    ["Le plus bas", at(sorted, 0)],
    ["Le plus haut", at(sorted, sorted.length - 1)],
  ].map(([label, value]) => [String(label), format(Number(value))]));
}

/** @param {number[]} sorted */
function spread(sorted) {
  const [low, high] = [at(sorted, 0), at(sorted, sorted.length - 1)];
  const count = low === high ? 1 : BARS;
  const wide = (high - low) / count;
  const counts = Array.from({ length: count }, () => 0);
  for (const value of sorted) {
    const rank = wide ? Math.min(count - 1, Math.floor((value - low) / wide)) : 0;
    counts[rank] = at(counts, rank) + 1;
  }
  const bars = counts.map((value, rank) => ({
    label: wide ? `De ${format(low + rank * wide)} à ${format(low + (rank + 1) * wide)}` : format(low),
    value,
    possible: null,
    here: false,
    text: `${format(value)} ligne${value > 1 ? "s" : ""}`,
  }));
  return figure({ title: "Répartition des lignes", note: "", most: Math.max(...counts), bars });
}

/**
 * @param {{ row: Row, value: number }[]} known
 * @param {number} own the first column of the reader
 */
function list(known, own) {
  const place = element("div");
  let count = 0;
  const more = () => {
    count += SHOWN;
    const lines = known.slice(0, count).map(({ row, value }) => [`Ligne ${row.line}${own < 0 ? "" : `, ${row.cells[own] ?? ""}`}`, format(value)]);
    place.replaceChildren(grid("Lignes", lines));
    if (count < known.length) place.append(button(`Montrer ${SHOWN} lignes de plus`, more));
  };
  more();
  return place;
}

/**
 * @param {string} title
 * @param {string[][]} lines a head and a figure
 */
function grid(title, lines) {
  const table = element("table");
  const body = element("tbody");
  table.append(element("caption", title), body);
  for (const [label, value] of lines) {
    const head = element("th", label);
    head.scope = "row";
    const line = element("tr");
    line.append(head, element("td", value));
    body.append(line);
  }
  return table;
}

/**
 * @param {string} words
 * @param {HTMLInputElement | HTMLSelectElement} control
 */
function labelled(words, control) {
  const label = element("label", words);
  control.id = label.htmlFor = `table-${(made += 1)}`;
  const field = element("p", "", "field");
  field.append(label, control);
  return field;
}

/**
 * @param {number[]} numbers
 * @param {number} rank
 */
const at = (numbers, rank) => /** @type {number} */ (numbers[rank]);

/**
 * @param {File} file
 * @returns {Promise<string>}
 */
async function characters(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces = [];
  for (let start = 0; start < bytes.length; start += PIECE) pieces.push(String.fromCharCode(...bytes.subarray(start, start + PIECE)));
  return pieces.join("");
}
