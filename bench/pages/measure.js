/**
 * What every variant is asked: the time from the intent to the first figure, and what froze the
 * page meanwhile. The address says which one: `page.html?variant=ours`.
 *
 * @typedef {object} Variant
 * @property {() => Promise<number>} first from nothing to the figure for POPULATION
 * @property {(population: number) => unknown} again the same, once started
 * @property {() => Promise<number> | number} [heap] bytes of memory, once started
 */
import { POPULATION, asked } from "./question.js";

/** The observer of long tasks speaks after them; in milliseconds. */
const LATE = 200;
const TIMES = 40;

/** @type {number[]} */
const frozen = [];

if (PerformanceObserver.supportedEntryTypes.includes("longtask")) {
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) frozen.push(duration);
  }).observe({ type: "longtask" });
}

/** @type {Variant} */
const variant = await import(`./${asked.get("variant")}.js`);

Object.assign(globalThis, {
  measureFirst: async () => {
    frozen.length = 0;
    const began = performance.now();
    const total = await variant.first();
    const time = performance.now() - began;
    await new Promise((next) => setTimeout(next, LATE));
    return { time, total, frozen, heap: await variant.heap?.() };
  },
  measureAgain: async () => {
    const times = [];
    for (let rank = 0; rank < TIMES; rank += 1) {
      const began = performance.now();
      await variant.again(POPULATION + rank);
      times.push(performance.now() - began);
    }
    return times;
  },
});
