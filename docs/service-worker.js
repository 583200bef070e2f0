/**
 * Keeps what the reader has opened, so that pages and calculators work without a network.
 *
 * Files named by their content never change: they are taken from the cache. Any other file is
 * asked from the site, and taken from the cache only when the site does not answer.
 */

const CACHE = "exercice-coordonne";
const ENGINE = new URL("assets/engine/", self.location.href);
const MANIFEST = new URL("manifest.json", ENGINE).href;
const SCRIPTS = ["boot", "snapshot", "worker"].map((name) => new URL(`assets/javascripts/${name}.js`, self.location.href).href);
const NAMED_BY_CONTENT = /-[0-9a-f]{16}\.[a-z]+$/;

const worker = /** @type {any} */ (self);

worker.addEventListener("install", (/** @type {any} */ event) => {
  worker.skipWaiting();
  event.waitUntil(keepEngine());
});
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (/** @type {any} */ event) => event.waitUntil(keepRead(event.data)));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  event.respondWith(NAMED_BY_CONTENT.test(url.pathname) ? kept(event) : asked(event));
});

/** The first visit fetched the engine before this script ran: its files are in the HTTP cache. */
async function keepEngine() {
  const cache = await caches.open(CACHE);
  const response = await fetch(MANIFEST);
  /** @type {{ files: Record<string, { name: string }> }} */
  const { files } = await response.clone().json();
  await cache.put(MANIFEST, response);
  // The whole of WebAssembly is asked for when it is needed, which is rare.
  const usual = Object.entries(files).filter(([role]) => role !== "whole");
  await cache.addAll([...usual.map(([, { name }]) => new URL(name, ENGINE).href), ...SCRIPTS]);
}

/** @param {string[]} addresses what the page that installed this script had read before */
async function keepRead(addresses) {
  const cache = await caches.open(CACHE);
  await Promise.allSettled(addresses.map((address) => cache.add(address)));
}

/** @param {any} event */
async function kept(event) {
  const { request } = event;
  const cache = await caches.open(CACHE);
  const found = request.cache === "reload" ? undefined : await cache.match(address(request), { ignoreVary: true });
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) event.waitUntil(keep(cache, request, response.clone()));
  return response;
}

/** @param {any} event */
async function asked(event) {
  const { request } = event;
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) {
      event.waitUntil(keep(cache, request, response.clone()));
      if (request.url === MANIFEST) event.waitUntil(forget(cache, response.clone()));
    }
    return response;
  } catch (error) {
    const found = await cache.match(address(request), { ignoreVary: true });
    if (found) return found;
    throw error;
  }
}

/**
 * What the reader typed or searched stands in the address of a page, and is never kept.
 *
 * @param {Request} request
 */
function address({ mode, url }) {
  const found = new URL(url);
  found.hash = "";
  if (mode === "navigate") found.search = "";
  return found.href;
}

/**
 * @param {Cache} cache
 * @param {Request} request
 * @param {Response} response
 */
async function keep(cache, request, response) {
  try {
    await cache.put(address(request), response);
  } catch {
    // The disk is full: the page works all the same, with a network.
  }
}

/**
 * Drops the files of the engines before this one.
 *
 * @param {Cache} cache
 * @param {Response} manifest
 */
async function forget(cache, manifest) {
  /** @type {{ files: Record<string, { name: string }> }} */
  const { files } = await manifest.json();
  const current = new Set(Object.values(files).map(({ name }) => new URL(name, ENGINE).href));
  for (const { url } of await cache.keys())
    if (url.startsWith(ENGINE.href) && NAMED_BY_CONTENT.test(url) && !current.has(url)) await cache.delete(url);
}
