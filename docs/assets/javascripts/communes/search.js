/**
 * Communes and EPCI found by name, postcode or code.
 *
 * The files searched are made by `macros/territoires/populations.py`; a search loads one or two of them.
 */
import { departementOf } from "./codes.js";

/**
 * @typedef {object} Place
 * @property {"commune" | "epci"} kind
 * @property {string} code INSEE code of a commune, SIREN of an EPCI
 * @property {string} name
 * @property {string} departement code of its department
 * @property {number | null} population `null` where none is published
 * @property {string} [former] the former commune by whose name or code it was found
 * @property {number} [since] the year since when that former code leads here
 * @property {boolean} [exact] bears the very name, postcode or code that was typed
 * @property {boolean} [near] not quite what was typed
 * @property {string[]} [communes] members of an EPCI, when they are already loaded
 */

/**
 * @typedef {object} About
 * @property {string} vintage
 * @property {Record<string, string>} vintages what is counted of another year, by department
 * @property {Record<string, string>} outside why a department is outside the agreement
 * @property {string} source
 * @property {Record<string, string>} departements
 * @property {string[]} stop words too common to be indexed
 * @property {string[]} keys the files of names: each holds the words that start so
 */

/** @typedef {[code: string, name: string, population: number | null, extra?: string]} NameRow */
/** @typedef {Record<string, [name: string, population: number | null]>} Slice */
/** @typedef {Record<string, [name: string, since: number, code: string, now: string, population: number]>} Formers */
/** @typedef {{place: Place, text: string, bare: string, words: string[]}} Name */
/** @typedef {[name: string, population: number, departement: string, codes: string[]]} EpciRow */

const DATA = new URL("../../territoires/", import.meta.url);
/** A file is not waited for longer; in milliseconds. */
const LATE = 8_000;
const LEADING = new Set("ca cc cu d de des du l la le les metropole".split(" "));
/** Words that people leave out, or write one for another. */
const LINKS = new Set("a au aux d de des du en et l la le les lez s sous sur".split(" "));
/** What people call an EPCI, whatever its own name says. */
const GROUPS = new Set("agglo agglomeration ca cc communaute cu eurometropole grand grande metropole pays urbaine".split(" "));
/** Departments of the edition, whose places come before others as near; none in the national guide. */
const OWN = (globalThis.document?.querySelector("meta[name=territoire]")?.getAttribute("content") ?? "").split(" ");
/** A name with a postcode or the number of its department, before or after it. */
const BESIDE = /^(?:(\d{5}|\d{2,3}|2[ab])[\s,]+)?(\D+?)(?:[\s,(]+(\d{5}|\d{2,3}|2[ab])\)?)?$/i;
/** Files of names read at most to find a name that is not quite what was typed. */
const WIDE = 8;

/** @type {Map<string, Promise<any>>} */
const memory = new Map();

/**
 * @template T
 * @param {string} key
 * @param {() => Promise<T>} make
 * @returns {Promise<T>} what `make` gave the first time; a failure is forgotten, to be tried again
 */
function once(key, make) {
  let made = memory.get(key);
  if (!made) {
    made = make();
    made.catch(() => memory.delete(key));
    memory.set(key, made);
  }
  return made;
}

/**
 * @param {string} path
 * @returns {Promise<string | null>} `null` when there is no such file
 */
function read(path) {
  return once(path, async () => {
    const leaving = new AbortController();
    const late = setTimeout(() => leaving.abort(), LATE);
    try {
      const response = await fetch(new URL(path, DATA), { signal: leaving.signal });
      if (response.ok) return await response.text();
      if (response.status === 404) return null;
      throw new Error(`${path}: ${response.status}`);
    } finally {
      clearTimeout(late);
    }
  });
}

/**
 * @param {string} path
 * @returns {Promise<any>} an empty object when there is no such file
 */
function data(path) {
  return once(`parsed ${path}`, async () => JSON.parse((await read(path)) ?? "{}"));
}

/** @returns {Promise<About>} */
export const about = () => data("meta.json");

/**
 * @param {string} text
 * @returns {string} the words as one types them: no capital, no accent, no punctuation
 */
