// A form opened while a dossier is chosen: what it knows is offered, and fills what is empty alone.

import { button, element } from "../dom.js";
import { take } from "../engine/engine.js";
import { all, asked, chosen } from "./store.js";

/** @typedef {{ key: string, value: string, label: string, told: string }} Known */

/** Beyond, the others are counted. */
const MOST = 6;

/**
 * @param {HTMLElement} calc
 * @param {(key: string) => boolean} answered
 * @param {(known: Record<string, string>) => void} fillIn
 */
export async function offer(calc, answered, fillIn) {
  const name = chosen();
  const kept = (await all()).filter((one) => one.name === name).map(({ calculator, link }) => ({ calculator, typed: asked(link).typed }));
  if (!kept.length) return;
  // The populations of these communes are asked for with the question.
  const communes = kept.map(({ typed }) => typed.communes ?? "").join();
  const question = { calculator: calc.dataset.calc ?? "", typed: { communes }, on: "", format: "carry", kept };
  const answer = /** @type {{ carried?: Known[] } | null} */ (await take(question));
  const useful = () => (answer?.carried ?? []).filter(({ key }) => !answered(key));
  if (!useful().length) return;
  const panel = element("div", "", "panel dossier-offer");
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", "Remplir depuis mon dossier");
  const close = () => {
    panel.remove();
    const fields = Array.from(calc.querySelectorAll("form [name]"));
    /** @type {HTMLElement | undefined} */ (fields.find((field) => field.checkVisibility()))?.focus();
  };
  const said = element("p");
  said.setAttribute("role", "status");
  const fill = button("Remplir", () => {
    const known = useful();
    fillIn(Object.fromEntries(known.map(({ key, value }) => [key, value])));
    said.textContent = `Rempli depuis « ${name} » : ${listed(known)}. Ce que vous aviez saisi n’a pas changé.`;
    panel.replaceChildren(said, button("Fermer", close));
    panel.querySelector("button")?.focus();
  });
  fill.dataset.action = "fill";
  const words = element("p", `Votre dossier « ${name} » connaît déjà : ${listed(useful())}.`);
  panel.append(words, fill, button("Non, merci", close));
  calc.querySelector(".form-tools")?.after(panel);
}

/** @param {Known[]} known */
function listed(known) {
  const words = known.map(({ label, told }) => told || label);
  const more = words.length - MOST;
  return words.slice(0, MOST).join("\u202f; ") + (more > 0 ? `\u202f; et ${more} de plus` : "");
}
