/** What the code of a commune says by itself: for the search, and for the engine. */

/**
 * @param {string} code
 * @returns {string} department of an INSEE code, empty when it is not the code of a commune
 */
export function departementOf(code) {
  if (!/^(0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-8]|98[46-9])\d{2,3}$/.test(code) || code.length !== 5) return "";
  return /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2);
}
