/** From a commune to the edition of its department. Listens once: the theme replaces the page. */
import { about, search } from "./search.js";

const PAUSE = 200;
const FAILED = "La liste des communes n’a pas pu être chargée. Vérifiez votre connexion, puis recommencez.";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

document.addEventListener("input", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const form = /** @type {HTMLElement | null} */ (input.closest?.("[data-editions]"));
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => void answer(form, input), PAUSE);
});

/**
 * @param {HTMLElement} form
 * @param {HTMLInputElement} input
 */
async function answer(form, input) {
  const status = form.querySelector("[role=status]");
  const typed = input.value.trim();
  if (!status) return;
  if (typed.length < 2) return status.replaceChildren();
  /** @type {(Node | string)[]} */
  let words;
  try {
    words = await told(typed, JSON.parse(form.dataset["editions"] ?? "{}"));
  } catch {
    words = [FAILED];
  }
  if (typed === input.value.trim()) status.replaceChildren(...words);
}

/**
 * @param {string} typed
 * @param {Record<string, [name: string, territory: string]>} editions
 * @returns {Promise<(Node | string)[]>}
 */
async function told(typed, editions) {
  const [places, { departements }] = await Promise.all([search(typed), about()]);
  const place = places.find(({ kind }) => kind === "commune") ?? places[0];
  if (!place) return ["Aucune commune de ce nom. Vérifiez l’orthographe."];
  const where = `${place.name}, ${departements[place.departement] ?? ""} (${place.departement})`;
  const edition = editions[place.departement];
  if (!edition) return [`${where} : pas encore d’édition.`];
  const link = document.createElement("a");
  link.href = `#${edition[0]}`;
  link.textContent = `édition ${edition[1]}`;
  return [`${where} : `, link, "."];
}
