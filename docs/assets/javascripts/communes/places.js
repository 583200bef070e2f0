/** The regions, departments and communes that a name may be: every namesake, and how sure we are. */
import { about, distance, plain, search } from "./search.js";

/** @typedef {{ name: string, also: string[], departements: string[] }} Region */
/** @typedef {{ where: string, departements: string[] }} Known */

const SHOWN = 12;
const SUGGESTED = 5;
/** What is said before the name of a region or of a department. */
const BEFORE = /^(?:(?:ars|dans|region|departement|de|du|des|d|en|le|la|les|l) )+/;

/** @param {string} text */
const bare = (text) => plain(text).replace(BEFORE, "");

/**
 * @param {string} typed
 * @param {Record<string, Region>} regions
 * @returns {Promise<{ sure: boolean, more: boolean, places: Known[] }>} when not sure, what is near
 */
export async function placesOf(typed, regions) {
  const { departements } = await about();
  const wider = [
    ...Object.values(regions).map((one) => ({ where: one.name, names: [one.name, ...one.also], departements: one.departements })),
    ...Object.entries(departements).map(([code, name]) => ({ where: `${name} (${code})`, names: [code, name, `${name} ${code}`, `${code} ${name}`], departements: [code] })),
  ];
  const name = bare(typed);
  const own = wider.filter(({ names }) => names.some((each) => bare(each) === name));
  const found = await search(typed);
  const communes = found.filter(({ kind }) => kind === "commune");
  const exact = [communes, found].map((places) => places.filter((place) => place.exact)).find((places) => places.length > 0) ?? [];
  if (own.length + exact.length > 0) return listed([...own, ...exact.map(told)], true, SHOWN);
  const like = wider.filter(({ names }) => names.some((each) => isLike(name, bare(each))));
  return listed([...like, ...(communes.length > 0 ? communes : found).map(told)], false, SUGGESTED);

  /** @param {import("./search.js").Place} place */
  function told({ name: called, departement, former }) {
    const now = former ? `${former}, dans ${called}` : called;
    return { where: `${now}, ${departements[departement] ?? ""} (${departement})`, departements: [departement] };
  }
}

/**
 * @param {Known[]} places
 * @param {boolean} sure
 * @param {number} most
 */
function listed(places, sure, most) {
  /** @type {Map<string, Known>} one a department, the first */
  const kept = new Map();
  for (const { where, departements } of places) {
    const key = departements.join();
    if (!kept.has(key)) kept.set(key, { where, departements });
  }
  return { sure, more: kept.size > most, places: [...kept.values()].slice(0, most) };
}

/**
 * @param {string} typed
 * @param {string} name
 */
function isLike(typed, name) {
  if (typed.length < 3 || /\d/.test(name)) return false;
  return name.startsWith(typed) || (typed.length > 4 && distance(typed, name) <= (typed.length < 8 ? 1 : 2));
}

/**
 * @param {string} typed
 * @param {Record<string, Region>} regions
 * @param {(place: Known, alone: boolean) => (Node | string)[]} say
 * @returns {Promise<(Node | string)[] | undefined>} a line for each place; nothing when none is found
 */
export async function lines(typed, regions, say) {
  const { sure, more, places } = await placesOf(typed, regions);
  const [first] = places;
  if (!first) return undefined;
  if (sure && places.length === 1) return say(first, true);
  const list = document.createElement("ul");
  for (const place of places) {
    const item = document.createElement("li");
    item.append(...say(place, false));
    list.append(item);
  }
  const head = sure ? "Plusieurs lieux possibles\u202f:" : "Pas de nom exact. Voulez-vous dire\u202f:";
  return [head, list, ...(more ? ["Il y en a d’autres\u202f: ajoutez le code postal."] : [])];
}

/**
 * @param {string} id
 * @param {string} words
 */
export function link(id, words) {
  const made = document.createElement("a");
  made.href = `#${id}`;
  made.textContent = words;
  return made;
}
