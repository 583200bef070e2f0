// Up to four versions of the answers side by side: what changes, line by line, and in the link too.

import { button, element, labelOf } from "../dom.js";
import { take } from "../engine/engine.js";
import { figure } from "./pictures.js";

/** @typedef {Record<string, any>} Result */
/** @typedef {{ link: string, result: Result }} Scenario */

const MOST = 4;
const NAMES = "ABCD";
const FULL = "Quatre versions sont déjà côte à côte. Retirez-en une.";
/** Of the lines that differ, those that are drawn: the others stand in the table. */
const DRAWN = 6;
const PROVISIONAL = "Une version attend des réponses : son montant est une fourchette, et son détail est provisoire.";
const SAME = "Cette version est déjà là. Changez une réponse, puis comparez.";

export class Comparison {
  /**
   * @param {HTMLElement} calc
   * @param {() => void} moved the versions changed, so the address does too
   */
  constructor(calc, moved) {
    this.calc = calc;
    this.slug = calc.dataset.calc ?? "";
    this.moved = moved;
    /** @type {Scenario[]} those that were put aside; the present answers come after them */
    this.kept = [];
    /** @type {Scenario | null} */
    this.now = null;
    this.place = element("section", "", "calc-comparison");
    this.place.dataset.comparison = "";
    this.place.hidden = true;
    calc.append(this.place);
  }

  /** @returns {string[]} the versions put aside, as a link holds them */
  get links() {
    return this.kept.map(({ link }) => link);
  }

  /**
   * Puts the present answers aside, to be compared with those that follow.
   *
   * @returns {string} what is said of it
   */
  keep() {
    const refused = this.now && this.add(this.now);
    return refused ?? `Version ${NAMES[this.kept.length - 1]} gardée. Changez une réponse : la différence s’affiche sous le résultat.`;
  }

  /**
   * Puts the present answers and others side by side.
   *
   * @param {Scenario} planned
   * @returns {string} what is said of it
   */
  plan(planned) {
    if (this.now && !this.links.includes(this.now.link)) this.add(this.now);
    return this.add(planned) ?? `Le plan est la version ${NAMES[this.kept.length - 1]}, sous le résultat.`;
  }

  /**
   * @param {Scenario} scenario
   * @returns {string | null} why it is not put aside
   */
  add(scenario) {
    if (this.links.includes(scenario.link)) return SAME;
    if (this.kept.length >= MOST - 1) return FULL;
    this.kept.push(scenario);
    this.moved();
    this.print();
    return null;
  }

  /**
   * @param {string} link the present answers
   * @param {Result} result
   */
  tell(link, result) {
    this.now = { link, result };
    if (this.kept.length) this.print();
  }

  /** @param {string[]} links of versions that an address holds */
  async open(links) {
    if (links.join() === this.links.join()) return;
    const kept = await Promise.all(links.slice(0, MOST - 1).map((link) => this.ask(link)));
    this.kept = kept.filter((one) => one !== null);
    this.print();
  }

  /**
   * @param {string} link
   * @returns {Promise<Scenario | null>}
   */
  async ask(link) {
    const asked = question(this.slug, link);
    const file = await take({ ...asked, format: "json" }).catch(() => null);
    if (!file || !("text" in file)) return null;
    const told = /** @type {{ estimate?: Result | null } | null} */ (await take({ ...asked, format: "estimate" }).catch(() => null));
    return { link, result: { ...JSON.parse(file.text), estimate: told?.estimate } };
  }

  /** @param {number} rank */
  remove(rank) {
    this.kept.splice(rank, 1);
    this.moved();
    this.print();
    this.go();
  }

  /** Gives the focus back, once the button that had it is no more. */
  go() {
    const title = this.place.querySelector("h2, h3") ?? this.calc.querySelector('[data-action="compare"]');
    /** @type {HTMLElement | null} */ (title)?.focus();
  }

