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

/**
 * @typedef {object} List the boxes of a checklist, ticked for a dossier
 * @property {string} id
 * @property {string} name of the dossier
 * @property {string} list its name in its page
 * @property {string} page its address in this site
 * @property {string} title of its page
 * @property {string[]} ticked
 * @property {number} boxes how many it has
 * @property {string} saved the day and hour
 */

const NAME = "exercice-coordonne-dossier";
const STORE = "gardes";
/** The form of the base. */
const BASE = 1;
/** The form of an exported file: lists came with the second. */
export const VERSION = 2;
/** The longest name of a structure, kept or printed. */
export const LONGEST = 80;
/** What a file brings opens a page of this site; in the order in which a dossier is read: the form, the team, the company, then money, dates and sharing. */
export const CALCULATORS = ["orientation", "equipe", "sisa", "centre-de-sante", "aci-msp", "aci-cpts", "calendrier", "repartition-sisa", "indemnites-cpts"];
const PAGES = ["appeler-un-dac", "creer-une-cpts", "creer-une-msp", "ecrire-un-projet-de-sante", "fonder-une-sisa", "ouvrir-un-centre-de-sante", "rejoindre-une-msp", "signer-et-vivre-un-aci"];
export const REFUSED =
  "Ce navigateur refuse de garder des données pour ce site (navigation privée, espace plein ou réglage). Rien n’est gardé. Le lien de la page garde vos réponses.";

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, BASE);
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

/** @returns {Promise<(Kept | List)[]>} the last one first */
async function everything() {
  const waiting = held();
  const list = waiting && parsed(waiting);
  if (list) await putList(list).catch(() => {});
  else if (waiting) localStorage.removeItem(WAITING);
  const kept = await within("readonly", (store) => store.getAll());
  // What was spoilt must not hide the rest.
  return kept.filter((one) => sound(one) || soundList(one)).sort((a, b) => (a.saved < b.saved ? 1 : -1));
}

/** @returns {Promise<Kept[]>} the last one first */
export const all = async () => (await everything()).filter((one) => "calculator" in one);

/** @returns {Promise<boolean>} whether something was ever kept: to look in the base would make it */
export async function any() {
  const bases = await indexedDB.databases();
  return bases.some(({ name }) => name === NAME);
}

/** @returns {Promise<List[]>} the last one first */
export const lists = async () => (await everything()).filter((one) => "list" in one);

/**
 * @param {string} name of a dossier
 * @param {string} list
 */
export const listId = (name, list) => `liste ${list} ${name}`;

export const newId = () => crypto.randomUUID?.() ?? String(Math.random());

/**
 * @param {Kept | List} one
 * @param {boolean} precise whether another one was kept that day
 * @returns {string} when it was kept
 */
export const keptOn = ({ saved }, precise) =>
  new Date(saved).toLocaleString("fr-FR", precise ? { dateStyle: "long", timeStyle: "medium" } : { dateStyle: "long" });

/** @param {Kept | List} one new, or known by its id */
export const put = (one) => within("readwrite", (store) => store.put(one));

/** Where a list waits to be written: a page that is left at once would lose it. */
const WAITING = "dossier-en-attente";

function held() {
  try {
    return localStorage.getItem(WAITING);
  } catch {
    return null;
  }
}

/**
 * @param {string} text
 * @returns {List | null} nothing when it is no list
 */
function parsed(text) {
  try {
    const one = JSON.parse(text);
    return soundList(one) ? one : null;
  } catch {
    return null;
  }
}

/**
 * @param {StorageEvent} event
 * @returns {List | null} the list that another tab writes
 */
export const waitingIn = ({ key, newValue }) => (key === WAITING && newValue ? parsed(newValue) : null);

/** @param {List} one */
export async function putList(one) {
  const written = JSON.stringify(one);
  try {
    localStorage.setItem(WAITING, written);
  } catch {
    // It is written all the same, unless the page is left at once.
  }
  await put(one);
  if (held() === written) localStorage.removeItem(WAITING);
}

/**
 * @param {string} link
 * @returns {{ typed: Record<string, string>, on: string, done: string[] }} what the engine is asked: the
 *   answers, the day of the texts, the steps whose proof is ready
 */
