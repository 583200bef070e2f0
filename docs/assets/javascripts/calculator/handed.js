// What is common to the ways of handing a result over.

import { button, element } from "../dom.js";

/**
 * @typedef {Record<string, any>} Item
 * @typedef {object} Handed
 * @property {Item} result of Python
 * @property {Item} words what the page says around it
 * @property {Item} headline as the page prints it
 * @property {string} link the answers, as an address holds them
 * @property {Parameters<typeof import("../engine/engine.js").take>[0]} question that has this result
 */

/**
 * @param {HTMLElement} place whose styles stand and go with it
 * @param {string} name of their file
 * @returns {Promise<unknown>} once they are there, or will not come
 */
export function dress(place, name) {
  const link = element("link");
  link.rel = "stylesheet";
  link.href = new URL(`../../stylesheets/${name}`, import.meta.url).href;
  const there = new Promise((done) => (link.onload = link.onerror = done));
  place.append(link);
  return there;
}

/**
 * @param {string} link the answers
 * @returns {string} the address that opens them
 */
export const address = (link) => `${location.origin}${location.pathname}#${link}`;

/**
 * Opens a panel under the result, in the place of the one that was open.
 *
 * @param {HTMLElement} calc
 * @param {string} action whose button has the focus again once the panel is closed
 * @param {string} name
 * @param {string} className
 * @returns {{ panel: HTMLElement, said: HTMLElement, close: () => void }}
 */
export function openPanel(calc, action, name, className) {
  calc.querySelector(`.${className}`)?.remove();
  const panel = element("div", "", `panel ${className}`);
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", name);
  const said = element("p");
  said.setAttribute("role", "status");
  const close = () => {
    panel.remove();
    /** @type {HTMLElement | null} */ (calc.querySelector(`[data-action="${action}"]`))?.focus();
  };
  calc.querySelector(".calc-done")?.after(panel);
  return { panel, said, close };
}

/**
 * Says that a field holds no more, when what is written or pasted comes to its end.
 *
 * @param {HTMLInputElement} input
 * @param {number} longest
 * @param {HTMLElement} said
 */
export function limit(input, longest, said) {
  input.maxLength = longest;
  input.addEventListener("input", () => (said.textContent = input.value.length < longest ? "" : `${longest} caractères au plus : la suite n’est pas prise.`));
}

/** What a panel says while the answers have no result. */
export const CHANGED = "Vos réponses ont changé : ceci attend leur résultat.";

/**
 * Tells a panel each time the answers change, then when their result stands.
 *
 * @param {HTMLElement} calc
 * @param {HTMLElement} panel
 * @param {() => void} redo
 */
export function follow(calc, panel, redo) {
  const watch = new MutationObserver(() => (panel.isConnected ? redo() : watch.disconnect()));
  watch.observe(/** @type {Element} */ (calc.querySelector("form")), { attributeFilter: ["data-fresh"] });
}

/**
 * @param {string} words of the button
 * @param {HTMLElement} said where it is told
 * @param {() => string} text to copy
 * @param {string} copied
 * @param {() => void} select what the browser refuses to copy
 * @param {string} selected
 */
export function copying(words, said, text, copied, select, selected) {
  return button(words, async () => {
    try {
      await navigator.clipboard.writeText(text());
      said.textContent = copied;
    } catch {
      select();
      said.textContent = selected;
    }
  });
}