  print() {
    const scenarios = this.now && !this.links.includes(this.now.link) ? [...this.kept, this.now] : this.kept;
    this.place.hidden = this.kept.length === 0;
    if (this.place.hidden) return this.place.replaceChildren();
    const level = this.calc.querySelector(".calc-aside > h3") ? "h3" : "h2";
    const table = element("table");
    table.append(element("caption", "Différences avec la version A"), this.heads(scenarios), rows(scenarios));
    const scroll = element("div", "", "table-scroll");
    scroll.append(table);
    const title = element(level, "Comparer");
    title.tabIndex = -1;
    const waits = scenarios.some(({ result }) => range(result));
    this.place.replaceChildren(title, ...(waits ? [element("p", PROVISIONAL)] : []), ...drawings(scenarios), scroll);
    if (this.kept.length < MOST - 1) void this.offerTexts();
  }

  /** Offers the same answers under the other texts, where there are any. */
  async offerTexts() {
    const link = this.now?.link ?? "";
    const answer = /** @type {{ texts?: Array<{ title: string, link: Record<string, string> }> } | null} */ (
      await take({ ...question(this.slug, link), format: "texts" }).catch(() => null)
    );
    if (!answer?.texts?.length || link !== this.now?.link) return;
    this.place.querySelector(".other-texts")?.remove();
    const offer = element("p", "Les mêmes réponses avec un autre texte : ", "other-texts");
    for (const { title, link: other } of answer.texts) offer.append(button(title, () => void this.addText(new URLSearchParams(other).toString())));
    this.place.append(offer);
  }

  /** @param {string} link of a version that is not the present one */
  async addText(link) {
    const asked = await this.ask(link);
    if (!asked) return;
    this.add(asked);
    this.go();
  }

  /** @param {Scenario[]} scenarios */
  heads(scenarios) {
    const row = element("tr");
    row.append(element("td"));
    scenarios.forEach(({ link, result }, rank) => {
      const head = element("th", `Version ${NAMES[rank]}`);
      head.setAttribute("scope", "col");
      head.dataset.scenario = link;
      const first = /** @type {Scenario} */ (scenarios[0]).result;
      head.append(element("small", rank ? changes(first, result, this.calc) : "les réponses gardées d’abord"));
      if (rank < this.kept.length) {
        const remove = button("Retirer", () => this.remove(rank));
        remove.setAttribute("aria-label", `Retirer la version ${NAMES[rank]}`);
        head.append(remove);
      }
      row.append(head);
    });
    const head = element("thead");
    head.append(row);
    return head;
  }
}

/**
 * @param {string} calculator
 * @param {string} link
 */
function question(calculator, link) {
  const { on = "", ...typed } = Object.fromEntries(new URLSearchParams(link));
  return { calculator, typed, on };
}

/**
 * The amount of each version, then the lines that change most from the first to the last.
 *
 * @param {Scenario[]} scenarios
 */
function drawings(scenarios) {
  const heads = scenarios.map(({ result }) => headline(result));
  if (scenarios.length < 2 || heads.some(({ value }) => typeof value !== "number" || value < 0)) return [];
  const amounts = heads.map(({ value, text, possible = null }, rank) => ({ label: `Version ${NAMES[rank]}`, value, text, possible, here: false }));
  const bars = gaps(/** @type {Scenario} */ (scenarios[0]).result, /** @type {Scenario} */ (scenarios.at(-1)).result);
  const title = `Ce qui change le plus, de la version A à la version ${NAMES[scenarios.length - 1]}`;
  const total = { title: "Le résultat de chaque version", note: "", most: most(amounts), bars: amounts };
  const lines = { title, note: "", most: most(bars), bars };
  return [figure(total), ...(bars.length ? [figure(lines)] : [])];
}

/** @param {Array<{ value: number, possible: number | null }>} bars */
const most = (bars) => Math.max(...bars.map(({ value, possible }) => Math.max(value, possible ?? 0)), 1);

/**
 * @param {Result} result
 * @returns {Result | null} the bounds of an amount that waits for answers
 */
const range = ({ estimate }) => (estimate && !estimate.exact ? estimate : null);

/** @param {Result} result */
function headline(result) {
  const { low, high } = range(result) ?? {};
  if (!low) return result.headline;
  const text = low.value === high.value ? low.text : `de ${low.text} à ${high.text}`;
  return { ...result.headline, text, value: low.value, possible: high.value };
}

/**
 * The amounts that change most, sums of others left out.
 *
 * @param {Result} before
 * @param {Result} after
 */