export function plain(text) {
  return text
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .replace(/\bst(e?)\b/g, "saint$1")
    .replace(/\b0*(\d+)(?:er|ere|eme|e)?\b/g, "$1")
    .replace(/\bcommunaute de communes\b/g, "cc")
    .replace(/\bcommunaute d agglomeration\b/g, "ca")
    .replace(/\bcommunaute urbaine\b/g, "cu");
}

/**
 * @param {string[]} words
 * @param {About} index
 * @returns {string | undefined} the one file of names to read
 */
function fileFor(words, { stop, keys }) {
  const long = words.filter((word) => word.length > 1);
  const telling = long.filter((word) => !stop.includes(word) && !/^\d/.test(word));
  telling.sort((a, b) => b.length - a.length);
  const word = telling[0] ?? long.at(-1) ?? words.at(-1) ?? "";
  return keys.filter((key) => word.startsWith(key)).sort((a, b) => b.length - a.length)[0];
}

/**
 * @param {string} key
 * @returns {Promise<Name[]>}
 */
function named(key) {
  return once(`named ${key}`, async () => {
    /** @type {NameRow[]} */
    const rows = await data(`noms/${key}.json`);
    return rows.map(([code, name, population, extra]) => {
      const epci = code.length === 9;
      const departement = epci ? (extra ?? "") : departementOf(code);
      /** @type {Place} */
      const place = { kind: epci ? "epci" : "commune", code, name, departement, population };
      if (!epci && extra) place.former = extra;
      const text = plain(place.former ?? name);
      const words = text.split(" ");
      const start = words.findIndex((word) => !LEADING.has(word));
      return { place, text, bare: words.slice(Math.max(start, 0)).join(" "), words };
    });
  });
}

/**
 * Find communes and EPCI: the exact name, then names that start so, then names whose words start
 * so; in each, today's names before former ones, then those of the edition, then the most populated
 * first; failing all of these, the name without the code beside it, then names that are near. Digits
 * are a postcode or its start.
 *
 * @param {string} query
 * @returns {Promise<Place[]>}
 */
export async function search(query) {
  const typed = query.trim().toUpperCase();
  if (/^\d{3,5}$/.test(typed)) {
    const found = await byPostcode(typed);
    return found.length > 0 ? whole(found, typed.length === 5) : whole(await byCode(typed), true);
  }
  if (departementOf(typed)) return whole(await byCode(typed), true);

  const text = plain(query);
  const words = text.split(" ");
  const index = await about();
  const key = fileFor(words, index);
  const found = key ? ranked(await named(key), (name) => rankOf(text, words, name), 3) : [];
  if (found.length > 0) return found;
  const [, before, name, after] = BESIDE.exec(query.trim()) ?? [];
  const code = (before ?? after)?.toUpperCase();
  const there = name && code ? await beside(name, code) : [];
  return there.length > 0 ? there : nearby(words, index);
}

/**
 * @param {Place[]} places
 * @param {boolean} exact
 * @returns {Place[]}
 */
const whole = (places, exact) => (exact ? places.map((place) => ({ ...place, exact })) : places);

/**
 * @param {string} name
 * @param {string} code a postcode, or the number of a department
 * @returns {Promise<Place[]>} those of that postcode which are called so, else those of that department
 */
async function beside(name, code) {
  const words = plain(name).split(" ");
  /** @param {Place} place */
  const called = (place) => words.every((word) => plain(place.name).split(" ").some((other) => other.startsWith(word)));
  const posted = code.length === 5 ? whole((await byPostcode(code)).filter(called), true) : [];
  const start = code.length === 5 ? departementOf(code) || code.slice(0, 2) : code;
  // The postcodes of Corsica begin as its department once did.
  const departements = start === "20" ? ["2A", "2B"] : [start];
  return posted.length > 0 ? posted : (await search(name)).filter(({ departement }) => departements.includes(departement));
}

/**
 * @param {Name[]} names
 * @param {(name: Name) => number} rank
 * @param {number} limit the rank from which a name does not match
 * @returns {Place[]} each place once, the best first
 */
