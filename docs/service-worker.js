/**
 * Keeps what the reader has opened, so that pages and calculators work without a network.
 *
 * Files named by their content never change: they are taken from the cache. Any other file is
 * asked from the site, and taken from the cache when the site does not answer in time. A page that
 * was never opened is answered by one of ours, which lists those that were.
 */

const CACHE = "exercice-coordonne";
const ENGINE = new URL("assets/engine/", self.location.href);
const MANIFEST = new URL("manifest.json", ENGINE).href;
const SCRIPTS = new URL("assets/javascripts/engine/", self.location.href);
/** The page of what does not exist: its links do not depend on where it stands. */
const ABSENT = new URL("404.html", self.location.href).href;
const WORDS = /<div data-absent>[^]*?<\/div>/;
const TITLE = /<title>([^<]*)/;
/** A page that is kept waits no longer for the site; in milliseconds. */
const DEADLINE = 2500;
/** Nor the files of a page that came: they are waited for longer, to be of the same day as it. */
const FILE_DEADLINE = 5000;
/** Nor a page that was never opened. */
const LAST_DEADLINE = 10_000;
const NAMED_BY_CONTENT = /-[0-9a-f]{16}\.[a-z]+$/;

const worker = /** @type {any} */ (self);

worker.addEventListener("install", (/** @type {any} */ event) => {
  worker.skipWaiting();
  event.waitUntil(Promise.all([keepEngine(), shorten(event)]));
});
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (/** @type {any} */ event) => event.waitUntil(keepRead(event.data)));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  event.respondWith(NAMED_BY_CONTENT.test(url.pathname) ? kept(event) : asked(event));
});

/**
 * Files of the engine come straight from the cache, without a turn by this script, which has all
 * those of the page to answer. One that is asked with a query comes from the site: it replaces what
 * is kept.
 *
 * @param {any} event
 */
async function shorten(event) {
  const folders = [ENGINE, SCRIPTS].map(({ pathname }) => pathname);
  for (const pathname of folders.map((folder) => `${folder}*-*.*`)) {
    const urlPattern = { pathname, search: "" };
    await event.addRoutes?.({ condition: { urlPattern }, source: { cacheName: CACHE } }).catch(() => {});
  }
}

/** The first visit fetched the engine before this script ran: its files are in the HTTP cache. */
async function keepEngine() {
  const cache = await caches.open(CACHE);
  const response = await fetch(MANIFEST);
  /** @type {{ files: Record<string, { name: string }>, scripts: string[] }} */
  const { files, scripts } = await response.clone().json();
  await cache.put(MANIFEST, response);
  await cache.add(ABSENT).catch(() => {});
  // The whole of WebAssembly is asked for when it is needed, which is rare.
  const usual = Object.entries(files).filter(([role]) => role !== "whole");
  const engine = usual.map(([, { name }]) => new URL(name, ENGINE));
  await cache.addAll([...engine, ...scripts.map((name) => new URL(name, SCRIPTS))].map(({ href }) => href));
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
  const renewed = request.cache === "reload" || new URL(request.url).search;
  const found = renewed ? undefined : await cache.match(address(request), { ignoreVary: true });
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) event.waitUntil(keep(cache, request, response.clone()));
  return response;
}

/** Whether the site left the last page without answer: what is kept then waits for nothing. */
let mute = false;

/** @param {any} event */
async function asked(event) {
  const { request } = event;
  const cache = await caches.open(CACHE);
  const found = await cache.match(address(request), { ignoreVary: true });
  const page = request.mode === "navigate";
  const answer = fetch(request).then((response) => {
    // A file may come from the browser's own cache: only a page proves that the site is there.
    if (page) mute = false;
    if (response.ok) {
      event.waitUntil(keep(cache, request, response.clone()));
      if (request.url === MANIFEST) event.waitUntil(forget(cache, response.clone()));
    }
    return response;
  });
  event.waitUntil(answer.catch(() => {}));
  if (!found && !page) return answer;
  try {
    return await Promise.race([answer, late(patience(found, page))]);
  } catch (error) {
    mute ||= error === LATE;
    const instead = found ?? (await absent(cache));
    if (instead) return instead;
    throw error;
  }
}

/**
 * @param {Response | undefined} found
 * @param {boolean} page
 */
function patience(found, page) {
  if (!found) return LAST_DEADLINE;
  if (page) return DEADLINE;
  return mute ? 0 : FILE_DEADLINE;
}

const LATE = new Error("The site does not answer in time.");

/**
 * @param {number} time
 * @returns {Promise<never>}
 */
const late = (time) => new Promise((_, reject) => setTimeout(reject, time, LATE));

/**
 * @param {Cache} cache
 * @returns {Promise<Response | undefined>} our words, and the pages that can be opened
 */
async function absent(cache) {
  const words = await cache.match(ABSENT);
  if (!words) return undefined;
  const text = await words.text();
  const items = (await opened(cache)).map(({ url, title }) => `<li><a href="${url}">${title}</a></li>`);
  const said = `<h1>Cette page n’est pas sur votre appareil</h1>
    <p>Vous êtes hors connexion, ou le site ne répond pas. Quand la connexion reviendra, rechargez la page.</p>
    <p>Ces pages ont déjà été ouvertes ici. Elles se lisent sans connexion :</p>
    <ul>${items.sort().join("")}</ul>`;
  const page = text.replace(WORDS, () => said).replace(TITLE, "<title>Hors connexion – Exercice coordonné");
  return new Response(page, { status: 503, headers: words.headers });
}

/**
 * @param {Cache} cache
 * @returns {Promise<{url: string, title: string}[]>} as their own HTML writes them
 */
async function opened(cache) {
  const pages = [];
  for (const { url } of await cache.keys()) {
    if (!url.endsWith("/") || url.includes("/embed/")) continue;
    const text = (await (await cache.match(url))?.text()) ?? "";
    pages.push({ url: new URL(url).pathname, title: TITLE.exec(text)?.[1] ?? url });
  }
  return pages;
}

/**
 * What the reader typed or searched stands in the address of a page, and is never kept.
 *
 * @param {Request} request
 */
function address({ mode, url }) {
  const found = new URL(url);
  found.hash = "";
  if (mode === "navigate" || NAMED_BY_CONTENT.test(found.pathname)) found.search = "";
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
  /** @type {{ files: Record<string, { name: string }>, scripts: string[] }} */
  const { files, scripts } = await manifest.json();
  const current = new Set([
    ...Object.values(files).map(({ name }) => new URL(name, ENGINE).href),
    ...scripts.map((name) => new URL(name, SCRIPTS).href),
  ]);
  for (const { url } of await cache.keys()) {
    const ours = url.startsWith(ENGINE.href) || url.startsWith(SCRIPTS.href);
    if (ours && NAMED_BY_CONTENT.test(url) && !current.has(url)) await cache.delete(url);
  }
}
