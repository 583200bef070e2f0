/**
 * The search answers first with a card, and forgives a slip of the finger. Fetched when it opens.
 * What it says is written at the build by `macros/site/search_answers.py`.
 */
import { distance } from "./communes/search.js";
import { element, plain } from "./dom.js";

/** @typedef {"what" | "may" | "much" | "first"} Kind */
/** @typedef {{ names: string[], title: string, page: string, told: Record<Kind, [string, string]>, compute: [string, string][] }} Form */
/** @typedef {{ names: string[], title: string, page: string, text: string }} Term */
/** @typedef {{ when: string, title: string, page: string, text: string }} Question */
/** @typedef {{ forms: Form[], terms: Term[], questions: Question[] }} Answers */

const SITE = new URL("../../", import.meta.url);
const MOST_CARDS = 2;
/** A term is explained to who asks for it alone, not to who names it in passing. */
const SHORT = 2;
const EMPTY = new Set("a au aux c ce cest d de des du en est et l la le les mon ma ou par pour quoi que qu sur un une".split(" "));
/** What is asked, by the words that begin so; the first that is met. @type {[Kind, RegExp][]} */
const ASKED = [
  ["first", /^(comment|quand|temps|delai|duree|demarr|commenc|creer|creation|monter|fonder|etape|rejoindre)/],
  ["much", /^(combien|montant|gagn|touch|rapport|pai|pay|cout|coute|prix|argent|budget|financ|remuner|salaire|prime|somme|aide)/],
  ["may", /^(qui|peut|peuvent|pouvons|minimum|condition|faut|membre|composition|droit|adherer)/],
];

/** @type {Answers} */
let answers = { forms: [], terms: [], questions: [] };
/** Words of the site, and how often each stands there. @type {Map<string, number>} */
const words = new Map();
/** The same with their accents. @type {Map<string, string>} */
const written = new Map();
/** @type {Map<string, string>} */
const mended = new Map();

/** @param {string} path */
const read = async (path) => (await fetch(new URL(path, SITE))).json();

/** @param {string} text */
const cut = (text) => plain(text).match(/[a-z0-9]+/g) ?? [];

/** @param {string} word */
const singular = (word) => (word.length > 3 ? word.replace(/[sx]$/, "") : word);

/** @param {string} text */
const line = (text) => cut(text).map(singular).join(" ");

/** @param {{ docs: { title: string, text: string, words?: string }[] }} index */
function learn(index) {
  const texts = index.docs.map(({ title, text, words: other = "" }) => `${title} ${text} ${other}`);
  texts.push(...answers.forms.flatMap(({ names }) => names));
  for (const word of texts.join(" ").toLowerCase().match(/[\p{L}\d]+/gu) ?? []) {
    const bare = plain(word);
    words.set(bare, (words.get(bare) ?? 0) + 1);
    if (word !== bare) written.set(bare, word);
  }
}

/**
 * @param {string} word as typed
 * @returns {string} itself, or the word of the site that is one or two letters away
 */
function mend(word) {
  const typed = plain(word);
  if (typed.length < 3 || /\d/.test(typed) || words.size === 0) return word;
  let near = mended.get(typed);
  if (near === undefined) mended.set(typed, (near = nearest(typed)));
  return (near && written.get(near)) || near || word;
}

/**
 * @param {string} typed
 * @returns {string} empty when the site has the word, its beginning, or nothing near
 */
function nearest(typed) {
  const known = Array.from(words.keys());
  if (known.some((word) => word.startsWith(typed)) || words.has(singular(typed))) return "";
  const acronyms = new Set(answers.forms.flatMap(({ names }) => names));
  const most = typed.length < 7 ? 1 : 2;
  let [best, least, often] = ["", most + 1, 0];
  // A short word is too near others: « suis » is not « puis ».
  for (const word of typed.length < 5 ? acronyms : known) {
    if (word.length < 3 || (word[0] !== typed[0] && word[1] !== typed[1])) continue;
    const far = distance(typed, word);
    const count = (words.get(word) ?? 0) + (acronyms.has(word) ? 1e6 : 0);
    if (far < least || (far === least && far <= most && count > often)) [best, least, often] = [word, far, count];
  }
  return best;
}

/** @param {string} typed */
const mendAll = (typed) => typed.replace(/[\p{L}\p{M}]+/gu, mend);

/**
 * @param {string} typed
 * @returns {{ title: string, page: string, said: string[], links: [string, string][] }[]} the cards, best first
 */
