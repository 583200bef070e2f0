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
    area.before(this.table, this.more, note(area));
    // What is typed in the text, pasted, opened by a link or erased shows in the table.
    area.addEventListener("input", () => this.read());
    area.form?.addEventListener("reset", () => setTimeout(() => this.read()));
    area.addEventListener("calculator:filled", () => this.read());
    this.table.addEventListener("paste", (event) => this.paste(event));
    this.read();
  }

  read() {
    if (this.writing) return;
    const lines = this.area.value.split("\n").filter((line) => line.trim());
    const rows = lines.map((line) => line.split(/[;\t]/).map((cell) => cell.trim()));
    this.body.replaceChildren();
    for (const row of rows.length ? rows : [[], []]) this.add(row);
  }

  write() {
    const rows = [...this.body.rows].map((row) => [...row.querySelectorAll("input")].map(({ value }) => value.trim()));
    const lines = rows.filter((row) => row.some(Boolean)).map((row) => {
      while (row.length && !row.at(-1)) row.pop();
      return row.join(" ; ");
    });
    this.area.value = lines.join("\n");
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
    const rank = this.body.rows.length;
    this.columns.forEach((name, column) => {
      const cell = document.createElement("input");
      cell.type = "text";
      cell.autocomplete = "off";
      cell.inputMode = column ? "decimal" : "text";
      cell.value = values[column] ?? "";
      cell.setAttribute("aria-label", `${name}, ligne ${rank}`);
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
      this.write();
      this.more.focus();
    });
    remove.setAttribute("aria-label", `Retirer la ligne ${rank}`);
    row.insertCell().append(remove);
    return row;
  }

  /** @param {ClipboardEvent} event of one or several lines of a spreadsheet */
  paste(event) {
    const pasted = event.clipboardData?.getData("text") ?? "";
    if (!/[\t\n]/.test(pasted.trim())) return;
    event.preventDefault();
    const lines = pasted.trim().split(/\r?\n/).map((line) => line.split(/[;\t]/).map((cell) => cell.trim()).join(" ; "));
    this.area.value = [this.area.value.trim(), ...lines].filter(Boolean).join("\n");
    this.read();
    this.write();
  }
}

/** @param {HTMLTextAreaElement} area */
function note(area) {
  area.setAttribute("aria-label", "Les mêmes lignes, en texte");
  return element("p", "Ou collez ici les lignes d’un tableur, un associé par ligne.", "field-hint");
}
