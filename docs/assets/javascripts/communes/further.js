// What would bring a territory to its next size: communes of the EPCI where it already stands; when
// they are few, another EPCI of its department.

import { button, element } from "../dom.js";
import { byCode, groupsAround } from "./search.js";
import { people } from "./words.js";

/** @typedef {import("./search.js").Place} Place */
/** @typedef {{ label: string, population: number, codes: string[] }} Step */

const SHOWN = 3;

export class Further {
  /**
   * @param {HTMLElement} before what it stands after
   * @param {(codes: string[], said: string) => void} add
   */
  constructor(before, add) {
    this.add = add;
    this.asked = 0;
    this.words = element("p");
    this.list = element("ul", "", "territory-further");
    this.place = element("div");
    this.place.hidden = true;
    this.place.append(this.words, this.list);
    before.after(this.place);
  }

  /**
   * @param {Place[]} known the communes of the territory
   * @param {number | undefined} target the inhabitants of the next size
   */
  async tell(known, target) {
    const asked = (this.asked += 1);
    const total = known.reduce((sum, { population }) => sum + (population ?? 0), 0);
    const lack = (target ?? 0) - total;
    const steps = lack > 0 && known.length > 0 ? await reaching(known, lack).catch(() => []) : [];
    if (asked !== this.asked) return;
    this.place.hidden = steps.length === 0;
    if (this.place.hidden) return;
    this.words.textContent = `Il manque ${people(lack)} pour la taille suivante. Chacun de ces ajouts y suffit :`;
    this.list.replaceChildren(
      ...steps.map(({ label, population, codes }) => {
        const item = element("li");
        item.append(element("span", `${label}, ${people(population)}`), button("Ajouter", () => this.add(codes, `${label} : ajout fait.`)));
        item.lastElementChild?.setAttribute("aria-label", `Ajouter ${label}`);
        return item;
      }),
    );
  }
}

/**
 * @param {Place[]} known
 * @param {number} lack inhabitants
 * @returns {Promise<Step[]>} what is enough by itself, what adds least first; the rest of an EPCI, then
 *   another one, last
 */
async function reaching(known, lack) {
  const codes = known.map(({ code }) => code);
  /** @type {Step[]} */
  const single = [];
  /** @type {Step[]} */
  const whole = [];
  /** @type {Step[]} */
  const elsewhere = [];
  for (const { name, population: counted, communes = [] } of await groupsAround(codes)) {
    if (!communes.some((code) => codes.includes(code))) {
      const inhabitants = Number(counted);
      if (inhabitants >= lack) elsewhere.push({ label: `${name}, ailleurs dans le département`, population: inhabitants, codes: communes });
      continue;
    }
    const rest = (await Promise.all(communes.filter((code) => !codes.includes(code)).map(byCode))).flat();
    const places = rest.filter(({ population }) => population !== null);
    for (const place of places)
      if (Number(place.population) >= lack) single.push({ label: `${place.name} (${name})`, population: Number(place.population), codes: [place.code] });
    const population = places.reduce((sum, place) => sum + Number(place.population), 0);
    if (places.length > 1 && population >= lack) whole.push({ label: `le reste de ${name}`, population, codes: places.map(({ code }) => code) });
  }
  const least = (/** @type {Step} */ a, /** @type {Step} */ b) => a.population - b.population;
  const own = [...single.sort(least).slice(0, SHOWN), ...whole.sort(least).slice(0, SHOWN)];
  // Which ones touch the territory is not known here: they only fill a short list.
  return [...own, ...elsewhere.sort(least).slice(0, Math.max(0, SHOWN - own.length))];
}
