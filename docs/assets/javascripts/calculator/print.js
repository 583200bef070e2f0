// What paper says that the screen need not: the answers in words, the day, the way back.

import { element, nameOf } from "../dom.js";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/**
 * Prints one part of the page under its title, as `print.css` says of each part.
 *
 * @param {"checklist" | "result"} part
 */
export function printAlone(part) {
  const { dataset } = document.documentElement;
  dataset.print = part;
  addEventListener("afterprint", () => delete dataset.print, { once: true });
  write();
  print();
}

addEventListener("beforeprint", write);

/** Some browsers say that they have printed before they do: what is written stays, for paper alone. */
function write() {
  for (const old of document.querySelectorAll(".calc-paper")) old.remove();
  for (const result of document.querySelectorAll(".calc > [data-result]")) {
    const form = result.parentElement?.querySelector("form");
    if (form) result.before(paper(form));
  }
}

/** @param {HTMLFormElement} form */
function paper(form) {
  const link = element("a", location.href);
  link.setAttribute("href", location.href);
  const edition = element("p", `Imprimé le ${today()}. Pour rouvrir cette page avec ces réponses\u202f: `);
  edition.append(link);
  const written = element("div", "", "calc-paper");
  written.append(edition, element("h2", "Les réponses"), answers(form));
  return written;
}

/** @param {HTMLFormElement} form */
function answers(form) {
  const list = element("dl");
  for (const place of form.querySelectorAll(".field[data-key]")) {
    const said = answer(place);
    if (!said) continue;
    const row = element("div");
    row.append(element("dt", text(nameOf(place))), element("dd", said));
    list.append(row);
  }
  return list;
}

/**
 * @param {Element} place
 * @returns {string} the answer in words; nothing where nothing was answered, or where it is out of use
 */
function answer(place) {
  const controls = /** @type {Control[]} */ (Array.from(place.querySelectorAll("[name]"))).filter(({ disabled }) => !disabled);
  const [control] = controls;
  if (!control) return "";
  if (place.matches("fieldset")) return ticked(controls).map((box) => text(box.labels?.[0])).join(", ") || "aucune";
  if (control instanceof HTMLSelectElement) return text(control.selectedOptions[0]);
  const waits = place.querySelector(".no[aria-pressed=false]") && !(/** @type {HTMLInputElement} */ (control).checked);
  if (control.type === "checkbox") return waits ? "sans réponse" : ticked([control]).length ? "oui" : "non";
  // Where people are counted, nobody is the rule.
  if (control.value === "0" && place.closest(".counts")) return "";
  const towns = Array.from(place.querySelectorAll(".territory-chosen li > span"), text);
  return towns.length ? `${towns.join("; ")} (${control.value})` : control.value.trim();
}

/** @param {Control[]} controls */
const ticked = (controls) => controls.filter((control) => control instanceof HTMLInputElement && control.checked);

/** @param {Element | null | undefined} from */
const text = (from) => from?.textContent?.trim() ?? "";

export const today = () => new Date().toLocaleDateString("fr-FR", { dateStyle: "long" }).replaceAll(" ", "\u00a0");
