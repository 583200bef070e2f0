/**
 * An image of the engine's memory, made by the reader's own browser once the calculators are
 * imported and before any question, so that the next visit starts where this one was.
 *
 * It rests on private options of Pyodide, named here and nowhere else. It is used only with the
 * very files that made it, and a start without it is always possible.
 */

/** Set to false to do without. */
const ENABLED = true;
const CACHE = "exercice-coordonne-memoire";
const CHECK = "x-sha256";
const LENGTH = "x-length";
/** What is kept is cut in pages of so many bytes, less those that hold nothing: more than half. */
const PAGE = 4096;

/** @typedef {{ makeMemorySnapshot: () => Uint8Array<ArrayBuffer> }} Maker */

/** Asks Pyodide to keep what an image needs. */
export const MAKING = { _makeSnapshot: true };

/**
 * @param {Uint8Array} image
 * @returns {object} options of `loadPyodide`
 */
export const restoring = (image) => ({ _loadSnapshot: image });

const available = () => ENABLED && "caches" in globalThis && crypto.subtle !== undefined;

/**
 * @param {Maker} python
 * @returns {Uint8Array<ArrayBuffer>} the length of the image, how many of its pages hold something,
 *   which they are, and these pages
 */
export function take(python) {
  const image = python.makeMemorySnapshot();
  const words = new Uint32Array(image.buffer, image.byteOffset, image.length >> 2);
  const held = [];
  for (let page = 0; page * PAGE < image.length; page += 1)
    if (words.subarray((page * PAGE) >> 2, ((page + 1) * PAGE) >> 2).some((word) => word !== 0)) held.push(page);
  const head = Uint32Array.of(image.length, held.length, ...held);
  const kept = new Uint8Array(head.byteLength + held.length * PAGE);
  kept.set(new Uint8Array(head.buffer));
  held.forEach((page, rank) => kept.set(image.subarray(page * PAGE, (page + 1) * PAGE), head.byteLength + rank * PAGE));
  return kept;
}

/**
 * @param {Uint8Array} kept
 * @returns {Uint8Array<ArrayBuffer>} the whole image
 */
export function expand(kept) {
  const image = new Uint8Array(lengthOf(kept));
  spread(kept, image);
  return image;
}

/** @param {Uint8Array} kept */
const lengthOf = (kept) => /** @type {number} */ (new Uint32Array(kept.buffer, kept.byteOffset, 1)[0]);

/**
 * @param {Uint8Array} kept
 * @param {Uint8Array} image where its pages go
 */
function spread(kept, image) {
  const [, count = 0] = new Uint32Array(kept.buffer, kept.byteOffset, 2);
  const held = new Uint32Array(kept.buffer, kept.byteOffset + 8, count);
  const body = kept.subarray(8 + held.byteLength);
  held.forEach((page, rank) => image.set(body.subarray(rank * PAGE, (rank + 1) * PAGE), page * PAGE));
}

/**
 * @typedef {object} Found
 * @property {Uint8Array<ArrayBuffer>} image of the right size at once, so that Pyodide prepares its
 *   place meanwhile
 * @property {Promise<boolean>} whole whether it holds, in the end, what was kept
 */

/**
 * @param {string} key names the files with which the image goes
 * @returns {Promise<Found | null>} `null` when there is none
 */
export async function find(key) {
  if (!available()) return null;
  try {
    const cache = await caches.open(CACHE);
    const response = await cache.match(key);
    if (!response) return null;
    const content = response.arrayBuffer();
    const length = Number(response.headers.get(LENGTH)) || lengthOf(new Uint8Array(await content));
    const image = new Uint8Array(length);
    return { image, whole: fill(image, content, response.headers.get(CHECK)) };
  } catch {
    // Storage may be refused or damaged: the engine starts without.
    return null;
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} image
 * @param {Promise<ArrayBuffer>} content
 * @param {string | null} sha256
 */
async function fill(image, content, sha256) {
  try {
    const kept = new Uint8Array(await content);
    // The browser hashes beside us.
    const found = digest(kept);
    spread(kept, image);
    if ((await found) === sha256) return true;
  } catch {
    // As above.
  }
  await forget();
  return false;
}

/**
 * @param {string} key
 * @param {Uint8Array<ArrayBuffer>} kept
 */
export async function keep(key, kept) {
  await forget();
  const cache = await caches.open(CACHE);
  const headers = { [CHECK]: await digest(kept), [LENGTH]: String(expand(kept).length) };
  await cache.put(key, new Response(kept, { headers }));
}

export const forget = () => caches.delete(CACHE);

/** @param {Uint8Array<ArrayBuffer>} content */
async function digest(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
