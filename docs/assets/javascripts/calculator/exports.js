// What a reader takes away: a table for a spreadsheet, the data, the dates for a calendar.

/** @typedef {Record<string, any>} Result */

/** @type {Record<string, {type: string, extension: string, write: (result: Result) => string}>} */
export const EXPORTS = {
  csv: { type: "text/csv", extension: "csv", write: csv },
  json: { type: "application/json", extension: "json", write: (result) => JSON.stringify(result, null, 2) },
  ics: { type: "text/calendar", extension: "ics", write: ics },
};

/**
 * @param {string} format a key of `EXPORTS`
 * @param {Result} result
 */
export function download(format, result) {
  const kind = EXPORTS[format];
  if (kind) save(kind.write(result), `${result.calculator}.${kind.extension}`, kind.type);
}

/**
 * @param {string} text
 * @param {string} name
 * @param {string} type
 */
export function save(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * French spreadsheets want semicolons, decimal commas, and the mark that says UTF-8.
 *
 * @param {Result} result
 */
function csv(result) {
  const source = (/** @type {Result} */ line) => result.sources[line.reference];
  const rows = [
    ["identifiant", "groupe", "libellé", "calcul", "valeur", "unité", "confiance", "source", "page", "adresse"],
    ...[...result.lines, ...result.summary].map((line) => [
      line.id,
      line.group ?? "Synthèse",
      line.label,
      line.formula ?? "",
      typeof line.value === "number" ? String(line.value).replace(".", ",") : line.text,
      line.unit,
      line.confidence ?? "",
      source(line)?.title ?? "",
      line.page ?? "",
      source(line)?.url ?? "",
    ]),
    ["", "", "Texte", result.scale.title, "", "", "", "", `vérifié le ${result.scale.checked_on}`, ""],
    ["", "", "Calcul indicatif", "", "", "", "", "", "", ""],
  ];
  return `\ufeff${rows.map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`;
}

/** @param {string} text */
function cell(text) {
  // A spreadsheet would run a cell that starts as a formula does, a number apart.
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(,\d+)?$/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {Result} result */
function ics(result) {
  const events = result.timeline.flatMap((/** @type {Result} */ event, /** @type {number} */ rank) => {
    const day = event.date.replaceAll("-", "");
    const amount = event.text ? ` : ${event.text}` : "";
    return [
      "BEGIN:VEVENT",
      `UID:${result.calculator}-${day}-${rank}@exercice-coordonne`,
      `DTSTAMP:${result.scale.checked_on.replaceAll("-", "")}T000000Z`,
      `DTSTART;VALUE=DATE:${day}`,
      ...folded(`SUMMARY:${escaped(event.label + amount)}`),
      ...folded(`DESCRIPTION:${escaped(`Date indicative. ${result.sources[event.reference].title}, ${event.page}`)}`),
      "END:VEVENT",
    ];
  });
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exercice coordonné//FR", ...events, "END:VCALENDAR", ""].join("\r\n");
}

/** @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");

/**
 * Lines of a calendar hold 75 bytes at most; twenty-four characters of three bytes do.
 *
 * @param {string} line
 */
const folded = (line) => (line.match(/.{1,24}/gu) ?? []).map((part, rank) => (rank ? ` ${part}` : part));
