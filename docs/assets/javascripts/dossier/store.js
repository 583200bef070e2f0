// What the reader asked to keep, in this browser alone.

/**
 * @typedef {object} Kept
 * @property {string} id
 * @property {string} name given by the reader
 * @property {string} calculator
 * @property {string} title of the calculator
 * @property {string} link the answers, as an address holds them
 * @property {string} result in words
 * @property {string} saved the day and hour
 */

const NAME = "exercice-coordonne-dossier";
const STORE = "gardes";
/** The form of an exported file. */
export const VERSION = 1;
export const REFUSED =
  "Ce navigateur refuse de garder des données pour ce site (navigation privée, espace plein ou réglage). Rien n’est gardé. Le lien de la page garde vos réponses.";

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T>} once it is written
 */
async function within(mode, act) {
  const base = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = base.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    base.close();
  }
}

/** @returns {Promise<Kept[]>} the last one first */
export async function all() {
  const kept = await within("readonly", (store) => store.getAll());
  return kept.sort((a, b) => (a.saved < b.saved ? 1 : -1));
}

/** @param {Kept} one new, or known by its id */
export const put = (one) => within("readwrite", (store) => store.put(one));

/** @param {string} id */
export const remove = (id) => within("readwrite", (store) => store.delete(id));

export const clear = () => within("readwrite", (store) => store.clear());

/**
 * @param {Kept[]} kept
 * @returns {string} a file that `read` understands
 */
export const written = (kept) => JSON.stringify({ format: NAME, version: VERSION, gardes: kept }, null, 1);

/**
 * @param {string} text of a file
 * @returns {{ kept: Kept[], ignored: number } | null} nothing when it is not one of ours
 */
export function read(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return null;
  }
  if (file?.format !== NAME || !Array.isArray(file.gardes) || file.version > VERSION) return null;
  const kept = file.gardes.filter(sound);
  return { kept, ignored: file.gardes.length - kept.length };
}

const WORDS = ["id", "name", "calculator", "title", "link", "result", "saved"];

/** @param {any} one */
const sound = (one) => WORDS.every((key) => typeof one?.[key] === "string") && /^[a-z-]+$/.test(one.calculator);

/** Where the name of the dossier that serves the forms is written: it is read before they open. */
const CHOSEN = "dossier-choisi";

/** @returns {string | null} */
export function chosen() {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}

/** @param {string | null} name nothing to serve the forms no more */
export function choose(name) {
  if (name === null) localStorage.removeItem(CHOSEN);
  else localStorage.setItem(CHOSEN, name);
}
