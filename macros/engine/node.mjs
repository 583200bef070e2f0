/**
 * The engine of the page, under Node: requests on standard input, answers on standard output,
 * one JSON text a line. Arguments: a folder of its own to write in, the folder of the bundle, and
 * the file of an image of the memory, made by `image` if it is not there.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { open, options } from "../../docs/assets/javascripts/engine/boot.js";
import { MAKING, expand, restoring, take } from "../../docs/assets/javascripts/engine/snapshot.js";

// The default prints the line at fault, which is the whole of a script of one line.
process.on("uncaughtException", (error) => {
  console.error(error.stack);
  process.exit(1);
});

const [scratch = "", bundle = "", image = ""] = process.argv.slice(2).map((path) => resolve(path));
const { files, runtime, calculators } = JSON.parse(readFileSync(join(bundle, "manifest.json"), "utf8"));

/** @param {string} role */
function read(role) {
  const { name, sha256 } = files[role];
  const content = readFileSync(join(bundle, name));
  if (createHash("sha256").update(content).digest("hex") !== sha256)
    throw new Error(`${name} is not the file of the manifest`);
  return content;
}

// Under Node, Pyodide looks for its files by their own names.
mkdirSync(scratch, { recursive: true });
const named = { loader: "pyodide.mjs", glue: "pyodide.asm.js", wasm: "pyodide.asm.wasm" };
for (const [role, name] of Object.entries(named)) writeFileSync(join(scratch, name), read(role));
copyFileSync(join(bundle, files.library.name), join(scratch, "library.zip"));
writeFileSync(join(scratch, "package.json"), '{"type": "commonjs"}');

// The instance, to ask an instrumented module which of its functions ran.
/** @type {WebAssembly.Exports} */
let exports = {};
const { instantiate } = WebAssembly;
Object.assign(WebAssembly, {
  /** @type {(module: BufferSource, imports: WebAssembly.Imports) => Promise<WebAssembly.WebAssemblyInstantiatedSource>} */
  instantiate: async (module, imports) => {
    const made = await instantiate(module, imports);
    if ("memory" in (imports.env ?? {})) ({ exports } = made.instance);
    return made;
  },
});

function ran() {
  return Object.entries(exports).flatMap(([name, mark]) =>
    name.startsWith("ran ") && /** @type {WebAssembly.Global} */ (mark).value ? Number(name.slice(4)) : [],
  );
}

const { loadPyodide } = await import(pathToFileURL(join(scratch, "pyodide.mjs")).href);
const python = await loadPyodide({
  ...options(runtime),
  ...(image && (existsSync(image) ? restoring(expand(readFileSync(image))) : MAKING)),
  indexURL: scratch,
  stdLibURL: join(scratch, "library.zip"),
  stdout: (/** @type {string} */ text) => process.stderr.write(`${text}\n`),
});
const door = open(python, read("calculators"));
const held = new Set();

/** @param {string} slug a calculator, which Python gets with those that it needs */
function hold(slug) {
  for (const needed of calculators[slug] ?? []) {
    if (!held.has(needed)) door.add(needed, read(needed));
    held.add(needed);
  }
}

/**
 * @param {(request: string) => string} task
 * @returns {(request: string) => string}
 */
const holding = (task) => (request) => {
  const { calculator, kept = [] } = JSON.parse(request);
  for (const slug of [calculator, ...kept.map((/** @type {{ calculator: string }} */ one) => one.calculator)]) hold(slug);
  return task(request);
};

/** @type {Record<string, (...args: string[]) => unknown>} */
const actions = {
  answer: holding(door.answer),
  batch: holding(door.batch),
  export: holding(door.export),
  prime: door.prime,
  warm: (slug) => {
    hold(slug);
    door.warm(slug);
  },
  ran,
  image: () => writeFileSync(image, take(python)),
  run: (code) => python.runPython(code),
};
for await (const line of createInterface({ input: process.stdin })) {
  const [action, ...args] = JSON.parse(line);
  let reply;
  try {
    reply = { answer: actions[action]?.(...args) ?? null };
  } catch (error) {
    // An error of Python says all; any other is told with the functions in which it happened.
    const { name, message, stack } = /** @type {Error} */ (error);
    reply = { error: name === "PythonError" ? `${name}: ${message}` : stack };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
