/**
 * The engine: Python in a worker of its own, so that the page never freezes.
 *
 * Its files are fetched here, counted, and checked against the manifest before Pyodide sees them:
 * left alone, Pyodide waits for ever for a missing file and computes with a damaged one.
 */

/**
 * @typedef {object} File
 * @property {string} name
 * @property {number} bytes
 * @property {string} sha256
 */

/**
 * @typedef {object} Manifest
 * @property {object} runtime what Pyodide says of itself
 * @property {Record<string, string[]>} calculators those that each one needs, itself included
 * @property {Record<"loader" | "glue" | "wasm" | "whole" | "library" | "calculators" | "slices", File> & Record<string, File>} files
 */

/**
 * @typedef {{ type: "start", manifest: Manifest, slug: string, fresh: boolean, whole: boolean, image: "use" | "make" | "none" }
 *   | { type: "answer", id: number, request: Request_ }
 *   | { type: "batch", id: number, request: { calculator: string, csv: string } }
 *   | { type: "export", id: number, request: Request_ & { format: string, kept?: { calculator: string }[] } }} Order
 * @typedef {{ calculator: string, typed: Record<string, string>, on: string }} Request_
 */

const ENGINE = new URL("../../engine/", import.meta.url);
const SLICES = new URL("../../territoires/", import.meta.url);
/** The populations of communes are not waited for longer; in milliseconds. */
const LATE = 8_000;
/** The smallest program, which only a policy refuses. */
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
/** The share of the code that is still on the line when what comes after it is asked for. */
const NEARLY = 0.06;
/** Progress is told at most so often; in milliseconds. */
const PACE = 100;
/** The other calculators are made ready after so long without a question; in milliseconds. */
const QUIET = 300;

/** The one of the browser: Pyodide is given another while it starts. */
const { fetch } = globalThis;

/** Why the engine cannot work. Its name is one that `engine.js` can put in words. */
class Failure extends Error {
  /**
   * @param {string} name
   * @param {unknown} detail for who repairs
   */
  constructor(name, detail) {
    super(String(detail));
    this.name = name;
  }
}

// They arrive beside the files of the engine, not before them: one turn on the network less.
const modules = Promise.all([import("./boot.js"), import("./snapshot.js")]).catch((error) => {
  throw new Failure(error instanceof SyntaxError ? "unsupported" : "unreachable", error);
});

modules.then(
  () => postMessage({ type: "awake" }),
  () => {},
);

/** @type {(reason: unknown) => void} */
let fail = () => {};
const failed = /** @type {Promise<never>} */ (
  new Promise((_, reject) => {
    fail = reject;
  })
);
const stop = new AbortController();
// ---------------------------------------------------------------------------- files

/** @type {RequestCache} */
let caching = "default";
let received = 0;
let total = 0;
let told = 0;

/** @param {number} bytes */
function count(bytes) {
  received += bytes;
  if (received < total && performance.now() - told < PACE) return;
  told = performance.now();
  postMessage({ type: "progress", received, total });
}

/**
 * @param {URL} url
 * @param {string} sha256
 * @param {AbortSignal} [signal]
 */
async function request(url, sha256, signal = stop.signal) {
  // Where the page is not secure, the browser cannot hash for us but can still check.
  const integrity = crypto.subtle ? "" : `sha256-${btoa(unhex(sha256))}`;
  let response;
  try {
    response = await fetch(url, { cache: caching, integrity, signal });
  } catch (error) {
    throw new Failure("unreachable", `${url.pathname}: ${error}`);
  }
  if (response.ok) return response;
  throw new Failure([404, 410].includes(response.status) ? "missing" : "refused", `${url.pathname}: ${response.status}`);
}

/**
 * @param {Response} response
 * @param {File} file
 * @param {(bytes: number) => void} progress
 * @returns {Promise<Uint8Array<ArrayBuffer>>} the content, which is the one of the manifest
 */