function found(typed) {
  const asked = cut(typed);
  const whole = ` ${line(typed)} `;
  /** @type {(group: string) => boolean} */
  const meets = (group) => group.split("|").some((start) => whole.includes(start.length > 4 ? ` ${singular(start)}` : ` ${singular(start)} `));
  const questions = answers.questions
    .map((each) => ({ ...each, groups: each.when.split(" ") }))
    .filter(({ groups }) => asked.length > 1 && groups.every(meets))
    .sort((a, b) => b.groups.length - a.groups.length)
    .slice(0, 1)
    .map(({ title, page, text }) => ({ title, page, said: [text], links: /** @type {[string, string][]} */ ([]) }));
  const kind = ASKED.find(([, start]) => asked.some((word) => start.test(word)))?.[0] ?? "what";
  const forms = answers.forms
    .map((form) => ({ form, at: Math.min(...form.names.map((name) => whole.indexOf(` ${line(name)} `)).filter((at) => at >= 0)) }))
    .filter(({ at }) => at < Infinity)
    .sort((a, b) => a.at - b.at)
    .map(({ form }) => card(form, kind));
  const cards = [...questions, ...forms];
  return (cards.length ? cards : explained(asked)).slice(0, MOST_CARDS);
}

/**
 * @param {Form} form
 * @param {Kind} kind
 */
function card({ title, page, told, compute }, kind) {
  const kinds = /** @type {Kind[]} */ (kind === "what" ? ["what", "much"] : [kind]);
  const said = kinds.map((each) => (each === "what" ? told[each][1] : told[each].join(" ")));
  return { title, page, said, links: compute };
}

/** @param {string[]} asked */
function explained(asked) {
  const telling = asked.filter((word) => !EMPTY.has(word));
  if (telling.length === 0 || telling.length > SHORT) return [];
  const whole = line(telling.join(" "));
  return answers.terms
    .filter(({ names }) => names.some((name) => line(name) === whole))
    .map(({ title, page, text }) => ({ title, page, said: [text], links: /** @type {[string, string][]} */ ([]) }));
}

/**
 * @param {string} page
 * @param {string} title
 * @param {number} score what the theme opens on Enter, the highest first
 */
function link(page, title, score) {
  const made = element("a");
  made.href = new URL(page, SITE).href;
  const words = element("span", title);
  words.dataset.mdScore = String(score);
  made.append(words);
  return made;
}

/** @param {string} typed */
function shown(typed) {
  return found(typed).map(({ title, page, said, links }, rank) => {
    const made = element("div", "", "search-answer");
    made.dataset.searchResult = "";
    const head = element("p");
    head.append(link(page, title, 1e6 - rank));
    made.append(head, ...said.map((words) => element("p", words)));
    if (links.length > 0) {
      const compute = element("p", "Calculer\u202f:");
      for (const [address, name] of links) compute.append(" ", link(address, name, 0));
      made.append(compute);
    }
    return made;
  });
}

/**
 * Has the theme search for the words of the site, and shows the cards above its list.
 *
 * @param {HTMLInputElement} field
 * @param {Element} output
 */
function mount(field, output) {
  const place = element("div", "", "search-answers md-typeset");
  place.setAttribute("aria-live", "polite");
  output.querySelector(".md-search-result__list")?.before(place);
  const own = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value"));
  const typed = () => String(own.get?.call(field));
  // The theme reads the field again at each key and each focus: it is told the mended words, and the
  // reader keeps hers.
  Object.defineProperty(field, "value", { get: () => mendAll(typed()), set: (text) => own.set?.call(field, text), configurable: true });
  const answer = () => {
    const [raw, right] = [typed().trim(), field.value.trim()];
    const cards = raw.length > 1 ? shown(right) : [];
    if (plain(raw) !== plain(right)) cards.unshift(element("p", `Réponses pour «\u00a0${right}\u00a0»`, "search-mended"));
    place.replaceChildren(...cards);
  };
  const list = output.querySelector(".md-search-result__list");
  const name = () => list?.querySelectorAll(".md-search-result__item").forEach((item) => item.setAttribute("data-search-result", ""));
  if (list) new MutationObserver(name).observe(list, { childList: true });
  name();
  field.addEventListener("keyup", answer);
  field.form?.addEventListener("reset", () => place.replaceChildren());
  field.dispatchEvent(new Event("keyup"));
}

async function start() {
  const field = document.querySelector(".md-search__input");
  const output = document.querySelector(".md-search-result");
  if (!(field instanceof HTMLInputElement) || !output) return;
  const styles = element("link");
  styles.rel = "stylesheet";
  styles.href = new URL("assets/stylesheets/search.css", SITE).href;
  document.head.append(styles);
  const [told, index] = await Promise.all([read("search/answers.json"), read("search/search_index.json")]);
  answers = told;
  learn(index);
  mount(field, output);
}

void start();
