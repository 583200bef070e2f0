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
/** @typedef {{ names: Record<string, string>, title: string, page: string, text: string }} Region `names` by what is typed */
/** @typedef {{ forms: Form[], terms: Term[], questions: Question[], regions: Region[] }} Answers */
/** @typedef {{ title: string, page: string, said: string[], links: [string, string][] }} Card */

const SITE = new URL("../../", import.meta.url);
const MOST_CARDS = 2;
/** A term is explained to who asks for it alone, not to who names it in passing. */
const SHORT = 2;
/** Words that say nothing of what is looked for. */
const EMPTY = new Set(
  "a ai as au aux avec c ca ce cela ces cest cet cette d dans de des du elle en es est et etre eux il ils j je l la le les leur m ma me mes moi mon n ne nos notre nous on ont ou par pour qu que quel quelle quoi s sa se ses si son sont sui suis sur t ta te toi ton tu un une vos votre vous y".split(" "),
);
/** They call for a contact, where a region is named. */
const CONTACT = /^(ars|contact|numero|telephone|appel|joindre|adresse|region|departement|dac|pta|paps|urps|cpam|federation)/;
/** Departments and regions whose names are words too: they are meant when alone, or after these. */
const WORDS_TOO = new Set("allier ara aube aura cher creuse landes loire lot manche nord somme vienne".split(" "));
const PLACED = "(?: ars| cpam| dac| dans?| departement| federation| paps| pta| urps)(?: de| du| des| d| la| le| les| l)*";
/** Words of a question, whatever it is about. */
const ASKING = new Set(
  "afin avant avoir besoin bien combien comme comment devenir devient doit droit faire fait faut gagne mieux obligatoire pas passe passer peut peuvent peux plus pourquoi pouvons puis qui quand quelles quels rapporte recoit sans savoir si temps touche toucher trop trouver va veulent veut veux".split(" "),
);
/** A passage is short: three lines of a phone, or four. */
const LONGEST = 260;
/** A word that more parts have tells nothing of one. */
const COMMON = 40;
/** What something costs is not what it brings. */
const COST = /^(cout|cher$|prix$)/;
/** What is asked, by the words that begin so; the first that is met. @type {[Kind, RegExp][]} */
const ASKED = [
  ["first", /^(comment|temps|delai|duree|demarr|commenc|creer|creation|monter|fonder|etape|rejoindre)/],
  ["much", /^(combien|montant|gagn|touch|rapport|pai|pay|cout|coute|prix|argent|budget|financ|remuner|salaire|prime|somme|aide)/],
  ["may", /^(qui|peut|peuvent|pouvons|minimum|condition|faut|membre|composition|droit|adherer)/],
];

/** @type {Answers} */
let answers = { forms: [], terms: [], questions: [], regions: [] };
/** Words of the site, and how often each stands there. @type {Map<string, number>} */
const words = new Map();
/** The same with their accents. @type {Map<string, string>} */
const written = new Map();
/** How each is said, once it was needed. @type {Map<string, string>} */
const sounds = new Map();
/** The parts of the pages that explain, without the cards, with their words in a line. @type {{ title: string, page: string, text: string, line: string }[]} */
let parts = [];
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

