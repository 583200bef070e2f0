/**
 * The engine of the site, by its own door. The address may name another build of it (`from`), or
 * forbid the image of the memory (`image=no`), or put it in the page itself (`thread=page`).
 */
import { POPULATION, asked } from "./question.js";

const folder = `${asked.get("from") ?? ""}/assets/javascripts`;
const { heap } = await import(asked.get("thread") === "page" ? "./page-thread.js" : "./no-heap.js");
const { compute } = await import(`${folder}/engine/engine.js`);
if (asked.get("image") === "no") /** @type {any} */ (globalThis).exerciceCoordonneEngine.image = false;

/** @param {number} population */
export async function again(population) {
  const typed = { population: String(population) };
  const { result } = await compute({ calculator: "aci-cpts", typed, on: "" });
  return result.values.total_euros;
}

export const first = () => again(POPULATION);
export { heap };