function gaps(before, after) {
  /** @type {Map<string, Result>} */
  const lines = new Map([...before.lines, ...after.lines].map((line) => [line.id, line]));
  const sums = new Set([...lines.values()].map(({ total }) => total));
  // Lines that end in another sum say the same euros again: those of a year, of the months of a contract.
  const ends = [...lines.values()].map((line) => end(line, lines)).filter(Boolean);
  const [main] = [...new Set(ends)].sort((a, b) => ends.filter((one) => one === b).length - ends.filter((one) => one === a).length);
  const value = (/** @type {Result} */ { lines: every }, /** @type {string} */ id) => every.find((/** @type {Result} */ line) => line.id === id)?.value ?? 0;
  return [...lines.values()]
    .filter((line) => line.unit === after.headline.unit && !sums.has(line.id) && end(line, lines) === main)
    .map(({ id, label, unit }) => ({ label, unit, gap: value(after, id) - value(before, id) }))
    .filter(({ gap }) => gap)
    .sort((a, b) => Math.abs(b.gap) - Math.abs(a.gap))
    .slice(0, DRAWN)
    .map(({ label, unit, gap }) => ({ label, value: Math.abs(gap), text: signed(gap, unit), possible: null, here: false }));
}

/**
 * @param {Result} line
 * @param {Map<string, Result>} lines
 * @returns {string} the last sum that it is a part of; nothing where it is a part of none
 */
function end({ id, total }, lines) {
  const next = total !== id && lines.get(total);
  return next ? end(next, lines) : total;
}

/**
 * The headline, then each line that is not the same everywhere.
 *
 * @param {Scenario[]} scenarios
 */
function rows(scenarios) {
  const body = element("tbody");
  const results = scenarios.map(({ result }) => result);
  body.append(row("Résultat", results.map(headline), "headline"));
  const items = results.map(({ summary, lines }) => new Map([...summary, ...lines].map((item) => [item.id, item])));
  const ids = new Set(items.flatMap((item) => [...item.keys()]));
  for (const id of ids) {
    const told = items.map((item) => item.get(id));
    const label = told.find(Boolean).label;
    if (new Set(told.map((item) => item?.text)).size > 1) body.append(row(label, told, id));
  }
  if (body.children.length === 1) {
    const same = element("td", scenarios.length > 1 ? "Aucune ligne ne change." : "Changez une réponse pour voir ce qui change.");
    same.setAttribute("colspan", String(scenarios.length + 1));
    const line = element("tr");
    line.append(same);
    body.append(line);
  }
  return body;
}

/**
 * @param {string} label
 * @param {Array<Result | undefined>} told in each scenario
 * @param {string} id
 */
function row(label, told, id) {
  const line = element("tr");
  line.dataset.compared = id;
  const head = element("th", label);
  head.setAttribute("scope", "row");
  line.append(head);
  const [first] = told;
  told.forEach((item, rank) => {
    const cell = element("td", item?.text ?? "–", "number");
    const known = [first, item].every((one) => typeof one?.value === "number" && !one.possible);
    const gap = rank && known ? item?.value - first?.value : 0;
    if (gap) {
      const said = element("small", signed(gap, item?.unit));
      said.dataset.gap = String(Math.round(gap * 100) / 100);
      cell.append(said);
    }
    line.append(cell);
  });
  return line;
}

/**
 * @param {Result} before
 * @param {Result} after
 * @param {HTMLElement} calc whose form names the answers
 * @returns {string} the answers that are not the same
 */
function changes(before, after, calc) {
  const keys = Object.keys(after.inputs).filter((key) => JSON.stringify(before.inputs[key]) !== JSON.stringify(after.inputs[key]));
  const names = keys.map((key) => labelOf(calc, key) ?? key);
  if (before.scale.id !== after.scale.id) names.push(after.scale.title);
  return names.length ? `change : ${names.join(", ")}` : "les mêmes réponses";
}

/**
 * @param {number} gap
 * @param {string} unit
 */
export function signed(gap, unit) {
  const cents = unit === "€" && gap % 1 ? 2 : 0;
  const number = gap.toLocaleString("fr-FR", { signDisplay: "exceptZero", minimumFractionDigits: cents, maximumFractionDigits: 2 }).replace("-", "−");
  return unit ? `${number}\u00a0${unit}` : number;
}
