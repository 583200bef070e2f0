/**
 * The picker that fills the field `communes` with what the search finds.
 *
 * @typedef {import("./search.js").Place} Place
 * @typedef {import("./search.js").About} About
 */
import { Further } from "./further.js";
import { about, byCode, members, search } from "./search.js";
import { count, people } from "./words.js";

const STYLES = new URL("../../stylesheets/territory.css", import.meta.url);
const SHOWN = 50;
const PAUSE = 120;
/** Arrondissements have codes and populations of their own. */
const WHOLE = Object.entries({ 132: "13055", 6938: "69123", 751: "75056" });
/** @type {Record<string, string>} */
const KINDS = {
  "CA ": "communauté d’agglomération",
  "CC ": "communauté de communes",
  "CU ": "communauté urbaine",
};
const FAILED =
  "La liste des communes n’a pas pu être chargée. Vérifiez votre connexion, puis recommencez.";

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * @param {Place[]} places
 * @param {About} index
 * @returns {string} of which year their populations are
 */
function years(places, { vintage, vintages }) {
  const departements = places.map(({ departement }) => departement);
  const common = departements.every((departement) => departement in vintages) && places.length > 0 ? [] : [vintage];
  const others = Object.entries(vintages).filter(([departement]) => departements.includes(departement));
  return [...common, ...others.map(([, words]) => words)].join(" ; ");
}

/** @param {string} value */
const split = (value) => value.toUpperCase().split(/[\s,;]+/).filter(Boolean);

/** @param {string} code */
const wholeOf = (code) => WHOLE.find(([start]) => code.startsWith(start))?.[1] ?? code;

/**
 * Help to fill the field `communes` of `root`. The field stays, and holds the only truth: what is
 * chosen is written there as codes, what is typed there is listed here.
 *
 * @param {ParentNode} root
 */
export function mountTerritory(root) {
  const field = /** @type {HTMLInputElement | null} */ (root.querySelector("[name=communes]"));
  if (!field || root.querySelector(".territory")) return;
  // Here and not in the head, which the theme replaces with each page; who only reads has no use for it.
  field.before(element("link", { rel: "stylesheet", href: STYLES.href }));
  new Picker(field);
}

