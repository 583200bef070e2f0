/** The lower reference: a smaller Python, which cannot run the calculators, does the same sum. */
// @ts-expect-error it stands there once served
import { loadMicroPython } from "/micropython/micropython.mjs";
import { POPULATION } from "./question.js";

const SUM = `
import json

def total(text, population):
    table = json.loads(text)
    size = max(rank for rank, bound in enumerate(table["bounds"]) if population >= bound)
    return sum(table["parts"][size])
`;

/** @type {any} */
let python;
/** @type {any} */
let total;
let table = "";

export async function first() {
  python = await loadMicroPython({ url: "/micropython/micropython.wasm" });
  const response = await fetch("/bench/table.json");
  table = await response.text();
  python.runPython(SUM);
  total = python.globals.get("total");
  return again(POPULATION);
}

/** @param {number} population */
export const again = (population) => total(table, population);