export function asked(link) {
  const { on = "", plan = "", scenario: _, ...typed } = Object.fromEntries(new URLSearchParams(link));
  return { typed, on, done: plan.split(",").filter(Boolean) };
}

/** @param {string} id */
export const remove = (id) => within("readwrite", (store) => store.delete(id));

export const clear = () => {
  if (held() !== null) localStorage.removeItem(WAITING);
  return within("readwrite", (store) => store.clear());
};

/**
 * @param {Kept[]} kept
 * @param {List[]} ticked
 * @returns {string} a file that `read` understands
 */
export const written = (kept, ticked) => JSON.stringify({ format: NAME, version: VERSION, gardes: kept, listes: ticked }, null, 1);

/**
 * @param {string} text of a file
 * @returns {{ kept: Kept[], lists: List[], ignored: number, older: boolean } | null} nothing when it is not one of ours
 */
export function read(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return null;
  }
  const version = file?.version;
  if (file?.format !== NAME || !Array.isArray(file.gardes) || !Number.isInteger(version) || version < 1 || version > VERSION) return null;
  const listed = Array.isArray(file.listes) ? file.listes : [];
  const kept = file.gardes.filter(sound).filter((/** @type {Kept} */ { calculator }) => CALCULATORS.includes(calculator));
  const found = listed.filter(soundList).filter((/** @type {List} */ one) => PAGES.includes(one.list) && one.page === `construire/${one.list}/`);
  return { kept, lists: found, ignored: file.gardes.length + listed.length - kept.length - found.length, older: version < VERSION };
}

/**
 * Puts what was read beside what is here: nothing of ours is replaced, nor its boxes emptied.
 *
 * @param {{ kept: Kept[], lists: List[] }} found
 * @returns {Promise<{ added: number, same: number }>} how many are new, how many were here as they are
 */
export async function bring(found) {
  const here = await everything();
  const ids = new Set(here.map(({ id }) => id));
  const known = new Set(here.map(content));
  let same = 0;
  /** @type {(Kept | List)[]} */
  const coming = [];
  for (const one of found.kept) {
    if (known.has(content(one))) {
      same += 1;
      continue;
    }
    // Another one, under the name of ours: both stay.
    const id = ids.has(one.id) || one.id.startsWith(listId("", "").trim()) ? newId() : one.id;
    ids.add(id);
    known.add(content(one));
    coming.push({ ...one, id });
  }
  for (const one of found.lists) {
    const id = listId(one.name, one.list);
    const mine = here.find((other) => other.id === id);
    if (mine && "list" in mine && one.ticked.every((box) => mine.ticked.includes(box))) {
      same += 1;
      continue;
    }
    const rank = coming.findIndex((other) => other.id === id);
    const before = /** @type {List | undefined} */ (rank < 0 ? mine : coming.splice(rank, 1)[0]);
    coming.push(united({ ...one, id }, before));
  }
  await Promise.all(coming.map(put));
  return { added: coming.length, same };
}

/**
 * A box that is ticked in one or the other is ticked.
 *
 * @param {List} one
 * @param {List} [other] whose words are kept
 */
export const united = (one, other) => ({ ...one, ...other, id: one.id, name: one.name, ticked: [...new Set([...(other?.ticked ?? []), ...one.ticked])] });

/** @param {Kept | List} one */
const content = (one) => ("calculator" in one ? JSON.stringify([one.name, one.calculator, one.link, one.saved]) : one.id);

const WORDS = ["id", "name", "title", "saved"];

/**
 * @param {any} one
 * @param {string[]} keys
 */
const worded = (one, keys) =>
  keys.every((key) => typeof one?.[key] === "string") && [one.id, one.name].every((words) => words.trim()) && !Number.isNaN(Date.parse(one.saved));

/** @param {any} one */
const sound = (one) => worded(one, [...WORDS, "calculator", "link", "result"]) && /^[a-z-]+$/.test(one.calculator) && !("list" in one);

/** @param {any} one */
const soundList = (one) =>
  worded(one, [...WORDS, "list", "page"]) &&
  /^[a-z-]+\/[a-z-]+\/$/.test(one.page) &&
  Array.isArray(one.ticked) &&
  one.ticked.every((/** @type {unknown} */ value) => typeof value === "string") &&
  Number.isInteger(one.boxes) &&
  one.ticked.length <= one.boxes &&
  !("calculator" in one);

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
