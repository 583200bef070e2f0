/** A field where a commune is typed, and what is told of it. Listens once: the theme replaces the page. */

const PAUSE = 200;
const FAILED = "La liste des communes n’a pas pu être chargée. Vérifiez votre connexion, puis recommencez.";

/**
 * @param {string} selector of the form
 * @param {(typed: string, form: HTMLElement) => Promise<(Node | string)[]>} told
 */
export function listen(selector, told) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @param {Event} event */
  const heard = (event) => {
    const form = event.target instanceof Element && event.target.closest(selector);
    const input = form && form.querySelector("input");
    if (!(form instanceof HTMLElement) || !input) return;
    clearTimeout(timer);
    timer = setTimeout(() => void answer(form, input, told), event.type === "submit" ? 0 : PAUSE);
  };
  document.addEventListener("input", heard);
  document.addEventListener("submit", heard);
}

/**
 * @param {HTMLElement} form
 * @param {HTMLInputElement} input
 * @param {(typed: string, form: HTMLElement) => Promise<(Node | string)[]>} told
 */
async function answer(form, input, told) {
  const status = form.querySelector("[role=status]");
  const typed = input.value.trim();
  if (!status) return;
  if (typed.length < 2) return status.replaceChildren();
  /** @type {(Node | string)[]} */
  let words;
  try {
    words = await told(typed, form);
  } catch {
    words = [FAILED];
  }
  if (typed === input.value.trim()) status.replaceChildren(...words);
}