function ranked(names, rank, limit) {
  /** @type {Map<string, {rank: number, place: Place}>} */
  const found = new Map();
  for (const name of names) {
    const { code, former } = name.place;
    const own = rank(name);
    const place = { rank: own + (former ? 0.5 : 0), place: own === 0 ? { ...name.place, exact: true } : name.place };
    if (place.rank < Math.min(found.get(code)?.rank ?? limit, limit)) found.set(code, place);
  }
  const best = [...found.values()].sort((a, b) => a.rank - b.rank || larger(a.place, b.place));
  return best.map(({ place }) => place);
}

/**
 * @param {string} text
 * @param {string[]} words
 * @param {Name} name
 * @returns {number} 3 when the name does not match
 */
function rankOf(text, words, name) {
  if (name.text === text || name.bare === text) return 0;
  if (name.text.startsWith(text) || name.bare.startsWith(text)) return 1;
  return words.every((word) => name.words.some((other) => other.startsWith(word))) ? 2 : 3;
}

/**
 * Find names whose small words differ, then EPCI under the name people give them, then names with
 * a slip of the finger: the first of these that finds something.
 *
 * @param {string[]} words
 * @param {About} index
 * @returns {Promise<Place[]>}
 */
async function nearby(words, index) {
  const typed = words.filter((word) => !LINKS.has(word)).map(singular);
  const own = typed.filter((word) => !GROUPS.has(word));
  if (own.length === 0) return [];
  const joined = words.join("");
  const names = await around(typed, index, false);
  /** @type {(() => Place[] | Promise<Place[]>)[]} */
  const tries = [
    () => ranked(names, (name) => slips(typed, name, 0), 1),
    () => (own.length < typed.length ? ranked(names.filter(isGroup), (name) => slips(own, name, 0), 1) : []),
    async () => {
      const unglued = typed.flatMap((word) => [word, word.replace(/^saint/, ""), word.replace(/^sainte/, "")]);
      const more = await around(unglued, index, true);
      return ranked(more, (name) => Math.min(glued(joined, name), slips(typed, name, 2)), typed.length + 2);
    },
  ];
  for (const attempt of tries) {
    const found = await attempt();
    if (found.length > 0) return found.map((place) => ({ ...place, exact: false, near: true }));
  }
  return [];
}

/** @param {Name} name */
const isGroup = (name) => name.place.kind === "epci";

/** @param {string} word */
const singular = (word) => (word.length > 3 ? word.replace(/[sx]$/, "") : word);

/**
 * @param {string} joined what is typed, in one word
 * @param {Name} name
 * @returns {number} infinite when the name in one word does not start so
 */
function glued(joined, name) {
  const whole = name.words.join("");
  if (joined.length < 6 || !whole.startsWith(joined)) return Infinity;
  return whole === joined ? 0 : 0.25;
}

/**
 * @param {string[]} words
 * @param {About} index
 * @param {boolean} wide whether to look beside the file where each word should be
 * @returns {Promise<Name[]>} the names in the files that start most like one of the words
 */
async function around(words, { keys, stop }, wide) {
  const telling = words.filter((word) => /^[a-z]{2}/.test(word) && !stop.includes(word));
  /** @type {Map<string, number>} */
  const shared = new Map();
  for (const word of telling.length > 0 ? telling : words) {
    const starts = keys.filter((key) => (wide ? key.slice(0, 2) === word.slice(0, 2) : word.startsWith(key)));
    const best = starts.sort((a, b) => common(word, b) - common(word, a)).slice(0, wide ? WIDE : 1);
    for (const key of best) shared.set(key, Math.max(shared.get(key) ?? 0, common(word, key)));
  }
  const files = [...shared].sort((a, b) => b[1] - a[1]).slice(0, WIDE);
  return (await Promise.all(files.map(([key]) => named(key)))).flat();
}

/**
 * @param {string} word
 * @param {string} key
 * @returns {number} how many letters they share from the start, less those of the key that differ
 */
function common(word, key) {
  let length = 0;
  while (length < key.length && key[length] === word[length]) length += 1;
  return 2 * length - key.length;
}

/**
 * @param {string[]} words
 * @param {Name} name
 * @param {number} most slips allowed in a long word
 * @returns {number} how many letters are to change in all; infinite when a word is not there
 */
