// « Fiche »: a result on one sheet of paper, for who has two minutes.

import { LONGEST } from "../dossier/store.js";
import { button, element } from "../dom.js";
import { take } from "../engine/engine.js";
import { address, dress, limit } from "./handed.js";
import { figure } from "./pictures.js";
import { today } from "./print.js";
import { code } from "./qr.js";

/** @typedef {import("./handed.js").Item} Item */

/** What one sheet holds of each list. */
const MOST = { gains: 5, dates: 5, texts: 4, bars: 9, figures: 8 };
/** A longer address is read by a telephone, not by people. */
const READABLE = 1200;

/**
 * @param {HTMLElement} calc
 * @param {() => import("./handed.js").Handed | null} present
 */
export async function open(calc, present) {
  const now = present();
  if (!now) return;
  const title = calc.querySelector("form")?.getAttribute("aria-label") ?? "";
  const asked = take({ ...now.question, format: "pictures" }).catch(() => null);
  const [answer, square] = await Promise.all([asked, code(address(now.link))]);
  const picture = /** @type {{ pictures?: any[] } | null} */ (answer)?.pictures?.[0];

  const dialog = element("dialog", "", "fiche md-typeset");
  dialog.setAttribute("aria-label", "Fiche d’une page");
  if (calc.dataset.form) dialog.dataset.form = calc.dataset.form;
  const label = element("label", `Nom de la structure, tel qu’il sera imprimé, ${LONGEST} caractères au plus`);
  const name = element("input");
  name.type = "text";
  name.id = "fiche-nom";
  const full = element("p");
  full.setAttribute("role", "status");
  limit(name, LONGEST, full);
  name.autocomplete = "off";
  label.htmlFor = name.id;
  const heading = element("h2", title);
  name.addEventListener("input", () => (heading.textContent = name.value.trim() || title));
  const printing = button("Imprimer, ou enregistrer en PDF", () => print(), "primary");
  printing.dataset.action = "fiche-print";
  const tools = element("div", "", "fiche-tools");
  tools.append(label, name, printing, button("Fermer", () => dialog.close()), full);

  const sheet = element("article", "", "fiche-sheet");
  sheet.append(...contents(now, title, heading, picture, square));
  dialog.append(tools, sheet);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  await dress(dialog, "fiche.css");
  dialog.showModal();
  name.focus();
}

/**
 * @param {import("./handed.js").Handed} now
 * @param {string} title of the calculator
 * @param {HTMLElement} heading the name of the structure
 * @param {any} picture where it comes from, if it is told in bars
 * @param {SVGSVGElement | null} square the address, if it is not too long
 */
function contents({ result, words, headline, link }, title, heading, picture, square) {
  const top = element("header");
  top.append(element("p", `${title} · Fiche éditée le ${today()}`), heading);
  const amount = element("p", "", "fiche-amount");
  amount.append(element("span", headline.label), element("strong", headline.text));
  const lists = element("div", "", "fiche-lists");
  lists.append(...gains(result, words), ...dates(result));
  const texts = Object.values(result.sources).map(({ title: name }) => name);
  return [
    top,
    amount,
    ...notice(result, words),
    origin(result, picture),
    ...(lists.children.length ? [lists] : []),
    part("Les textes", bounded(texts.map((text) => element("li", text)), MOST.texts, "textes")),
    element("p", words.basis, "fiche-basis"),
    back(link, square),
  ];
}

/**
 * The gravest warning, whole.
 *
 * @param {Item} result
 * @param {Item} words
 */
function notice({ warnings }, words) {
  const told = warnings.map((/** @type {Item} */ item, /** @type {number} */ rank) => ({ ...item, ...words.warnings?.[rank] }));
  const [first, ...others] = told.filter((/** @type {Item} */ { set_aside }) => !set_aside);
  if (!first) return [];
  const more = others.length ? ` Et ${others.length} ${others.length > 1 ? "autres points" : "autre point"} à savoir, dans le calcul.` : "";
  return [element("p", `À savoir : ${first.text}${more}`, "fiche-notice")];
}

/**
 * @param {Item} result
 * @param {any} picture
 */
function origin(result, picture) {
  if (picture) return figure({ ...picture, note: "", bars: picture.bars.slice(0, MOST.bars) });
  const figures = result.lines.length ? result.lines : result.summary;
  const items = figures.map((/** @type {Item} */ { label, text }) => pair(label, text));
  return part("Le détail", bounded(items, MOST.figures, "lignes"));
}

/**
 * @param {Item} result
 * @param {Item} words
 */
function gains({ missing }, words) {
  const told = missing.filter((/** @type {Item} */ item, /** @type {number} */ rank) => item.gain_text && !words.missing[rank]?.set_aside);
  if (!told.length) return [];
  const items = told.slice(0, MOST.gains).map((/** @type {Item} */ { label, gain_text }) => pair(label, `+\u00a0${gain_text}`));
  return [part(items.length > 1 ? "Les plus grands gains" : "Le gain possible", bounded(items, MOST.gains, "gains"))];
}

/** @param {Item} result */
function dates({ timeline }) {
  if (!timeline.length) return [];
  const now = new Date().toISOString();
  const next = timeline.filter((/** @type {Item} */ { date }) => date >= now.slice(0, 10));
  const told = next.length ? next : timeline;
  const items = told.map((/** @type {Item} */ { date_text, label, text }) => pair(`${date_text} : ${label}`, text));
  return [part(next.length ? "Les prochaines dates" : "Les dates", bounded(items, MOST.dates, "dates"))];
}

/**
 * @param {string} link
 * @param {SVGSVGElement | null} square
 */
function back(link, square) {
  const made = element("footer");
  const words = element("p");
  if (link.length > READABLE && !square) words.textContent = "Cette réponse est trop longue pour un code : « Copier le lien » la donne entière.";
  else if (link.length > READABLE) words.textContent = "Le code rouvre ce calcul avec ces réponses.";
  else words.append("Pour rouvrir ce calcul avec ces réponses : ", element("span", address(link), "fiche-address"));
  if (square) made.append(square);
  made.append(words);
  return made;
}

/**
 * @param {string} label
 * @param {string} text
 */
function pair(label, text) {
  const item = element("li", label);
  if (text) item.append(" ", element("strong", text));
  return item;
}

/**
 * @param {string} title
 * @param {HTMLElement} list
 */
function part(title, list) {
  const made = element("section");
  made.append(element("h3", title), list);
  return made;
}

/**
 * @param {HTMLElement[]} items
 * @param {number} most
 * @param {string} name of several of them
 */
function bounded(items, most, name) {
  const list = element("ul");
  list.append(...items.slice(0, most));
  const left = items.length - most;
  if (left > 0) list.append(element("li", `et ${left} ${left > 1 ? `autres ${name}` : `de plus`}, dans le calcul`));
  return list;
}
