// What is common to the ways of handing a result over.

import { element } from "../dom.js";

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

export const today = () => new Date().toLocaleDateString("fr-FR", { dateStyle: "long" }).replaceAll(" ", "\u00a0");
