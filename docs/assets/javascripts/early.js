// Starts the engine at the first bytes of a page whose address holds answers: before the theme, and
// before the scripts that will ask it something. What fails here is left to them: they start the
// engine as for any page, and say in words what does not come.

/**
 * Written by `macros/site/early.py`.
 *
 * @type {{ manifest: object, worker: string, scripts: string[] } | null} what the worker is told of
 *   its files, its own name, and the scripts that a form needs
 */
const KNOWN = null;

/** @typedef {{ worker: Worker, manifest: object, heard: Array<MessageEvent | ErrorEvent> }} Begun */

/** @param {NonNullable<typeof KNOWN>} known */
function begin({ manifest, worker: name, scripts }) {
  const options = { name: "engine", type: /** @type {const} */ ("module") };
  const worker = new Worker(new URL(name, import.meta.url), options);
  /** @type {Begun} */
  const begun = { worker, manifest, heard: [] };
  worker.onmessage = worker.onerror = (/** @type {any} */ event) => begun.heard.push(event);
  const slug = location.pathname.split("/").at(-2);
  worker.postMessage({ type: "start", manifest, slug, fresh: false, whole: false, image: "use" });
  Object.assign(globalThis, { exerciceCoordonneBegun: begun });
  const preload = () => {
    for (const script of scripts) {
      const link = document.createElement("link");
      link.rel = "modulepreload";
      link.href = new URL(script, import.meta.url).href;
      document.head.append(link);
    }
  };
  // Browsers ask a site for six files at a time: those of the worker go first, unless they are kept.
  const hear = (/** @type {MessageEvent} */ { data }) => {
    if (data.type === "awake") return;
    worker.removeEventListener("message", hear);
    preload();
  };
  if (navigator.serviceWorker?.controller) preload();
  else worker.addEventListener("message", hear);
}

if (KNOWN && location.hash.includes("=") && !("exerciceCoordonneEngine" in globalThis)) begin(KNOWN);