class Picker {
  /** @param {HTMLInputElement} field */
  constructor(field) {
    this.field = field;
    const id = `${field.id || "communes"}-recherche`;
    this.input = element("input", {
      type: "text",
      id,
      role: "combobox",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-controls": `${id}-liste`,
      "aria-describedby": `${id}-aide`,
      "aria-expanded": "false",
    });
    this.list = element("ul", {
      id: `${id}-liste`,
      class: "territory-options",
      role: "listbox",
      "aria-label": "Communes et intercommunalités trouvées",
      hidden: "",
    });
    this.status = element("p", { class: "territory-status", role: "status" });
    this.total = element("p", { class: "territory-total" });
    this.chosen = element("ul", { class: "territory-chosen", "aria-label": "Communes choisies" });
    this.clear = element("button", { type: "button" }, "Tout retirer");
    this.vintage = element("p", { class: "territory-vintage" });
    this.result = element("div", { hidden: "" }, this.total, this.chosen, this.clear, this.vintage);
    const widget = element(
      "div",
      { class: "territory" },
      element("label", { for: id }, "Chercher une commune ou une intercommunalité"),
      element(
        "p",
        { id: `${id}-aide`, class: "territory-hint" },
        "Tapez un nom, même sans accents, ou un code postal. Une intercommunalité ajoute toutes ses communes.",
      ),
      element("div", { class: "territory-search" }, this.input, this.list),
      this.status,
      this.result,
    );
    const label = field.labels?.[0];
    (label && label.parentNode === field.parentNode ? label : field).before(widget);

    this.further = new Further(this.clear, (codes, said) => this.write([...split(this.field.value), ...codes], said));
    /** @type {Place[]} the communes of the field */
    this.known = [];
    /** @type {number | undefined} the inhabitants of the next size */
    this.target = undefined;

    /** @type {Place[]} */
    this.places = [];
    this.active = -1;
    this.asked = 0;
    this.rendered = 0;
    this.said = "";
    /** What the list shows. */
    this.drawn = "";
    /** @type {Map<string, string>} the commune of today of each code of the field */
    this.now = new Map();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;

    // What is typed here is no answer of the form.
    for (const type of ["input", "change"]) widget.addEventListener(type, (e) => e.stopPropagation());
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    // Keeps the focus, and so the list, while an option is pressed.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = /** @type {Element} */ (event.target).closest("[role=option]");
      if (option) void this.choose([...this.list.children].indexOf(option));
    });
    this.clear.addEventListener("click", () => {
      this.write([], "Toutes les communes sont retirées.");
      this.input.focus();
    });
    for (const type of ["input", "change"]) field.addEventListener(type, () => void this.render());
    field.form?.addEventListener("calculator:result", (event) => {
      const { missing } = /** @type {CustomEvent} */ (event).detail;
      const next = missing.find((/** @type {any} */ { changes }) => changes.communes && changes.population);
      if (next?.changes.population === this.target) return;
      this.target = next?.changes.population;
      void this.further.tell(this.known, this.target);
    });
    field.form?.addEventListener("reset", () => setTimeout(() => void this.render()));
    void this.render();
  }

  ask() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.find(), PAUSE);
  }

  async find() {
    const asked = ++this.asked;
    const query = this.input.value.trim();
    if (!query) return this.close();
    try {
      const [places, { departements }] = await Promise.all([search(query), about()]);
      if (asked !== this.asked) return;
      // One commune is called Y, but two letters or digits are mostly the start of something.
      if (places.length === 0 && query.length < 3) this.close();
      else this.show(places, departements);
    } catch {
      if (asked === this.asked) this.status.textContent = FAILED;
    }
  }

  /**
   * @param {Place[]} places
   * @param {Record<string, string>} departements
   */
  show(places, departements) {
    this.places = places.slice(0, SHOWN);
    this.active = -1;
    this.list.replaceChildren(
      ...this.places.map((place, rank) => {
        const where = `${departements[place.departement] ?? ""} (${place.departement})`;
        const details = [where, people(place.population)];
        if (place.kind === "epci") details.unshift(KINDS[place.name.slice(0, 3)] ?? "métropole");
        if (place.former) details.unshift(`dont ${place.former}`);
        return element(
          "li",
          { id: `${this.list.id}-${rank}`, role: "option", "aria-selected": "false" },
          element("span", { class: "territory-name" }, place.name),
          " ",
          element("span", { class: "territory-detail" }, details.join(", ")),
        );
      }),
    );
    this.open(this.places.length > 0);
    if (places.length === 0) this.status.textContent = "Aucun résultat. Vérifiez l’orthographe.";
    else if (places.length > SHOWN)
      this.status.textContent = `${count(places.length, "résultat")}, dont ${SHOWN} affichés. Précisez votre recherche.`;
    else this.status.textContent = `${count(places.length, "résultat")}.`;
    if (places[0]?.near) this.status.textContent = `Pas de nom exact. Proche : ${this.status.textContent}`;
  }

  /** @param {boolean} opened */
  open(opened) {
    this.list.hidden = !opened;
    this.input.setAttribute("aria-expanded", String(opened));
    if (!opened) this.point(-1);
  }

  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.open(false);
  }

  /** @param {number} rank */
  point(rank) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = rank;
    const option = this.list.children[rank];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const opened = !this.list.hidden;
    const last = this.places.length - 1;
    if (event.key === "ArrowDown" && last >= 0) {
      this.open(true);
      this.point(this.active < last ? this.active + 1 : 0);
    } else if (event.key === "ArrowUp" && last >= 0) {
      this.open(true);
      this.point(this.active > 0 ? this.active - 1 : last);
    } else if (event.key === "Enter") {
      const rank = last === 0 ? 0 : this.active;
      if (opened && rank >= 0) void this.choose(rank);
    } else if (event.key === "Escape" && (opened || this.input.value)) {
      if (!opened) this.input.value = "";
      this.close();
    } else return;
    // Neither the caret moves, nor is the form sent.
    event.preventDefault();
  }

  /** @param {number} rank */
  async choose(rank) {
    const place = this.places[rank];
    if (!place) return;
    if (place.population === null)
      return this.refuse(`${place.name} n’a pas de population publiée.`, this.input.value);
    // Emptied before anything is waited for: what is typed meanwhile stays.
    const typed = this.input.value;
    this.input.value = "";
    this.places = [];
    this.close();
    let codes;
    try {
      const why = (await about()).outside[place.departement];
      if (why) return this.refuse(`${place.name} n’est pas ajouté. ${why}`, typed);
      codes = await members(place);
    } catch {
      return this.refuse(FAILED, typed);
    }

    const before = split(this.field.value);
    const there = before.map((code) => this.now.get(code) ?? code);
    const kept = before.filter((code) => wholeOf(code) === code || !codes.includes(wholeOf(code)));
    const added = codes.filter((code) => !there.includes(code) && !there.includes(wholeOf(code)));
    const skipped = codes.length - added.length;
    const said = [];
    if (place.kind === "commune") {
      const already = skipped > 0 ? "était déjà compté dans" : "est ajouté à";
      said.push(`${place.name} ${already} la liste.`);
    } else {
      said.push(`${place.name} : ${count(added.length, "commune")} en plus.`);
      if (skipped > 0) said.push(`${count(skipped, "commune")} déjà dans la liste, sans double compte.`);
    }
    if (kept.length < before.length) said.push("La commune entière remplace ses arrondissements.");
    this.write([...kept, ...added], said.join(" "));
  }

  /**
   * @param {string} why
   * @param {string} typed what was looked for
   */
  refuse(why, typed) {
    this.close();
    this.input.value ||= typed;
    this.status.textContent = why;
  }

  /**
   * @param {string[]} codes
   * @param {string} said
   */
  write(codes, said) {
    this.field.value = codes.join(",");
    this.said = said;
    for (const type of ["input", "change"])
      this.field.dispatchEvent(new Event(type, { bubbles: true }));
  }

  async render() {
    // A list made again between a finger down and up would lose the tap on its buttons.
    if (this.field.value === this.drawn && !this.said) return;
    this.drawn = this.field.value;
    const rendered = ++this.rendered;
    const codes = split(this.drawn);
    try {
      const found = await Promise.all(codes.map(byCode));
      const index = codes.length > 0 ? await about() : null;
      if (rendered !== this.rendered) return;
      const places = found.map(([place]) => place);
      this.now = new Map(codes.map((code, rank) => [code, places[rank]?.code ?? code]));
      const known = [...new Map(found.flat().map((place) => [place.code, place])).values()];
      this.known = known;
      void this.further.tell(known, this.target);
      const sum = known.reduce((total, place) => total + (place.population ?? 0), 0);
      this.result.hidden = codes.length === 0;
      this.total.textContent = `Total : ${count(known.length, "commune")}, ${people(sum)}.`;
      if (index) this.vintage.textContent = `Chiffres : ${years(known, index)}. Source : ${index.source}.`;
      this.chosen.replaceChildren(
        ...codes.map((code, rank) => {
          const again = places.findIndex((place) => place?.code === this.now.get(code)) < rank;
          return this.item(code, places[rank], again);
        }),
      );
      const total = codes.length > 0 ? ` ${this.total.textContent}` : "";
      if (this.said) this.status.textContent = this.said + total;
    } catch {
      if (rendered !== this.rendered) return;
      this.drawn = "";
      this.status.textContent = FAILED;
    }
    this.said = "";
  }

  /**
   * @param {string} code
   * @param {Place | undefined} place
   * @param {boolean} again whether a code above leads to the same commune
   */
  item(code, place, again) {
    const name = place?.former ? `${code} (${place.former})` : (place?.name ?? code);
    const label = `Retirer ${name}`;
    const button = element("button", { type: "button", "aria-label": label }, "Retirer");
    button.addEventListener("click", () => {
      const others = split(this.field.value).filter((other) => other !== code);
      this.write(others, `${name} n’est plus dans la liste.`);
      this.input.focus();
    });
    const inhabitants = again ? "déjà compté" : people(place?.population ?? null);
    const now = place?.former ? `dans ${place.name} (${place.code}) depuis ${place.since}, ` : "";
    const detail = place ? now + inhabitants : "code inconnu";
    return element("li", {}, element("span", {}, `${name}, ${detail}`), " ", button);
  }
}
