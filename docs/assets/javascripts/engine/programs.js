/**
 * The engine for the programs of another site: what Python answers, asked in JavaScript.
 *
 *     import { compute } from "https://…/assets/javascripts/engine/programs.js";
 *     const result = await compute("aci-cpts", { population: 39999 }, "2025-06-30");
 *
 * It runs in a worker of the page that imports it: nothing that it is asked leaves that page.
 */

const WORKER = new URL("worker.js", import.meta.url);
const MANIFEST = new URL("../../engine/manifest.json", import.meta.url);

/** @typedef {{ field: string, message: string }} FieldError */
/** @typedef {{ resolve: (answer: any) => void, reject: (error: Error) => void, type: "answer" | "export", request: object }} Job */

/** Inputs that cannot be accepted, each named and told in French. */
export class InvalidInput extends Error {
  /** @param {FieldError[]} errors */
  constructor(errors) {
    super(errors.map(({ field, message }) => `${field}: ${message}`).join("\n"));
    this.name = "InvalidInput";
    this.errors = errors;
  }
}

/** @type {Map<number, Job>} */
const jobs = new Map();
/** @type {Worker | null} */
let worker = null;
/** Whether the engine cut down to what usually runs was once not enough. */
let whole = false;
let asked = 0;

/**
 * @param {string} calculator its slug, as `aci-cpts`
 * @param {Record<string, unknown>} inputs as its JSON Schema says
 * @param {string} [on] the date whose texts apply, as `2025-06-30`
 * @returns {Promise<any>} the result of the contract; rejected with `InvalidInput`
 */
export async function compute(calculator, inputs, on = "") {
  return (await sent("answer", { calculator, inputs, on })).result;
}

/**
 * Bounds an amount with the inputs that are known, for `aci-msp` and `aci-cpts`.
 *
 * @param {string} calculator its slug, as `aci-msp`
 * @param {Record<string, unknown>} inputs those that are answered
 * @param {string} [on] the date whose texts apply, as `2025-06-30`
 * @returns {Promise<any>} the range of the contract; rejected with `InvalidInput`, which names what it cannot do without
 */
export async function estimate(calculator, inputs, on = "") {
  return (await sent("export", { calculator, inputs, on, format: "estimate" })).estimate;
}

/**
 * @param {"answer" | "export"} type
 * @param {{ calculator: string, inputs: Record<string, unknown>, on: string, format?: string }} question
 */
async function sent(type, { inputs, ...question }) {
  const { calculator } = question;
  const communes = Array.isArray(inputs.communes) ? inputs.communes.join() : "";
  const request = { ...question, inputs: JSON.stringify(inputs), typed: { communes } };
  const answer = await new Promise((resolve, reject) => {
    const id = (asked += 1);
    jobs.set(id, { resolve, reject, type, request });
    if (worker) ask(worker, id, type, request);
    else start(calculator).catch(end);
  });
  if (answer.errors) throw new InvalidInput(answer.errors);
  return answer;
}

/** Gives the memory of the engine back; the next question starts it again. */
export function release() {
  end(new Error("released"));
}

/** @param {string} slug of what is asked first */
async function start(slug) {
  // A browser refuses the worker of another site, not one of this page that imports it.
  const code = new Blob([`import ${JSON.stringify(WORKER.href)};`], { type: "text/javascript" });
  const address = URL.createObjectURL(code);
  const started = (worker = new Worker(address, { type: "module", name: "exercice-coordonne" }));
  started.addEventListener("message", ({ data }) => hear(data, slug));
  started.addEventListener("error", ({ message }) => end(new Error(message || `cannot run ${WORKER.href}`)));
  for (const [id, { type, request }] of jobs) ask(started, id, type, request);
  const response = await fetch(MANIFEST, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status} ${MANIFEST.href}`);
  started.postMessage({ type: "start", manifest: await response.json(), slug, fresh: false, whole, image: "none" });
}

/**
 * @param {Worker} asked
 * @param {number} id
 * @param {"answer" | "export"} type
 * @param {object} request
 */
function ask(asked, id, type, request) {
  asked.postMessage({ type, id, request });
}

/**
 * @param {any} message
 * @param {string} slug
 */
function hear(message, slug) {
  const job = jobs.get(message.id);
  if (message.type === "failure") {
    if (message.name !== "cut") return end(new Error(`${message.name}: ${message.detail}`));
    whole = true;
    worker?.terminate();
    start(slug).catch(end);
  } else if (job) {
    jobs.delete(message.id);
    if (message.type === "answer") job.resolve(JSON.parse(message.text));
    else job.reject(new Error(message.detail));
  }
}

/** @param {Error} error for whoever still waits */
function end(error) {
  worker?.terminate();
  worker = null;
  for (const { reject } of jobs.values()) reject(error);
  jobs.clear();
}
