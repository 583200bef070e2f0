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

/** @typedef {{ makeMemorySnapshot: () => Uint8Array<ArrayBuffer> }} Maker */

/** Asks Pyodide to keep what an image needs. */
export const MAKING = { _makeSnapshot: true };

/**
 * @param {Uint8Array} image
 * @returns {object} options of `loadPyodide`
 */
export const restoring = (image) => ({ _loadSnapshot: image });

export const available = () => ENABLED && "caches" in globalThis && crypto.subtle !== undefined;

/**
 * @param {Maker} python
 * @returns {Uint8Array<ArrayBuffer>} the image, without the zeros at its end
 */
export function take(python) {
  const image = python.makeMemorySnapshot();
  let end = image.length;
  while (end > 0 && image[end - 1] === 0) end -= 1;
  const kept = new Uint8Array(4 + end);
  new DataView(kept.buffer).setUint32(0, image.length);
  kept.set(image.subarray(0, end), 4);
  return kept;
}

/**
 * @param {Uint8Array} kept
 * @returns {Uint8Array<ArrayBuffer>} the whole image
 */
export function expand(kept) {
  const image = new Uint8Array(lengthOf(kept));
  image.set(kept.subarray(4));
  return image;
}

/** @param {Uint8Array} kept */
const lengthOf = (kept) => new DataView(kept.buffer, kept.byteOffset).getUint32(0);

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
    image.set(kept.subarray(4));
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
