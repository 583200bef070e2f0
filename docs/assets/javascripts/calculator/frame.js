// A calculator in the page of another site: its height is told to that page, its colour comes from it.

/** Of texts on their background (WCAG 1.4.3). */
const CONTRAST = 4.5;
const STEP = 0.04;
const dark = matchMedia("(prefers-color-scheme: dark)");

/** @typedef {[number, number, number]} Colour */

/** Tells the height that the page needs, and nothing else. */
function tell() {
  // The footer is at the bottom of the frame, however tall that is.
  const content = document.querySelector(".md-main__inner");
  const footer = document.querySelector(".embed-footer");
  if (!content || !(footer instanceof HTMLElement)) return;
  const height = Math.ceil(content.getBoundingClientRect().bottom + scrollY + footer.offsetHeight);
  parent.postMessage({ exerciceCoordonne: { height } }, "*");
}

/** The accent that the address asks for, moved until it is read on the page. */
function colour() {
  const [, asked] = /[#&]accent=([0-9a-f]{6})(?:&|$)/i.exec(location.hash) ?? [];
  if (!asked) return;
  const accent = readable(parsed(asked), parsed(dark.matches ? "12191a" : "ffffff"));
  document.body.style.setProperty("--md-typeset-a-color", `rgb(${accent.join(" ")})`);
}

/**
 * @param {Colour} wanted
 * @param {Colour} behind
 * @returns {Colour}
 */
export function readable(wanted, behind) {
  const end = luminance(behind) > 0.5 ? 0 : 255;
  let now = wanted;
  for (let part = STEP; part <= 1 && contrast(now, behind) < CONTRAST; part += STEP) {
    now = /** @type {Colour} */ (wanted.map((one) => Math.round(one + (end - one) * part)));
  }
  return now;
}

/**
 * @param {Colour} one
 * @param {Colour} other
 */
function contrast(one, other) {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** @param {Colour} colour as WCAG defines its luminance */
function luminance(colour) {
  const [red = 0, green = 0, blue = 0] = colour.map((one) => (one > 10 ? ((one / 255 + 0.055) / 1.055) ** 2.4 : one / 255 / 12.92));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * @param {string} written six digits
 * @returns {Colour}
 */
function parsed(written) {
  const number = parseInt(written, 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

colour();
dark.addEventListener("change", colour);
addEventListener("hashchange", colour);
tell();
const watch = new ResizeObserver(tell);
const content = document.querySelector(".md-main__inner");
if (content) watch.observe(content);