/** @param {{ docs: { location: string, title: string, text: string, words?: string }[] }} index */
function learn(index) {
  const titles = new Map(index.docs.map(({ location, title }) => [location, title.split("\u202f:")[0] ?? ""]));
  parts = index.docs
    .filter(({ location }) => /^comprendre\/.*#(?!en-une-phrase)/.test(location))
    .map(({ location: page, title, text }) => ({
      title: `${titles.get(page.replace(/#.*/, ""))}\u202f: ${title}`,
      page,
      text: text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"),
      line: ` ${cut(`${title} ${text}`).join(" ")} `,
    }));
  const texts = index.docs.map(({ title, text, words: other = "" }) => `${title} ${text} ${other}`);
  texts.push(...answers.forms.flatMap(({ names }) => names), ...answers.regions.flatMap(({ names }) => Object.keys(names)));
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
  const most = typed.length < 8 ? 1 : 2;
  const heard = sound(typed);
  let [best, least, often] = ["", most + 1, 0];
  // A short word is too near others: « suis » is not « puis ».
  for (const word of typed.length < 5 ? acronyms : known) {
    const same = typed.length > 4 && word.length > 4 && sound(word) === heard;
    const starts = word[0] === typed[0] || (acronyms.has(word) && word[1] === typed[1]);
    if (word.length < 3 || !(same || starts)) continue;
    const far = same ? 0.5 : distance(typed, word);
    const count = (words.get(word) ?? 0) + (acronyms.has(word) ? 1e6 : 0);
    if (far < least || (far === least && far <= most && count > often)) [best, least, often] = [word, far, count];
  }
  return best;
}

/**
 * @param {string} word
 * @returns {string} about how it is said: « mezon » as « maison », « santre » as « centre »
 */
function sound(word) {
  let said = sounds.get(word);
  if (said !== undefined) return said;
  said = word
    .replace(/eau|au/g, "o")
    .replace(/[ae][iy]/g, "e")
    .replace(/en(?=[^aeiouyn]|$)/g, "an")
    .replace(/ph/g, "f")
    .replace(/(?<=[aeiouy])s(?=[aeiouy])/g, "z")
    .replace(/c(?=[eiy])/g, "s")
    .replace(/qu|c(?!h)/g, "k")
    .replaceAll("y", "i")
    .replace(/(.)\1/g, "$1")
    .replace(/(er|ez|e|es|s|t|x)$/, "")
    .replace(/e$/, "");
  sounds.set(word, said);
  return said;
}

/**
 * @param {string} typed
 * @returns {string} what the theme looks for: words that tell something, a number never as the start of another
 */
function sought(typed) {
  const right = mendAll(typed);
  const telling = right.split(/[\s'’]+/).filter((word) => word && !EMPTY.has(plain(word)));
  return telling.length > 0 ? telling.map((word) => word.replace(/^\d+$/, "$&^1")).join(" ") : right;
}

/** @param {string} typed */
const mendAll = (typed) => typed.replace(/[\p{L}\p{M}]+/gu, mend);

/**
 * @param {string} typed
 * @returns {Card[]} the cards, best first
 */
function found(typed) {
  const asked = cut(typed);
  const whole = ` ${line(typed)} `;
  /** @type {(group: string) => boolean} */
  const meets = (group) => group.split("|").some((start) => whole.includes(start.length > 4 ? ` ${line(start)}` : ` ${singular(start)} `));
  const region = regionOf(asked, whole);
  const questions = answers.questions
    .map((each) => ({ ...each, groups: each.when.split(" ") }))
    .filter(({ page, groups }) => asked.length > 1 && groups.every(meets) && !(region && page === "annuaire/regions/"))
    .sort((a, b) => b.groups.length - a.groups.length)
    .slice(0, 1)
    .map(plainCard);
  const forms = answers.forms
    .map((form) => ({ form, at: Math.min(...form.names.map((name) => whole.indexOf(` ${line(name)} `)).filter((at) => at >= 0)) }))
    .filter(({ at }) => at < Infinity && !(questions.length > 0 && asked.some((word) => COST.test(word))))
    .sort((a, b) => a.at - b.at)
    .map(({ form }) => card(form, kindOf(asked)));
  const others = [...(questions.length > 0 ? questions : passage(asked)), ...forms];
  const places = region ? [region] : [];
  const cards = asked.some((word) => CONTACT.test(word)) ? [...places, ...others] : [...others.slice(0, MOST_CARDS - places.length), ...places];
  return (cards.length ? cards : explained(asked)).slice(0, MOST_CARDS);
}

/**
 * @param {string[]} asked
 * @returns {Card[]} of the page of the form that is named, the part that has every other word that tells something
 */
function passage(asked) {
  const whole = ` ${line(asked.join(" "))} `;
  const named = answers.forms.flatMap(({ page, names }) => names.filter((name) => whole.includes(` ${line(name)} `)).map((name) => ({ page, name })));
  const own = new Set(named.flatMap(({ name }) => cut(name).map(singular)));
  const stems = asked
    .filter((word) => !EMPTY.has(word) && !ASKING.has(word) && !own.has(singular(word)))
    .map((word) => ` ${/^\d/.test(word) ? `${word} ` : word.length > 6 ? word.slice(0, -2) : singular(word)}`);
  const often = (/** @type {string} */ stem) => parts.filter((part) => part.line.includes(stem)).length;
  const rarest = stems.map((stem) => ({ stem, often: often(stem) })).sort((a, b) => a.often - b.often)[0];
  if (!rarest || rarest.often > COMMON) return [];
  const [best] = parts
    .filter((part) => named.some(({ page }) => part.page.startsWith(page)) && stems.every((stem) => part.line.includes(stem)))
    .map((part) => ({ part, hits: stems.reduce((sum, stem) => sum + part.line.split(stem).length, 0) }))
    .sort((a, b) => b.hits - a.hits);
  if (!best) return [];
  const { title, page, text } = best.part;
  return [plainCard({ title, page, text: excerpt(text, rarest.stem) })];
}

/**
 * @param {string} text in paragraphs
 * @param {string} stem
 * @returns {string} from the sentence that has this word
 */
function excerpt(text, stem) {
  const sentences = text.split(/<\/?p>|(?<=[.?!]) /).filter(Boolean);
  const first = Math.max(0, sentences.findIndex((one) => ` ${cut(one).join(" ")} `.includes(stem)));
  let said = sentences[first] ?? "";
  for (const next of sentences.slice(first + 1)) {
    if (said.length + next.length > LONGEST) break;
    said += `${/[.?!:;…]$/.test(said) ? "" : " ·"} ${next}`;
  }
  return said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said;
}

/**
 * @param {string[]} asked
 * @returns {Kind}
 */
function kindOf(asked) {
  const at = asked.indexOf("quand");
  // « quand est-ce », but not « quand je veux ».
  if (at >= 0 && !/^(je|tu|on|nous|vous|ils?|elles?|meme)$/.test(asked[at + 1] ?? "")) return "first";
  return ASKED.find(([, start]) => asked.some((word) => start.test(word)))?.[0] ?? "what";
}

/**
 * @param {string[]} asked
 * @param {string} whole
 * @returns {Card | undefined} the contacts of the region or the department that is named
 */
function regionOf(asked, whole) {
  const alone = ` ${line(asked.filter((word) => !EMPTY.has(word)).join(" "))} `;
  const named = answers.regions
    .flatMap((region) => Object.entries(region.names).map(([name, told]) => ({ region, told, name: line(name) })))
    .filter(({ name }) => (WORDS_TOO.has(name) || /^\d/.test(name) ? alone === ` ${name} ` || new RegExp(`${PLACED} ${name} `).test(whole) : whole.includes(` ${name} `)))
    .sort((a, b) => b.name.length - a.name.length)[0];
  return named && { title: named.region.title, page: named.region.page, said: [[named.told, named.region.text].filter(Boolean).join(" ")], links: [] };
}

/**
 * @param {{ title: string, page: string, text: string }} answer
 * @returns {Card}
 */
const plainCard = ({ title, page, text }) => ({ title, page, said: [text], links: [] });

/**
 * @param {Form} form
 * @param {Kind} kind
 * @returns {Card}
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
    .map(plainCard);
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
  Object.defineProperty(field, "value", { get: () => sought(typed()), set: (text) => own.set?.call(field, text), configurable: true });
  const answer = () => {
    const raw = typed().trim();
    const right = mendAll(raw);
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

await start();
