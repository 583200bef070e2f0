// A file of many cases, one a row: computed here, saved here, sent nowhere.

import { batch, EngineError } from "../engine/engine.js";
import { save } from "./exports.js";

/** Strings are made of so many characters at a time. */
const PIECE = 8192;

/** @type {WeakSet<HTMLElement>} */
const mounted = new WeakSet();

/** @param {ParentNode} root */
export function mountBatches(root) {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-batch]"))) {
    if (!mounted.has(place)) mount(place);
    mounted.add(place);
  }
}

/** @param {HTMLElement} place */
function mount(place) {
  const input = /** @type {HTMLInputElement} */ (place.querySelector("input[type=file]"));
  const status = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
  const compute = async () => {
    const file = input.files?.[0];
    if (!file) return;
    status.textContent = `${file.name}\u202f: calcul en cours.`;
    const words = await computed(file, place.dataset.batch ?? "", Number(place.dataset.megabytes));
    status.textContent = `${file.name}\u202f: ${words}`;
    // The same file, once corrected, may be picked again.
    input.value = "";
  };
  status.textContent = "";
  input.addEventListener("change", compute);
  // Who was quicker than this script picked a file already.
  void compute();
}

/**
 * @param {File} file
 * @param {string} calculator
 * @param {number} megabytes how long the file may be
 * @returns {Promise<string>} what to tell of it
 */
async function computed(file, calculator, megabytes) {
  if (file.size > megabytes * 1e6)
    return `le fichier est trop long, ${megabytes}\u00a0Mo au plus. Partagez-le en plusieurs fichiers, chacun avec la ligne des titres.`;
  let csv;
  try {
    csv = await characters(file);
  } catch {
    return "le fichier n’a pas pu être lu. Vérifiez qu’il est bien sur votre appareil, puis réessayez.";
  }
  try {
    const answer = await batch({ calculator, csv });
    if (answer?.errors) return answer.errors.map(({ message }) => message).join(" ");
    if (!answer?.csv) return "le calcul a été interrompu. Réessayez.";
    save(answer.csv, `${calculator}-resultats.csv`, "text/csv");
    return `${answer.report} Le fichier des résultats est enregistré sur votre appareil.`;
  } catch (error) {
    return error instanceof EngineError ? error.message : String(error);
  }
}

/**
 * @param {File} file
 * @returns {Promise<string>} its bytes, a character each: Python alone tells what they mean
 */
async function characters(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces = [];
  for (let at = 0; at < bytes.length; at += PIECE) pieces.push(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  return pieces.join("");
}