async function verified(response, { name, bytes, sha256 }, progress) {
  const content = new Uint8Array(bytes);
  let length = 0;
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  for (;;) {
    let chunk;
    try {
      chunk = await reader.read();
    } catch (error) {
      throw new Failure("interrupted", `${name}: ${error}`);
    }
    if (!chunk.value) break;
    if (length + chunk.value.length > bytes) throw new Failure("corrupt", `${name}: longer than ${bytes} bytes`);
    content.set(chunk.value, length);
    length += chunk.value.length;
    progress(chunk.value.length);
  }
  if (length < bytes) throw new Failure("interrupted", `${name}: ${length} of ${bytes} bytes`);
  if (crypto.subtle && hex(await crypto.subtle.digest("SHA-256", content)) !== sha256)
    throw new Failure("corrupt", `${name}: not the published file`);
  return content;
}

/**
 * @param {File} file
 * @returns {URL} which no cache knows when what is kept is distrusted
 */
function address({ name }) {
  const url = new URL(name, ENGINE);
  if (caching === "reload") url.search = "neuf";
  return url;
}

/**
 * @param {File} file
 * @param {(bytes: number) => void} [progress]
 * @param {AbortSignal} [signal]
 */
async function download(file, progress = count, signal = stop.signal) {
  return verified(await request(address(file), file.sha256, signal), file, progress);
}

/**
 * @param {File} file
 * @returns {Promise<any>} what a script of the engine exports, once its content is known to be good:
 *   it is read meanwhile, from where it was kept
 */
async function script(file) {
  const read = import(address(file).href);
  read.catch(() => {});
  await download(file);
  return read;
}

/**
 * @param {File} file
 * @param {() => void} nearly called when little of it is still to come
 * @returns {Promise<WebAssembly.Module>} compiled while it arrives, given once it is verified
 */
async function compiled(file, nearly) {
  const response = await request(address(file), file.sha256);
  const copy = response.clone();
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  const compiling = WebAssembly.compileStreaming(
    typed ? response : new Response(response.body, { headers: { "content-type": "application/wasm" } }),
  );
  compiling.catch(() => {});
  let left = file.bytes;
  await verified(copy, file, (bytes) => {
    count(bytes);
    left -= bytes;
    if (left < file.bytes * NEARLY) nearly();
  });
  try {
    return await compiling;
  } catch (error) {
    throw new Failure("unsupported", error);
  }
}

/** @param {ArrayBuffer} buffer */
function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} digits */
function unhex(digits) {
  return digits.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)));
}

// ---------------------------------------------------------------------------- start

/** @type {Manifest} */
let manifest;
/** Whether WebAssembly has all its functions, and not only those that were seen to run. */
let whole = false;
/** Whether the memory is the one of an earlier visit. */
let restored = false;
/** @type {import("./boot.js").Door} */
let door;

/**
 * @param {string} first the calculator that will be asked first
 * @param {"use" | "make" | "none"} image what to do of the image of the memory
 */
async function start(first, image) {
  if (typeof WebAssembly !== "object" || !WebAssembly.compileStreaming)
    throw new Failure("unsupported", "no WebAssembly");
  try {
    new WebAssembly.Instance(new WebAssembly.Module(EMPTY));
  } catch (error) {
    throw new Failure("forbidden", error);
  }
  const { files } = manifest;
  const code = whole ? files.whole : files.wasm;
  const every = Object.keys(manifest.calculators);
  const own = image === "make" ? every : (manifest.calculators[first] ?? []);
  const runtime = [files.loader, files.glue, code, files.library];
  const ours = [files.calculators, ...own.map(archiveOf)];
  const needed = [...runtime, ...ours];
  // The image holds every calculator.
  const key = `/${[...runtime, files.calculators, ...every.map(archiveOf)].map(({ name }) => name).join("/")}`;
  total = needed.reduce((sum, { bytes }) => sum + bytes, 0);
  /** @type {() => void} */
  let nearly = () => {};
  // Last on the line: Python starts without them.
  const calculators = new Promise((last) => (nearly = () => last(null))).then(() => Promise.all(ours.map((file) => download(file))));
  const module = compiled(code, nearly);
  const library = download(files.library);
  for (const file of [module, library, calculators]) file.catch(fail);
  const [[{ open, options }, snapshot], { loadPyodide }, , memory] = await Promise.all([
    modules,
    script(files.loader),
    script(files.glue),
    image === "use" ? modules.then(([, { find }]) => find(key)) : null,
  ]);
  const settings = {
    ...options(manifest.runtime),
    indexURL: ENGINE.href,
    stdLibURL: new URL("library.zip", ENGINE).href,
    ...(image === "make" && snapshot.MAKING),
  };
  restored = memory !== null;
  if (restored) postMessage({ type: "restoring" });
  const python =
    (memory && (await handOver(() => loadPyodide({ ...settings, ...snapshot.restoring(memory.image) }), module, library, memory.whole))) ||
    (await handOver(() => loadPyodide(settings), module, library));
  const [shared, ...contents] = /** @type {[Uint8Array, ...Uint8Array[]]} */ (await calculators);
  door = open(python, shared);
  own.forEach((slug, rank) => held.set(slug, Promise.resolve(door.add(slug, /** @type {Uint8Array} */ (contents[rank])))));
  left = every;
  if (image !== "make") return;
  for (const slug of every) door.warm(slug);
  await snapshot.keep(key, snapshot.take(python));
}

