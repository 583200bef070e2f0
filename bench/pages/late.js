/**
 * The worker of the engine without its preflight: each file is fetched when Pyodide asks for it.
 * Put in the place of `worker.js` in the variant of this name.
 */
// @ts-expect-error it stands there once served
import { open, options } from "./boot.js";

const ENGINE = new URL("../../engine/", import.meta.url);

/** @type {ReturnType<typeof open>} */
let door;
/** @type {Promise<void> | undefined} a question may come before it ends */
let started;

/**
 * @param {{ files: Record<string, { name: string }>, runtime: object }} manifest
 * @param {string} slug
 */
async function start({ files, runtime }, slug) {
  /** @param {string} role */
  const address = (role) => new URL(files[role]?.name ?? "", ENGINE).href;
  const { fetch } = globalThis;
  globalThis.fetch = (url) => fetch(address(String(url).endsWith(".wasm") ? "wasm" : "library"));
  const { loadPyodide } = await import(address("loader"));
  await import(address("glue"));
  const [shared, own] = await Promise.all(
    ["calculators", slug].map(async (role) => new Uint8Array(await (await fetch(address(role))).arrayBuffer())),
  );
  const settings = { ...options(runtime), indexURL: ENGINE.href, stdLibURL: new URL("library.zip", ENGINE).href };
  door = open(await loadPyodide(settings), /** @type {Uint8Array} */ (shared));
  door.add(slug, /** @type {Uint8Array} */ (own));
  globalThis.fetch = fetch;
}

addEventListener("message", async ({ data }) => {
  if (data.type === "start") {
    started = start(data.manifest, data.slug);
    await started;
    postMessage({ type: "ready", restored: true });
  } else {
    await started;
    postMessage({ type: "answer", id: data.id, text: door.answer(JSON.stringify(data.request)) });
  }
});
