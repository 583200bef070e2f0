// A list of people is a table to fill; the text under it says the same, and takes what is pasted.

import { button, element } from "../dom.js";

/** @param {HTMLFormElement} form */
export function mountRecords(form) {
  for (const area of /** @type {NodeListOf<HTMLTextAreaElement>} */ (form.querySelectorAll("textarea[data-columns]"))) new Table(area);
}

class Table {
  /** @param {HTMLTextAreaElement} area */
  constructor(area) {
    this.area = area;
    this.columns = (area.dataset.columns ?? "").split(";");
    this.writing = false;
    /** @type {WeakMap<HTMLTableRowElement, string[]>} the cells that have no column */
    this.beyond = new WeakMap();
    this.table = element("table", "", "records");
    const caption = element("caption", area.labels?.[0]?.textContent ?? "", "visually-hidden");
    const head = this.table.createTHead().insertRow();
    for (const name of [...this.columns, ""]) {
      const cell = element("th", name);
      cell.scope = "col";
      if (!name) cell.append(element("span", "Retirer", "visually-hidden"));
      head.append(cell);
    }
    this.table.prepend(caption);
    this.body = this.table.createTBody();
    this.more = button("Ajouter une ligne", () => this.add([]).querySelector("input")?.focus());
    this.said = element("p", "", "records-said");
    this.said.setAttribute("role", "status");
    area.before(this.table, this.more, this.said, note(area));
    // What is typed in the text, pasted, opened by a link or erased shows in the table.
    area.addEventListener("input", () => this.read());
    area.form?.addEventListener("reset", () => setTimeout(() => this.read()));
    area.addEventListener("calculator:filled", () => this.read());
    this.table.addEventListener("paste", (event) => this.paste(event));
    this.table.addEventListener("focusout", () => setTimeout(() => this.close()));
    this.read();
  }

  read() {
    if (this.writing) return;
    this.said.textContent = "";
    this.fill(this.cells(this.area.value));
  }

  /**
   * @param {string} text one line each, without those that Python skips: its ranks are those of the table
   * @returns {string[][]}
   */
  cells(text) {
    const rows = text.split(/\r?\n/).map((line) => line.split(/[;\t]/).map((cell) => cell.trim()));
    return rows.filter((row) => row.some(Boolean) && !this.names(trimmed(row)));
  }

  /** @param {string[]} row that may be the headings, pasted with the lines */
  names(row) {
    return row.length > 1 && row.every((cell, rank) => cell.toLowerCase() === this.columns[rank]?.toLowerCase());
  }

  /**
   * @param {HTMLTableRowElement} row
   * @returns {string[]} what it holds, and what was pasted beyond its columns, which Python refuses
   */
  held(row) {
    const values = [...row.querySelectorAll("input")].map(({ value }) => value.trim());
    return trimmed([...values, ...(this.beyond.get(row) ?? [])]);
  }

  write() {
    const rows = [...this.body.rows].map((row) => this.held(row)).filter(({ length }) => length);
    this.area.value = rows.map((row) => row.join(" ; ")).join("\n");
    this.writing = true;
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
    this.writing = false;
  }

  /**
   * @param {string[]} values
   * @returns {HTMLTableRowElement}
   */
  add(values) {
    const row = this.body.insertRow();
    this.beyond.set(row, values.slice(this.columns.length));
    this.columns.forEach((name, column) => {
      const cell = document.createElement("input");
      cell.type = "text";
      cell.autocomplete = "off";
      cell.inputMode = column ? "decimal" : "text";
      cell.value = values[column] ?? "";
      cell.addEventListener("input", (event) => {
        event.stopPropagation();
        this.write();
      });
      const place = row.insertCell();
      place.dataset.label = name;
      place.append(cell);
    });
    const remove = button("×", () => {
      row.remove();
      this.number();
      this.write();
      this.more.focus();
    });
    row.insertCell().append(remove);
    this.number();
    return row;
  }

  /** Names each cell by its line, as the messages do. */
  number() {
    [...this.body.rows].forEach((row, rank) => {
      row.querySelectorAll("input").forEach((cell, column) => cell.setAttribute("aria-label", `${this.columns[column]}, ligne ${rank + 1}`));
      row.querySelector("button")?.setAttribute("aria-label", `Retirer la ligne ${rank + 1}`);
    });
  }

  /** Takes away what is left empty between two lines: it has no rank in the text. */
  close() {
    const rows = [...this.body.rows];
    const last = rows.findLastIndex((row) => this.held(row).length);
    for (const row of rows.slice(0, Math.max(last, 0))) if (!this.held(row).length && !row.contains(document.activeElement)) row.remove();
    this.number();
  }

  /** @param {ClipboardEvent} event of one or several lines of a spreadsheet: in the first cell, the whole list */
  paste(event) {
    const pasted = (event.clipboardData?.getData("text") ?? "").replace(/[\r\n]+$/, "");
    const cell = event.target;
    if (!(cell instanceof HTMLInputElement) || !/[\t\n]/.test(pasted)) return;
    event.preventDefault();
    const lines = this.cells(pasted);
    if (!lines.length) return;
    const before = this.area.value;
    const rows = [...this.body.rows].map((row) => this.held(row));
    const from = [...this.body.rows].findIndex((row) => row.contains(cell));
    const first = [...(this.body.rows[from]?.querySelectorAll("input") ?? [])].indexOf(cell);
    const whole = from === 0 && first === 0;
    const covered = rows.slice(from, whole ? undefined : from + lines.length).filter(({ length }) => length).length;
    lines.forEach((line, rank) => {
      const row = (rows[from + rank] ??= []);
      while (row.length < first) row.push("");
      if (whole) row.length = 0;
      row.splice(first, line.length, ...line);
    });
    if (whole) rows.length = lines.length;
    this.show(rows);
    this.body.rows[from]?.querySelectorAll("input")[first]?.focus();
    this.said.textContent = `${counted(lines.length)}, à partir de la ligne ${from + 1}${covered ? `\u202f; ${covered} ${covered > 1 ? "étaient là, remplacées" : "était là, remplacée"}` : ""}. `;
    const undo = button("Annuler le collage", () => {
      this.show(this.cells(before));
      this.more.focus();
    });
    this.said.append(undo);
  }

  /** @param {string[][]} rows */
  fill(rows) {
    this.body.replaceChildren();
    for (const row of rows.length ? rows : [[], []]) this.add(row);
  }

  /** @param {string[][]} rows that take the place of the list */
  show(rows) {
    this.said.textContent = "";
    this.fill(rows);
    this.close();
    this.write();
  }
}

/** @param {string[]} row */
function trimmed(row) {
  return row.slice(0, row.findLastIndex(Boolean) + 1);
}

/** @param {number} lines */
const counted = (lines) => (lines > 1 ? `${lines} lignes collées` : "1 ligne collée");

/** @param {HTMLTextAreaElement} area */
function note(area) {
  area.setAttribute("aria-label", "Les mêmes lignes, en texte");
  return element("p", "Ou collez ici les lignes d’un tableur, un associé par ligne.", "field-hint");
}
