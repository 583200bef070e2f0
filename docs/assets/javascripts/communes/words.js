// How many, in words.

/**
 * @param {number} number
 * @param {string} noun
 */
export function count(number, noun) {
  return `${number.toLocaleString("fr-FR")} ${noun}${number < 2 ? "" : "s"}`;
}

/** @param {number | null} population */
export function people(population) {
  return population === null ? "population non publiée" : count(population, "habitant");
}
