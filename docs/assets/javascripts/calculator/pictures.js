// The result at a glance: bars that are also their table, asked of the engine when they come near.

import { element } from "../dom.js";
import { take } from "../engine/engine.js";

/** The bars wait until the reader pauses; in milliseconds. */
const PAUSE = 300;

/** @typedef {{ label: string, value: number, possible: number | null, here: boolean, text: string }} Bar */
/** @typedef {{ title: string, note: string, most: number, bars: Bar[] }} Picture */

/**
 * @param {HTMLElement} calc
 * @param {() => Parameters<typeof take>[0]} question what the form holds now
 */
export function mountPictures(calc, question) {
  const place = calc.querySelector("[data-pictures] > div");
  if (!place || !("IntersectionObserver" in window)) return;
  let near = false;
  let old = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  const draw = async () => {
    if (!near || !old) return;
    old = false;
    const answer = /** @type {{ pictures?: Picture[] } | null} */ (await take({ ...question(), format: "pictures" }).catch(() => null));
    if (answer?.pictures && !old) place.replaceChildren(...answer.pictures.map(figure));
  };
  new IntersectionObserver(
    (entries) => {
      near = entries.some(({ isIntersecting }) => isIntersecting);
      void draw();
    },
    { rootMargin: "50% 0px" },
  ).observe(/** @type {Element} */ (place.parentElement));
  calc.addEventListener("calculator:result", () => {
    old = true;
    clearTimeout(pause);
    pause = setTimeout(() => void draw(), PAUSE);
  });
}

/**
 * @param {Picture} picture
 * @returns {HTMLElement}
 */
export function figure({ title, note, most, bars }) {
  const table = element("table");
  const body = element("tbody");
  table.append(element("caption", title), body);
  for (const bar of bars) {
    const row = element("tr", "", bar.here ? "here" : "");
    const label = element("th", bar.label);
    label.setAttribute("scope", "row");
    if (bar.here) label.append(" ", element("strong", "vous êtes ici"));
    const drawn = element("td");
    drawn.setAttribute("aria-hidden", "true");
    drawn.append(meter(most, bar.value));
    if (bar.possible !== null) drawn.append(meter(most, bar.possible, "possible"));
    row.append(label, drawn, element("td", bar.text));
    body.append(row);
  }
  const made = element("figure", "", "picture");
  made.append(table);
  if (note) made.append(element("figcaption", note));
  return made;
}

/**
 * @param {number} most
 * @param {number} value
 * @param {string} [className]
 */
function meter(most, value, className = "") {
  const made = element("meter", "", className);
  made.max = most;
  made.value = value;
  return made;
}
