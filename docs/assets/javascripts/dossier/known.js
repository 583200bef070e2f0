// What kept results say of the lines of a checklist, as `checklists.toml` writes it.

import { take } from "../engine/engine.js";
import { asked } from "./store.js";

/** @typedef {import("./store.js").Kept} Kept */
/** @typedef {{ known?: string, due?: string }} Asked */
/** @typedef {{ done: boolean, words: string }} Line */
/** @typedef {{ kept: Kept, said: URLSearchParams, result: Record<string, any> | null }} Fact */

/** The calculators whose results are dated. */
const DATED = ["calendrier", "aci-msp", "aci-cpts"];

/**
 * @param {Asked[]} lines what is asked of each
 * @param {Kept[]} kept the last one first
 * @returns {Promise<Line[]>}
 */
export async function about(lines, kept) {
  const rules = lines.flatMap(({ known = "" }) => known.split("; ").filter(Boolean));
  const named = new Set(rules.map((rule) => rule.split(" ")[0] ?? ""));
  if (lines.some(({ due }) => due)) for (const slug of DATED) named.add(slug);
  /** @type {Fact[]} */
  const facts = [];
  // Of two results of a calculator, the last one is believed.
  for (const slug of named) {
    const one = kept.find(({ calculator }) => calculator === slug);
    if (one) facts.push(await fact(one));
  }
  return lines.map((line) => told(line, facts));
}

/**
 * @param {Kept} kept
 * @returns {Promise<Fact>} without a result when its answers are refused today
 */
async function fact(kept) {
  const { typed, on } = asked(kept.link);
  const file = await take({ calculator: kept.calculator, typed, on, format: "json" });
  return { kept, said: new URLSearchParams(kept.link), result: file && "text" in file ? JSON.parse(file.text) : null };
}

/**
 * @param {Asked} line
 * @param {Fact[]} facts
 * @returns {Line}
 */
function told({ known = "", due = "" }, facts) {
  const ways = known.split("; ").filter(Boolean);
  const found = facts.find((one) => ways.some((way) => holds(way, one)));
  if (found) return { done: true, words: `D’après votre dossier\u202f: ${found.kept.title}.` };
  return { done: false, words: due && dated(due, facts) };
}

/**
 * @param {string} way
 * @param {Fact} fact
 */
function holds(way, { kept, said, result }) {
  const [slug, ...conditions] = way.split(" ");
  return slug === kept.calculator && conditions.every((condition) => {
    if (condition.startsWith("+")) return result?.criteria.some((/** @type {any} */ { id, status }) => id === condition.slice(1) && status === "met");
    const [key = "", values] = condition.split("=");
    const value = said.get(key) ?? "";
    return values ? values.split("|").includes(value) : something(value);
  });
}

/** @param {string} value an answer, as a link holds it */
function something(value) {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return value <= today();
  return value !== "" && value !== "0" && value !== "false";
}

/**
 * @param {string} start of the words of an event
 * @param {Fact[]} facts
 * @returns {string} the next day that it has, or the last one
 */
function dated(start, facts) {
  for (const { result } of facts) {
    const days = (result?.timeline ?? []).filter((/** @type {any} */ { label }) => label.startsWith(start));
    const next = days.find((/** @type {any} */ { date }) => date >= today()) ?? days.at(-1);
    if (!next) continue;
    const day = new Date(`${next.date}T12:00:00`).toLocaleDateString("fr-FR", { dateStyle: "long" }).replace(/^1 /, "1er ");
    return `Pour vous : le ${day} au plus tard.${next.date < today() ? " Date passée." : ""}`;
  }
  return "";
}

const today = () => new Date().toLocaleDateString("sv-SE");
