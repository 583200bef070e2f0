// « Excel (XLSX) »: the sheets that Python gives, written by a library that comes when it is asked.

import { take } from "../engine/engine.js";

const LIBRARY = new URL("../lib/write-excel-file.js", import.meta.url).href;
const WIDTHS = [14, 24, 44, 44, 14, 10, 14, 44, 20, 44];

/** @typedef {string | number | null} Value */

/**
 * @param {HTMLElement} calc
 * @param {() => import("./handed.js").Handed | null} present
 */
export async function open(calc, present) {
  const now = present();
  if (!now) return;
  const said = /** @type {HTMLElement} */ (calc.querySelector(".calc-done"));
  const answer = /** @type {{ sheets?: Array<{ name: string, rows: Value[][] }> } | null} */ (await take({ ...now.question, format: "sheets" }));
  await import(LIBRARY);
  const write = /** @type {any} */ (globalThis).writeXlsxFile;
  const sheets = (answer?.sheets ?? []).map(({ name, rows }) => ({
    sheet: name,
    data: rows.map((row, rank) => row.map((value, column) => cell(value, rank === 0, rows[0]?.[column] === "date"))),
    columns: WIDTHS.map((width) => ({ width })),
    stickyRowsCount: 1,
  }));
  await write(sheets).toFile(`${now.question.calculator}.xlsx`);
  said.textContent = "Fichier enregistré sur votre appareil.";
}

/**
 * @param {Value} value
 * @param {boolean} first whether it is a title
 * @param {boolean} dated whether its column holds days: elsewhere, a name may look like one
 */
function cell(value, first, dated) {
  if (value === null || value === "") return null;
  if (first) return { value, type: String, fontWeight: "bold", wrap: true };
  if (typeof value === "number") return { value, type: Number, format: Number.isInteger(value) ? "#,##0" : "#,##0.00" };
  if (dated) return { value: new Date(`${value}T00:00:00Z`), type: Date, format: "dd/mm/yyyy" };
  return { value, type: String, wrap: true };
}
