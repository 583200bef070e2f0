// An address as a square that a telephone reads.

const LIBRARY = new URL("../lib/uqr.js", import.meta.url).href;
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} text
 * @returns {Promise<SVGSVGElement | null>} nothing when it is too long, or when the library does not come
 */
export async function code(text) {
  try {
    const { encode } = /** @type {typeof import("uqr")} */ (await import(LIBRARY));
    const { size, data } = encode(text, { ecc: "L", border: 2 });
    const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", "Code QR de l’adresse de ce calcul");
    picture.setAttribute("shape-rendering", "crispEdges");
    const dark = document.createElementNS(SVG, "path");
    dark.setAttribute("d", squares.join(""));
    picture.append(dark);
    return picture;
  } catch (error) {
    console.warn(error);
    return null;
  }
}