function slips(words, name, most) {
  let sum = 0;
  for (const word of words) {
    const allowed = word.length < 4 ? 0 : word.length < 8 ? Math.min(most, 1) : most;
    const others = name.words.map(singular);
    sum += others.some((other) => other.startsWith(word))
      ? 0
      : Math.min(...others.map((other) => distance(word, other)).filter((far) => far <= allowed));
  }
  // Of two names as near, the one that says nothing more.
  return sum + (name.bare.split(" ").length > words.length ? 0.25 : 0);
}

/**
 * @param {string} a
 * @param {string} b
 * @returns {number} letters to add, remove, change or swap; 9 when that is many
 */
export function distance(a, b) {
  if (Math.abs(a.length - b.length) > 2) return 9;
  let before = /** @type {number[]} */ ([]);
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const at = (/** @type {number[]} */ cells, /** @type {number} */ column) => cells[column] ?? 9;
      const change = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(before, j - 2) + 1 : 9;
      row.push(Math.min(change, swap, at(last, j) + 1, at(row, j - 1) + 1));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 9;
}

/**
 * @param {Place} a
 * @param {Place} b
 */
function larger(a, b) {
  const own = Number(OWN.includes(b.departement)) - Number(OWN.includes(a.departement));
  return own || (b.population ?? 0) - (a.population ?? 0) || (a.code < b.code ? -1 : 1);
}

/**
 * @param {string} start
 * @returns {Promise<Place[]>}
 */
async function byPostcode(start) {
  /** @type {Record<string, string[]>} */
  const postcodes = await data(`postes/${start.slice(0, 2)}.json`);
  const codes = Object.entries(postcodes).flatMap(([postcode, communes]) =>
    postcode.startsWith(start) ? communes : [],
  );
  const found = (await Promise.all([...new Set(codes)].map(byCode))).flat();
  return [...found, ...(await groupsOf(codes))].sort(larger);
}

/**
 * @param {string[]} codes of communes
 * @returns {Promise<Place[]>} the EPCI where they stand
 */
export async function groupsOf(codes) {
  return (await groupsAround(codes)).filter(({ communes = [] }) => communes.some((commune) => codes.includes(commune)));
}

/**
 * @param {string[]} codes of communes
 * @returns {Promise<Place[]>} every EPCI that has a commune in their departments
 */
export async function groupsAround(codes) {
  /** @type {Map<string, Place>} */
  const epci = new Map();
  for (const departement of new Set(codes.map(departementOf))) {
    /** @type {Record<string, EpciRow>} */
    const rows = await data(`epci/${departement}.json`);
    for (const [code, [name, population, seat, communes]] of Object.entries(rows))
      epci.set(code, { kind: "epci", code, name, departement: seat, population, communes });
  }
  return [...epci.values()];
}

/**
 * @param {string} code
 * @returns {Promise<Place[]>}
 */
export async function byCode(code) {
  const departement = departementOf(code);
  /** @type {Slice} */
  const communes = departement ? await data(`${departement}.json`) : {};
  const row = communes[code];
  if (row) return [{ kind: "commune", code, name: row[0], departement, population: row[1] }];
  return departement ? byFormerCode(code, departement) : [];
}

/**
 * @param {string} code
 * @param {string} departement
 * @returns {Promise<Place[]>} the commune that it leads to; none when it is also a postcode
 */
async function byFormerCode(code, departement) {
  /** @type {Formers} */
  const formers = await data(`anciens/${departement}.json`);
  const [former, since, now, name, population] = formers[code] ?? [];
  if (!former || !since || !now || !name || population === undefined) return [];
  return [{ kind: "commune", code: now, name, departement: departementOf(now), population, former, since }];
}

/**
 * @param {Place} place
 * @returns {Promise<string[]>} codes of the communes to count for it
 */
export async function members(place) {
  if (place.kind === "commune") return [place.code];
  /** @type {Record<string, EpciRow>} */
  const rows = await data(`epci/${place.departement}.json`);
  return place.communes ?? rows[place.code]?.[3] ?? [];
}