/** @type {Map<string, Promise<void>>} the calculators that Python holds, or will */
const held = new Map();

/** @param {string} slug */
const archiveOf = (slug) => /** @type {File} */ (manifest.files[slug]);

/**
 * @param {string} slug
 * @returns {Promise<unknown>} once Python holds what this calculator needs
 */
function hold(slug) {
  const missing = (manifest.calculators[slug] ?? []).map((needed) => {
    const known = held.get(needed);
    if (known) return known;
    const coming = download(archiveOf(needed), () => {}).then((content) => door.add(needed, content));
    coming.catch(() => held.delete(needed));
    held.set(needed, coming);
    return coming;
  });
  return Promise.all(missing);
}

/**
 * Lets Pyodide find in memory what it would fetch, and prepare itself while that arrives.
 *
 * @param {() => Promise<any>} load
 * @param {Promise<WebAssembly.Module>} module
 * @param {Promise<Uint8Array<ArrayBuffer>>} library
 * @param {Promise<boolean>} [image] whether the memory that it takes back is the one that was kept
 * @returns {Promise<any>} Python; nothing when that memory is damaged
 */
async function handOver(load, module, library, image) {
  const { instantiateStreaming } = WebAssembly;
  globalThis.fetch = async (url) => new Response(String(url).endsWith(".wasm") ? null : await given(library));
  /** @type {(nothing: null) => void} */
  let giveUp = () => {};
  const damaged = new Promise((resolve) => (giveUp = resolve));
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const ready = await given(module);
    if (image && !(await image)) {
      restored = false;
      giveUp(null);
      return never;
    }
    try {
      return { module: ready, instance: await WebAssembly.instantiate(ready, imports) };
    } catch (error) {
      // Pyodide would only print it.
      fail(error instanceof RangeError ? new Failure("memory", error) : error);
      throw error;
    }
  };
  try {
    return await Promise.race([load(), damaged, failed]);
  } finally {
    globalThis.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

/** @type {Promise<never>} */
const never = new Promise(() => {});

/**
 * @template Content
 * @param {Promise<Content>} file
 * @returns {Promise<Content>} never an error: it is told elsewhere, and Pyodide would print it too
 */
const given = (file) => file.catch(() => never);

// ---------------------------------------------------------------------------- answers

/** @type {Map<string, Record<string, unknown>>} */
const primed = new Map();
/** @type {Promise<Record<string, string>> | undefined} */
let hashes;

/**
 * Gives Python the populations of the departments whose communes are named, and the codes that
 * were lost there when one of those named is not in use.
 *
 * @param {string[]} codes
 */
async function prime(codes) {
  if (codes.length === 0) return;
  const leaving = new AbortController();
  const late = setTimeout(() => leaving.abort(new Failure("timeout", "no populations")), LATE);
  const left = new Promise((_, reject) => leaving.signal.addEventListener("abort", () => reject(leaving.signal.reason)));
  try {
    await Promise.race([load(codes, leaving.signal), left]);
  } finally {
    clearTimeout(late);
  }
}

/**
 * @param {string[]} codes
 * @param {AbortSignal} signal
 */
async function load(codes, signal) {
  const { departementOf } = await import("../communes/codes.js");
  for (const code of codes) {
    const departement = departementOf(code);
    if (departement && !(code in (await slice(departement, signal)))) await slice(`anciens/${departement}`, signal);
  }
}

/**
 * @param {string} key
 * @param {AbortSignal} signal
 * @returns {Promise<Record<string, unknown>>} the file, known to Python too; empty when there is none
 */
async function slice(key, signal) {
  const known = primed.get(key);
  if (known) return known;
  hashes ??= download(manifest.files.slices, () => {}, signal).then((content) => JSON.parse(new TextDecoder().decode(content)));
  hashes.catch(() => (hashes = undefined));
  const sha256 = (await hashes)[key];
  // Python says of a code that it is no commune.
  if (!sha256) return {};
  const response = await request(new URL(`${key}.json`, SLICES), sha256, signal);
  const content = new Uint8Array(await response.arrayBuffer());
  await verified(new Response(content), { name: `${key}.json`, bytes: content.length, sha256 }, () => {});
  const text = new TextDecoder().decode(content);
  door.prime(key, text);
  const rows = JSON.parse(text);
  primed.set(key, rows);
  return rows;
}

const LOST = {
  field: "communes",
  message:
    "Les populations de ces communes n’ont pas pu être chargées. Vérifiez votre connexion, puis réessayez, ou indiquez la population.",
};

/** @param {Exclude<Order, { type: "start" }>} order */
async function answer(order) {
  const request = JSON.stringify(order.request);
  const named = [order.request, ...(("kept" in order.request && order.request.kept) || [])];
  await Promise.all(named.map(({ calculator }) => hold(calculator)));
  const written = order.type === "batch" ? order.request.csv.replaceAll("\0", "") : (order.request.typed.communes ?? "");
  let lost = false;
  try {
    await prime(written.toUpperCase().match(/\b\d[\dAB]\d{3}\b/g) ?? []);
  } catch (error) {
    console.warn(error);
    lost = true;
  }
  try {
    // A number of a table may only look like the code of a commune.
    if (order.type === "batch") return door.batch(request);
    if (!lost) return door[order.type](request);
  } catch (error) {
    if (!lost) throw error;
  }
  return JSON.stringify({ errors: [LOST] });
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let quiet;
/** @type {string[]} the calculators that are not made ready yet */
let left = [];

/** Imports, between two questions, the calculators that the reader may open next. */
function warm() {
  clearTimeout(quiet);
  quiet = setTimeout(async () => {
    const slug = left.shift();
    if (!slug) return;
    try {
      await hold(slug);
      door.warm(slug);
    } catch (error) {
      console.error(error);
    }
    warm();
  }, QUIET);
}

/**
 * @param {unknown} error
 * @returns {string} why the engine stops: `image` when it may be for the memory it was given,
 *   `cut` when it may be for want of a function
 */
function nameOf(error) {
  if (error instanceof Failure) return error.name;
  if (restored) return "image";
  return whole ? "broken" : "cut";
}

/** @type {() => void} */
let begin = () => {};
/** A question may come while Python starts: it waits here, and not for the page to be free. */
const begun = /** @type {Promise<void>} */ (new Promise((resolve) => (begin = resolve)));

/** @param {MessageEvent<Order>} event */
async function obey({ data: order }) {
  if (order.type === "start") {
    manifest = order.manifest;
    whole = order.whole;
    if (order.fresh) caching = "reload";
    try {
      await Promise.race([start(order.slug, order.image), failed]);
      begin();
      postMessage({ type: "ready", restored });
      if (!restored) warm();
    } catch (error) {
      stop.abort();
      if (restored) await (await modules)[1].forget();
      postMessage({ type: "failure", name: nameOf(error), detail: String(error) });
    }
    return;
  }
  await begun;
  clearTimeout(quiet);
  try {
    postMessage({ type: "answer", id: order.id, text: await answer(order) });
    warm();
  } catch (error) {
    // An error of Python leaves the engine sound; any other leaves it in an unknown state.
    const sound = error instanceof Error && error.name === "PythonError";
    postMessage(
      sound
        ? { type: "defect", id: order.id, detail: String(error) }
        : { type: "failure", name: nameOf(error), detail: String(error) },
    );
  }
}

failed.catch(() => {});
addEventListener("message", obey);
