// The whole file of a structure: every result kept under its name, one after the other, for paper.

import { dress } from "../calculator/handed.js";
import { today } from "../calculator/print.js";
import { button, element } from "../dom.js";
import { take } from "../engine/engine.js";
import { asked, CALCULATORS, keptOn } from "./store.js";

/** @typedef {Record<string, any>} Item */
/** @typedef {import("./store.js").Kept} Kept */
/** @typedef {import("./store.js").List} List */

/**
 * @param {string} name
 * @param {Kept[]} kept
 * @param {List[]} lists
 */
export async function open(name, kept, lists) {
  const sorted = kept.toSorted((a, b) => CALCULATORS.indexOf(a.calculator) - CALCULATORS.indexOf(b.calculator));
  const parts = [];
  for (const one of sorted) parts.push({ one, record: await ask(one) });
  const dialog = element("dialog", "", "record md-typeset");
  dialog.setAttribute("aria-label", `Dossier complet, ${name}`);
  const printing = button("Imprimer, ou enregistrer en PDF", () => print(), "primary");
  printing.dataset.action = "record-print";
  const tools = element("div", "", "record-tools");
  tools.append(printing, button("Fermer", () => dialog.close()));
  const contents = element("ul");
  contents.append(...parts.map(({ one, record }) => element("li", `${one.title}${record ? ` : ${record.text}` : ""}`)));
  contents.append(...lists.map(({ title, ticked, boxes }) => element("li", `Liste « ${title} » : ${ticked.length} sur ${boxes}`)));
  const cover = element("header");
  cover.append(element("p", `Dossier édité le ${today()}`), element("h1", name), contents);
  dialog.append(tools, cover, ...parts.map(({ one, record }) => part(one, record)));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  await dress(dialog, "record.css");
  dialog.showModal();
  printing.focus();
}

/**
 * @param {Kept} one
 * @returns {Promise<Item | null>} nothing when its answers are refused today
 */
async function ask({ calculator, link }) {
  const answer = /** @type {{ record?: Item } | null} */ (await take({ calculator, ...asked(link), format: "record" }));
  return answer?.record ?? null;
}

/**
 * @param {Kept} one
 * @param {Item | null} record
 */
function part(one, record) {
  const made = element("section");
  made.append(element("h2", one.title), element("p", `Gardé le ${keptOn(one, true)}.`));
  if (!record) {
    made.append(element("p", `Ce résultat ne se recalcule plus. Gardé : ${one.result}.`));
    return made;
  }
  const amount = element("p", "", "record-amount");
  amount.append(element("span", record.label), " ", element("strong", record.text));
  made.append(
    amount,
    ...table("Les réponses", record.answers, ({ label, text }) => [label, text]),
    ...table("Le détail", [...record.lines, ...record.summary], ({ label, formula, text }) => [formula ? `${label} (${formula})` : label, text]),
    ...table("Les conditions", record.criteria, ({ label, detail, status_text }) => [`${label}. ${detail}`, status_text]),
    ...table("Le plan et les preuves", record.steps, step),
    ...table("Ce qui manque", record.missing, ({ label, text, gain_text }) => [`${label}. ${text}`, gain_text]),
    ...table("Le calendrier", record.timeline, ({ date_text, label, text }) => [`${date_text} : ${label}`, text]),
    ...list("À savoir", record.warnings),
    ...list("Les textes", record.sources.map((/** @type {Item} */ { title, publisher, url }) => [title, publisher, url].filter(Boolean).join(", "))),
    element("p", record.basis),
  );
  return made;
}

/** @param {Item} one */
function step({ label, state_text, proof, by_text, earned_text, possible_text, provable, done }) {
  const ready = provable ? (done ? "Preuve prête." : "Preuve à réunir.") : "";
  const words = [`${label} : ${state_text}.`, ready, proof, by_text && `${by_text}.`].filter(Boolean).join(" ");
  return [words, [provable ? earned_text : "", possible_text && `+\u00a0${possible_text}`].filter(Boolean).join(" · ")];
}

/**
 * @param {string} caption
 * @param {Item[]} items
 * @param {(item: Item) => string[]} told
 */
function table(caption, items, told) {
  if (!items.length) return [];
  const body = element("tbody");
  for (const item of items) {
    const row = element("tr");
    const [first = "", second = ""] = told(item);
    const head = element("th", first);
    head.scope = "row";
    row.append(head, element("td", second));
    body.append(row);
  }
  const made = element("table", "", "record-table");
  made.append(element("caption", caption), body);
  return [made];
}

/**
 * @param {string} title
 * @param {string[]} items
 */
function list(title, items) {
  if (!items.length) return [];
  const made = element("ul");
  made.append(...items.map((item) => element("li", item)));
  return [element("h3", title), made];
}
