// A form that recomputes as the reader types. What is typed is never changed nor lost.

import { button, element, figure, labelOf } from "../dom.js";
import { compute, retry, start, subscribe, take } from "../engine/engine.js";
import { AmountBar } from "./bar.js";
import { Comparison } from "./compare.js";
import { mountCounts } from "./counts.js";
import { save } from "./exports.js";
import { Guide } from "./guided.js";
import { printAlone } from "./print.js";
import { mountPictures } from "./pictures.js";
import { mountRecords } from "./records.js";
import { Refusals } from "./refusals.js";
import { hide, show } from "./view.js";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */
/** @typedef {{field: string, message: string}} FieldError */
/** @typedef {{phase: string, received: number, total: number, error?: {name: string, message: string}}} State */
/** @typedef {Record<string, any>} Answer */

const STYLES = new URL("../../stylesheets/form.css", import.meta.url);
/** The name under which a link holds a version of the answers put aside. */
const SCENARIO = "scenario";
/** The name under which it holds the steps of a plan whose proof is ready. */
const PLAN = "plan";
/** The colour that another site asks for, in the address of its frame. */
const ACCENT = /(?:#|&)(accent=[0-9a-f]{6})(?=&|$)/i;
/** Where something may be kept: never in the page of another site. */
const OWN_PAGE = /\/calculateurs\//;
const PAUSE = 700;
/** The search of communes is not waited for longer; in milliseconds. */
const LATE = 8000;
/** How long the engine practises before the first question; in milliseconds. */
const PRACTICE = 500;
/** A result later than that is set aside: sooner, the page would blink at each key; in milliseconds. */
const GRACE = 250;
/** A part of the page that is asked for comes within so long; in milliseconds. */
const TOO_LATE = 10_000;
/** Of what a link holds in vain, so many are named, and so many characters of each are shown. */
const NAMED = 5;
const LONGEST = 40;
const LOST = "Une partie de la page n’a pas pu être chargée. Vérifiez votre connexion, puis réessayez.";
/** What is done with a result now and then: each loads what it needs when it is asked. */
const MORE = /** @type {const} */ ({
  fiche: ["Fiche (une page)", () => import("./fiche.js")],
  xlsx: ["Excel (XLSX)", () => import("./workbook.js")],
  embed: ["Intégrer", () => import("./embed.js")],
  reproduce: ["Reproduire", () => import("./reproduce.js")],
  report: ["Une erreur ?", () => import("./report.js")],
});
/** Tools that few readers need: folded. */
const RARE = ["xlsx", "reproduce", "report"];
const WAITING = "Calcul en cours… Le résultat de vos réponses n’est pas encore prêt.";

/** @type {WeakSet<HTMLElement>} */
const mounted = new WeakSet();

/** @param {ParentNode} root */
export function mountForms(root) {
  for (const calc of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-calc]"))) {
    if (!mounted.has(calc)) new Form(calc);
    mounted.add(calc);
  }
}

class Form {
  /** @param {HTMLElement} calc */
  constructor(calc) {
    this.calc = calc;
    this.form = /** @type {HTMLFormElement} */ (calc.querySelector("form[data-calculator]"));
    this.slug = this.form.dataset.calculator ?? "";
    this.status = part(calc, ".calc-status");
    this.progress = part(calc, ".calc-progress");
    this.retry = part(calc, ".calc-retry");
    this.done = part(calc, ".calc-done");
    this.result = part(calc, "[data-result]");
    this.printed = part(calc, ".calc-answer");
    this.stale = part(calc, ".calc-stale");
    this.needs = part(calc, ".calc-needs");
    /** What the page opens on. */
    this.first = this.needs.textContent ?? "";
    this.bar = new AmountBar(this.form, () => this.goTo(this.heading()));
    /** @type {string | undefined} where no answer is not « no »: what an amount cannot do without */
    this.drivers = this.form.dataset.drivers;
    /** @type {Set<string>} what the reader, or a link, answered, be it as the form opens */
    this.touched = new Set();
    /** The rank of the last question: an older one has no answer any more. */
    this.turn = 0;
    /** Whether the reader asked for the result: what is still to be answered is then an error. */
    this.insists = false;
    /** @type {Answer | null} the one that stands in the page, if it answers what the form holds */
    this.answer = null;
    /** @type {string | null} the steps of the plan whose proof is ready, while the plan is open */
    this.proofs = null;
    /** @type {Answer} as it is printed */
    this.headline = {};
    /** @type {FieldError[]} */
    this.errors = [];
    /** @type {Map<string, string>} what a link holds and no control can show, for the engine to refuse */
    this.unshown = new Map();
    /** Why the engine cannot answer. */
    this.fault = "";
    this.opening = false;
    this.asked = false;
    /** Whether the example that the build printed still stands. */
    this.built = true;
    /** Whether the answer to what the form holds is awaited. */
    this.pending = false;
    /** Whether the engine broke down on the last question. */
    this.lost = false;
    /** @type {(() => void) | null} what the reader asked to do with the result, once it is there */
    this.later = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.slow = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.speaking = undefined;

    this.form.before(styles());
    if (this.form.querySelector("[data-territory]")) void this.help();
    this.form.addEventListener("input", ({ target }) => {
      const { name } = /** @type {Control} */ (target);
      this.unshown.delete(name);
      if (name) this.touched.add(name);
      void this.update();
    });
    this.form.addEventListener("reset", () => {
      if (!this.opening) this.leave();
      this.unshown.clear();
      this.touched.clear();
      this.insists = false;
      if (!this.opening) setTimeout(() => this.update());
    });
    // A finger puts the caret beside the zero that it means to replace.
    this.form.addEventListener("click", ({ target }) => target instanceof HTMLInputElement && target.value === "0" && target.select());
    this.form.addEventListener("submit", (event) => this.submit(event));
    for (const intent of ["focusin", "pointerover"]) this.form.addEventListener(intent, () => start(this.slug), { once: true });
    if (this.form.contains(document.activeElement)) start(this.slug);
    this.retry.querySelector("button")?.addEventListener("click", () => {
      retry();
      void this.update();
    });
    this.calc.addEventListener("click", (event) => this.act(event));
    this.refusals = this.drivers === undefined ? null : new Refusals(this.form, this.touched, () => void this.update());
    mountPictures(calc, () => this.question("pictures"));
    this.comparison = new Comparison(calc, () => this.answer && this.link(this.linked(this.answer)));
    this.offerComparison();
    void this.offerDossier();
    mountCounts(this.form);
    mountRecords(this.form);
    /** @type {import("./plan.js").Plan | undefined} */
    this.plan = undefined;
    this.guide = new Guide(this.form, (control) => this.answered(control));
    part(calc, ".actions[data-actions]").hidden = false;
    const unsubscribe = subscribe((state) => {
      if (calc.isConnected) this.tell(state);
      else unsubscribe();
    });
    // What could not be read then may be now.
    addEventListener("online", () => calc.isConnected && this.errors.length && this.update());
    addEventListener("hashchange", () => calc.isConnected && this.follow());
    addEventListener("beforeprint", () => calc.isConnected && this.pending && this.setAside(this.fault));
    this.form.dataset.fresh = "false";
    this.alternate();
    // In a turn of its own: the browser may paint before.
    setTimeout(() => {
      if (holdsAnswers()) this.open();
      else if (this.controls().some(changed)) void this.update();
    });
  }

  /** @returns {HTMLElement} the title of the result */
  heading() {
    return part(this.result, "h2, h3, h4");
  }

  /**
   * Brings the eye and the focus to the same place.
   *
   * @param {HTMLElement} place
   */
  goTo(place) {
    this.guide.reveal(place);
    const fold = place.closest("details:not(.calc-detail)");
    if (fold instanceof HTMLDetailsElement) fold.open = true;
    if (!place.matches("input, select, textarea, button, a")) place.tabIndex = -1;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: place.matches("h2, h3, h4") ? "start" : "center" });
  }

  /** Shows what the address holds now; a link to the top of the page ends it with a bare mark. */
  follow() {
    if (holdsAnswers()) this.open();
    else if (!location.hash && !location.href.endsWith("#")) {
      this.opening = true;
      this.form.reset();
      this.opening = false;
      void this.update();
    }
  }

  /** Before all is erased: a step back in the browser brings the answers back, even those refused. */
  leave() {
    const typed = this.typed();
    if (!Object.keys(typed).length) return;
    this.link(typed);
    history.pushState(history.state, "", location.href);
    this.done.textContent = "Tout est effacé. La page précédente de votre navigateur rend vos réponses.";
  }

  /** Offers to search communes; without, their codes are still typed. */
  async help() {
    const late = setTimeout(() => this.lose(true), LATE);
    try {
      const { mountTerritory } = await import("../communes/picker.js");
      this.lose(false);
      mountTerritory(this.form);
    } catch {
      this.lose(true);
    }
    clearTimeout(late);
  }

  /** @param {boolean} lost whether the search of communes does not come */
  lose(lost) {
    this.form.querySelector(".territory-lost")?.remove();
    if (!lost) return;
    const told = "La recherche de communes n’a pas pu être chargée. Écrivez leurs codes Insee, ou rechargez la page.";
    const words = element("p", told, "territory-lost field-hint");
    words.setAttribute("role", "status");
    this.form.querySelector("[data-territory]")?.before(words);
  }

  /**
   * @param {Control} control
   * @returns {boolean} whether it holds an answer: as the form opens, it does not
   */
  answered(control) {
    return this.touched.has(control.name) || changed(control);
  }

  /** @returns {Record<string, string>} what was answered in each control that is in use */
  typed() {
    /** @type {Record<string, string>} */
    const typed = {};
    const given = new Set(this.controls().filter((control) => this.answered(control)).map(({ name }) => name));
    // What the edition opens with goes along with what is answered, and answers nothing alone.
    const settled = this.controls().filter(({ dataset }) => "settled" in dataset);
    if (given.size) for (const { name } of settled) given.add(name);
    for (const control of this.controls()) {
      if (control.disabled || !given.has(control.name)) continue;
      if (!isBox(control)) typed[control.name] = control.value;
      else if (control.closest("fieldset.field")) {
        typed[control.name] = [typed[control.name], control.checked && control.value].filter(Boolean).join(",");
      } else typed[control.name] = String(control.checked);
    }
    for (const [key, value] of this.unshown) typed[key] = value;
    return typed;
  }

  /**
   * @param {string} format of what is written
   * @returns {Parameters<typeof take>[0]}
   */
  question(format) {
    const { on = "", ...typed } = this.typed();
    return { calculator: this.slug, typed, on, format };
  }

  /** @returns {Control[]} */
  controls() {
    return /** @type {Control[]} */ (Array.from(this.form.elements)).filter((control) => control.name);
  }

  /**
   * @param {string} key
   * @returns {Control | undefined}
   */
  control(key) {
    return this.controls().find(({ name }) => name === key);
  }

  /** Opens the link that brought the reader here. */
  open() {
    const given = new URLSearchParams(location.hash.slice(1));
    this.opening = true;
    this.form.reset();
    this.opening = false;
    void this.comparison.open(given.getAll(SCENARIO));
    given.delete(SCENARIO);
    void this.planYear(given.get(PLAN));
    given.delete(PLAN);
    given.delete("accent");
    const unknown = [...given.keys()].filter((key) => !this.controls().some(({ name }) => name === key));
    for (const control of this.controls()) {
      const value = given.get(control.name);
      // A link says all: what the edition opens with is not in it.
      if (value === null && given.size && "settled" in control.dataset) control.value = "";
      if (value !== null) this.pour(control, value);
    }
    this.alternate();
    for (const [key, shown] of Object.entries(this.typed())) {
      const value = given.get(key);
      if (value && sorted(asTyped(value)) !== sorted(shown)) this.unshown.set(key, value);
    }
    void this.update();
    const twice = [...new Set([...given.keys()].filter((key) => given.getAll(key).length > 1))];
    const told = [];
    if (unknown.length) told.push(`Le lien contient des données inconnues, ignorées : ${some(unknown)}.`);
    if (twice.length) told.push(`Le lien donne deux fois : ${some(twice)}. La première valeur est gardée.`);
    this.done.textContent = told.join(" ");
  }

  /**
   * @param {Control} control
   * @param {string} value as a link holds it
   */
  pour(control, value) {
    this.touched.add(control.name);
    fill(control, asTyped(value));
    const fold = control.closest("details");
    if (fold) fold.open = true;
    // The picker of communes listens to the field that it fills.
    if (control.hasAttribute("data-territory")) control.dispatchEvent(new Event("change"));
    control.dispatchEvent(new Event("calculator:filled"));
  }

  /**
   * Fills what is empty with what is known; what was typed stays.
   *
   * @param {Record<string, string>} known
   */
  fillIn(known) {
    const empty = this.controls().filter((control) => !this.answered(control));
    for (const control of empty) {
      const value = known[control.name];
      if (value !== undefined) this.pour(control, value);
    }
    void this.update();
  }

  /** What the reader chose to keep may fill this form too. */
  async offerDossier() {
    if (!OWN_PAGE.test(location.pathname) || !dossierChosen()) return;
    try {
      const { offer } = await import("../dossier/offer.js");
      await offer(this.calc, (key) => this.controls().some((control) => control.name === key && this.answered(control)), (known) => this.fillIn(known));
    } catch (error) {
      console.warn(error);
    }
  }

  /** An input given instead of another leaves it as it is, out of use. */
  alternate() {
    for (const control of this.controls()) {
      const other = control instanceof HTMLElement && control.dataset.insteadOf;
      const replaced = other && this.form.elements.namedItem(other);
      if (replaced instanceof HTMLInputElement) replaced.disabled = control.value.trim() !== "";
    }
  }

  /** Answers for nobody until the reader asks: browsers make faster the code that has run. */
  async practise() {
    const end = performance.now() + PRACTICE;
    while (!this.asked && performance.now() < end && (await this.compute(this.example()).catch(() => null)));
  }

  /** @returns {Record<string, string>} the answers of the first example */
  example() {
    const link = this.form.querySelector(".form-examples a");
    return Object.fromEntries(new URLSearchParams(link instanceof HTMLAnchorElement ? link.hash.slice(1) : ""));
  }

  /**
   * @param {Record<string, string>} answers
   * @returns {Promise<Answer | null>} nothing when a newer question replaced this one
   */
  compute({ on = "", ...typed }) {
    return compute({ calculator: this.slug, typed, on });
  }

  async update() {
    this.asked = true;
    this.lost = false;
    this.alternate();
    this.refusals?.show();
    const turn = (this.turn += 1);
    const typed = this.typed();
    if (Object.keys(typed).length === 0) return this.empty();
    this.doubt();
    // What waits for the engine, or for another answer, is in the address all the same.
    if (this.form.dataset.engine !== "ready") this.link(typed);
    let answer;
    try {
      answer = await this.compute(typed);
    } catch (error) {
      if (turn !== this.turn) return;
      this.lost = true;
      return this.refuse(unanswered(/** @type {Error} */ (error).message));
    }
    if (!answer || turn !== this.turn || !this.calc.isConnected) return;
    // What the reader has not come to yet is no fault.
    const errors = (answer.errors ?? []).filter((/** @type {FieldError} */ { field }) => this.insists || this.holds(field));
    if (answer.errors) this.link(typed);
    if (answer.errors && !errors.length) return this.wait(answer.errors);
    this.mark(errors, answer.result?.warnings.filter((/** @type {{field?: string}} */ { field }) => field));
    if (errors.length) {
      const heading = errors.length > 1 ? "Des réponses sont à corriger" : "Une réponse est à corriger";
      this.refuse(`${heading} : ${errors.map((/** @type {FieldError} */ { message }) => message).join(" ")}`);
      this.say(`${heading}. Aucun résultat n’est affiché.`);
      return;
    }
    // To change the address lays the page out: after the result, it would be laid out twice.
    this.link(this.linked(answer));
    this.print(answer);
    const detail = answer.estimate ? { ...answer.result, estimate: answer.estimate } : answer.result;
    this.comparison.tell(fragment(this.linked(answer)), detail);
    this.settle(answer);
    if (this.plan || answer.result.missing.length) void this.offerPlan(answer);
    this.form.dispatchEvent(new CustomEvent("calculator:result", { detail, bubbles: true }));
  }

  /** @param {Answer} answer */
  print({ result, words, estimate }) {
    const { lines, summary, timeline } = result;
    const range = estimate && !estimate.exact;
    const { label, text, spoken } = words.estimate ?? {};
    const headline = (this.headline = range ? { label, text, spoken } : result.headline);
    const missing = (this.drivers ?? "").split(" ").filter((key) => this.control(key)?.value.trim() === "");
    show(this.calc, { ...result, headline }, words, range ? estimate : null);
    hide(part(this.calc, '[data-action="csv"]'), lines.length + summary.length === 0);
    hide(part(this.calc, '[data-action="ics"]'), timeline.length === 0);
    this.built = false;
    if (missing.length) {
      this.become("needs", this.remains(missing));
      this.say(this.remains(missing));
      return;
    }
    this.become(range ? "range" : "exact");
    this.bar.tell(headline, range ? estimate : null);
    this.guide.tell(estimate?.unanswered ?? [], words.estimate?.why ?? {}, words.estimate?.where ?? {});
    this.say(`Résultat à jour. ${headline.label} : `, figure(headline.text, headline.spoken), ".");
  }

  /** Nothing is answered: the page says what it needs, beside its example. */
  empty() {
    this.mark([]);
    this.clear();
    this.answer = null;
    this.pending = false;
    this.form.dataset.fresh = "false";
    this.result.removeAttribute("aria-busy");
    hide(this.stale, true);
    this.become(this.built ? "example" : "needs", this.first);
    this.link({});
  }

  /** @param {string} key of an input, or of the whole */
  holds(key) {
    const controls = this.controls().filter(({ name }) => name === key);
    return !controls.length || controls.some((control) => this.answered(control));
  }

  /**
   * Says what remains to be answered, which is not a fault yet.
   *
   * @param {FieldError[]} errors
   */
  wait(errors) {
    const words = this.remains(errors.map(({ field }) => field));
    this.mark([]);
    this.errors = errors;
    this.clear();
    this.pending = false;
    this.result.removeAttribute("aria-busy");
    hide(this.stale, true);
    this.become("needs", words);
    this.say(words);
  }

  /** @param {string[]} keys */
  remains(keys) {
    const names = [...new Set(keys)].map((key) => labelOf(this.form, key) ?? key);
    return `Il reste à répondre : ${names.join(", ")}.`;
  }

  /**
   * @param {"example" | "needs" | "range" | "exact"} state of the result
   * @param {string} [needs] what is to be answered first
   */
  become(state, needs = "") {
    const detail = this.calc.querySelector(".calc-detail");
    // A provisional detail stays as the reader left it.
    if (detail instanceof HTMLDetailsElement && this.result.dataset.state !== state) detail.open = state !== "range";
    this.result.dataset.state = state;
    this.needs.textContent = needs;
    hide(this.needs, needs === "");
    if (state === "needs" || state === "example") this.bar.clear();
    hide(this.printed, state === "needs" || (state === "example" && !this.built));
  }

  /** What is printed does not answer yet what the form holds. */
  doubt() {
    clearTimeout(this.speaking);
    this.answer = null;
    this.pending = true;
    this.form.dataset.fresh = "false";
    if (this.fault || this.form.dataset.engine !== "ready") this.setAside(this.fault);
    else {
      this.result.setAttribute("aria-busy", "true");
      this.slow ??= setTimeout(() => this.setAside(""), GRACE);
    }
  }

  /**
   * Hides what is printed, from the screen, from paper and from screen readers, and says why.
   *
   * @param {string} why nothing while the answer is awaited
   */
  setAside(why) {
    this.clear();
    this.result.setAttribute("aria-busy", String(!why));
    this.stale.textContent = why || WAITING;
    if (this.result.dataset.state === "example") this.result.dataset.state = "stale";
    hide(this.stale, false);
    hide(this.needs, true);
    hide(this.printed, true);
    this.bar.clear();
    if (why && this.later) {
      this.later = null;
      this.done.textContent = `Rien n’a été fait. ${why}`;
    }
  }

  /**
   * There will be no answer to what the form holds.
   *
   * @param {string} why
   */
  refuse(why) {
    this.pending = false;
    this.form.dataset.fresh = "false";
    this.setAside(why);
  }

  /**
   * What is printed answers what the form holds.
   *
   * @param {Answer} answer
   */
  settle(answer) {
    this.answer = answer;
    this.pending = false;
    this.form.dataset.fresh = "true";
    this.clear();
    this.result.removeAttribute("aria-busy");
    hide(this.stale, true);
    this.stale.textContent = "";
    if (!this.later) return;
    this.done.textContent = "";
    this.later();
    this.later = null;
  }

  /** Takes back what was said of another result. */
  clear() {
    clearTimeout(this.slow);
    this.slow = undefined;
    if (this.form.dataset.engine === "ready" && this.status.textContent) this.status.textContent = "";
  }

  /**
   * Does something with the result, once it answers what the form holds.
   *
   * @param {() => void} task
   * @param {boolean} ready
   */
  whenFresh(task, ready) {
    this.later = null;
    if (ready) return task();
    if (!this.pending && !this.needs.hidden) {
      this.done.textContent = `Rien n’a été fait. ${this.needs.textContent}`;
      return;
    }
    if (this.form.dataset.fresh === "true") void this.update();
    const refused = this.form.dataset.fresh === "false" && !this.pending && this.stale.textContent;
    if (this.fault || refused) {
      this.done.textContent = `Rien n’a été fait. ${this.fault || refused}`;
      return;
    }
    this.done.textContent = WAITING;
    this.later = task;
  }

  /** A version of the answers can be put aside, to be compared with the next ones. */
  offerComparison() {
    const compare = button("Comparer");
    compare.dataset.action = "compare";
    part(this.calc, ".actions[data-actions]").append(compare);
    if (!OWN_PAGE.test(location.pathname)) return;
    const keep = button("Garder");
    keep.dataset.action = "keep";
    compare.after(keep);
    const rare = element("details", "", "rare");
    rare.append(element("summary", "Autres outils"));
    const tools = Object.entries(MORE).map(([action, [words]]) => ({ action, words: String(words) }));
    if ("planned" in this.form.dataset) tools.unshift({ action: "plan", words: "Plan de l’année" });
    for (const { action, words } of tools) {
      const asked = button(words);
      asked.dataset.action = action;
      (RARE.includes(action) ? rare : keep.parentElement)?.append(asked);
    }
    keep.parentElement?.append(rare);
  }

  /**
   * What stands in the page, for who hands it over.
   *
   * @returns {import("./handed.js").Handed | null} nothing while there is no result
   */
  handed() {
    if (!this.answer) return null;
    const link = fragment(this.linked(this.answer));
    const { result, words } = this.answer;
    return { result, words, headline: this.headline, link, question: this.question("json") };
  }

  /**
   * Opens the plan of the year, or closes it.
   *
   * @param {string | null} proofs that are ready, where the plan is wanted
   * @param {boolean} goes whether the reader is brought to it
   */
  async planYear(proofs, goes = false) {
    if (proofs === this.proofs && !goes) return;
    this.proofs = proofs;
    if (this.answer) this.link(this.linked(this.answer));
    if (proofs === null) return this.calc.querySelector("[data-year]")?.remove();
    try {
      const { show } = await soon(import("./year.js"));
      show(this.calc, () => ({ question: this.question("plan"), proofs: this.proofs ?? "" }), (now) => this.planYear(now), goes);
    } catch (error) {
      console.error(error);
      this.done.textContent = LOST;
    }
  }

  /** @param {keyof typeof MORE} action */
  async hand(action) {
    try {
      const { open } = await soon(MORE[action][1]());
      await open(this.calc, () => this.handed());
    } catch (error) {
      console.error(error);
      this.done.textContent = LOST;
    }
  }

  /**
   * What is missing can be ticked, and makes a plan.
   *
   * @param {Answer} answer
   */
  async offerPlan(answer) {
    try {
      const { Plan } = await import("./plan.js");
      this.plan ??= new Plan(
        this.calc,
        (answers) => this.adopt(answers),
        (answers, result) => this.comparison.plan({ link: fragment(answers), result }),
      );
    } catch (error) {
      // The list says all the same what is missing.
      console.warn(error);
    }
    if (this.plan && this.answer === answer)
      this.plan.tell({ result: answer.result, link: this.linked(answer), exact: answer.estimate?.exact ?? true });
  }

  /**
   * Puts answers in the form; a step back in the browser brings back those that were there.
   *
   * @param {Record<string, string>} answers
   */
  adopt(answers) {
    history.pushState(history.state, "", location.href);
    this.link(answers);
    this.open();
    this.done.textContent = "Les réponses du plan sont dans le formulaire. La page précédente de votre navigateur rend les vôtres.";
  }

  /** Asks under which name to keep the result, in this browser. */
  async keep() {
    try {
      const { openKeeping } = await soon(import("../dossier/keep.js"));
      openKeeping(this.calc, () => this.answer && { link: this.held(this.linked(this.answer)), result: part(this.result, '.headline [data-slot="text"]').textContent ?? "" });
    } catch (error) {
      console.error(error);
      this.done.textContent = LOST;
    }
  }

  /**
   * @param {Answer} answer
   * @returns {Record<string, string>} what the address holds of it
   */
  linked({ link }) {
    const { on } = this.typed();
    return on ? { ...link, on } : link;
  }

  /**
   * @param {Record<string, string>} typed the answers
   * @returns {string} what is kept of them, the proofs of the plan too
   */
  held(typed) {
    const answers = fragment(typed);
    return this.proofs === null || !answers ? answers : `${answers}&${PLAN}=${this.proofs}`;
  }

  /** @param {Record<string, string>} typed the answers */
  link(typed) {
    const scenarios = this.comparison.links.map((link) => `${SCENARIO}=${encodeURIComponent(link)}`);
    const [, accent = ""] = ACCENT.exec(location.hash) ?? [];
    const held = [accent, this.held(typed), ...scenarios].filter(Boolean).join("&");
    const here = location.pathname + location.search;
    history.replaceState(history.state, "", held ? `${here}#${held}` : here);
  }

  /**
   * @param {FieldError[]} errors
   * @param {Array<{field: string, text: string}>} asked back about answers that stand
   */
  mark(errors, asked = []) {
    this.errors = errors;
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (this.form.querySelectorAll(".field[data-key]"))) {
      const here = (/** @type {{field: string}} */ { field }) => field === place.dataset.key;
      const messages = errors.filter(here).map(({ message }) => message);
      const shown = part(place, ".field-error");
      const words = [...messages, ...asked.filter(here).map(({ text }) => text)].join(" ");
      if (shown.textContent !== words) shown.textContent = words;
      hide(shown, words === "");
      for (const control of place.querySelectorAll("input, select, textarea")) {
        if (messages.length) control.setAttribute("aria-invalid", "true");
        else control.removeAttribute("aria-invalid");
      }
      const fold = place.closest("details");
      if (messages.length && fold) fold.open = true;
    }
    if (errors.length === 0) part(this.form, ".error-summary").hidden = true;
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    event.preventDefault();
    if (this.errors.length === 0) return this.goTo(this.heading());
    this.insists = true;
    // What was out of reach may have come back.
    void this.update();
    const summary = part(this.form, ".error-summary");
    part(summary, "ul").replaceChildren(
      ...this.errors.map(({ field, message }) => {
        const link = element("a", message);
        link.href = `#${this.slug}-${field}`;
        link.addEventListener("click", (click) => {
          click.preventDefault();
          // The theme would fetch the page again, and the answers would be lost.
          click.stopPropagation();
          const place = document.getElementById(`${this.slug}-${field}`);
          if (place) this.goTo(place);
        });
        const item = element("li");
        item.append(link);
        return item;
      }),
    );
    summary.hidden = false;
    summary.focus();
  }

  /** @param {State} state of the engine */
  tell({ phase, received, total, error }) {
    const before = this.form.dataset.engine;
    this.form.dataset.engine = phase === "idle" ? "static" : phase;
    this.progress.hidden = phase !== "loading";
    this.retry.hidden = phase !== "error";
    if (phase === "loading") {
      const bar = /** @type {HTMLProgressElement} */ (this.progress.querySelector("progress"));
      bar.max = total || 1;
      bar.value = received;
      // The files travel compressed: how much of them is there is known, not what they weigh on the way.
      part(this.progress, ".calc-bytes").textContent = percent(total ? received / total : 0);
      if (before !== "loading") this.status.textContent = "Le calculateur se prépare. Vous pouvez déjà répondre.";
    }
    if (phase === "ready" && before === "loading") this.status.textContent = "Le calculateur est prêt.";
    if (phase === "ready" && before !== "ready") void this.practise();
    this.fault = phase === "error" ? unanswered(error?.message ?? "") : "";
    if (phase === "ready" && this.lost) void this.update();
    else if (phase !== "ready" && this.pending) this.setAside(this.fault);
    const example = this.result.dataset.state === "example";
    const stands = example ? "L’exemple affiché reste juste." : "Le résultat affiché reste juste.";
    const remains = this.printed.hidden ? "Aucun résultat n’est affiché." : stands;
    if (phase === "error") this.status.textContent = `${error?.message ?? ""} ${remains}`;
  }

  /**
   * Says once what came out, when the reader has stopped typing.
   *
   * @param {(string | Node)[]} words
   */
  say(...words) {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      this.status.replaceChildren(...words);
    }, PAUSE);
  }

  /** @param {MouseEvent} event */
  act(event) {
    const target = event.target instanceof Element ? event.target : null;
    const cited = target?.closest(".ground a");
    if (cited instanceof HTMLAnchorElement) this.cite(event, cited);
    if (target?.closest("a.visually-hidden")) {
      event.preventDefault();
      event.stopPropagation();
      this.goTo(this.heading());
    }
    const pressed = target?.closest("button[data-action]");
    const { action = "", key = "" } = pressed instanceof HTMLElement ? pressed.dataset : {};
    const asked = action === "answer" && this.control(key);
    if (asked) this.goTo(asked);
    if (action === "rest") this.refusals?.refuseAll(this.refusals.questions);
    const fresh = this.form.dataset.fresh === "true";
    if (action === "print") this.whenFresh(() => printAlone("result"), fresh);
    if (action === "compare") this.whenFresh(() => (this.done.textContent = this.comparison.keep()), this.answer !== null);
    if (action === "keep") this.whenFresh(() => void this.keep(), this.answer !== null);
    if (action === "plan") this.whenFresh(() => void this.planYear(this.proofs ?? "", true), this.answer !== null);
    if (action in MORE) this.whenFresh(() => void this.hand(/** @type {keyof typeof MORE} */ (action)), this.answer !== null);
    if (action === "link") this.whenFresh(() => void this.copy(), fresh);
    if (["csv", "json", "ics"].includes(action)) this.whenFresh(() => void this.export(action), this.answer !== null);
  }

  /**
   * Shows a text cited by the result; the address of the page keeps the answers.
   *
   * @param {MouseEvent} event
   * @param {HTMLAnchorElement} cited
   */
  cite(event, cited) {
    const source = document.getElementById(cited.hash.slice(1));
    const fold = source?.closest("details");
    if (!source || !fold) return;
    event.preventDefault();
    event.stopPropagation();
    import("../source.js")
      .then(({ showLine }) => showLine(cited, source))
      .catch(() => {
        fold.open = true;
        source.tabIndex = -1;
        source.focus();
      });
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(location.href);
      this.done.textContent = "Lien copié. Vos réponses sont dans le lien, il n’est envoyé à personne.";
    } catch {
      this.done.textContent = `Copiez ce lien : ${location.href}`;
    }
  }

  /** @param {string} format */
  async export(format) {
    try {
      const file = await take(this.question(format));
      if (file && "text" in file) save(file.text, file.name, file.type);
      this.done.textContent = told(file);
    } catch (error) {
      this.done.textContent = unanswered(/** @type {Error} */ (error).message);
    }
  }
}

/** @returns {HTMLLinkElement} the styles of a form that lives */
function styles() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = STYLES.href;
  return link;
}

/**
 * @param {Control} control
 * @returns {boolean} whether the reader, or a browser that restores a page, has filled it
 */
function changed(control) {
  if (control instanceof HTMLSelectElement) {
    const options = Array.from(control.options);
    return control.value !== (options.find(({ defaultSelected }) => defaultSelected) ?? options[0])?.value;
  }
  const ticked = control instanceof HTMLInputElement && control.checked !== control.defaultChecked;
  return ticked || control.value !== control.defaultValue;
}

/**
 * @param {Control} control
 * @param {string} value given by a link
 */
function fill(control, value) {
  if (isBox(control) && control.closest("fieldset.field")) control.checked = value.split(",").includes(control.value);
  // As a file does, a link that says nothing of a box, or of a list, leaves it as it opens.
  else if (isBox(control)) control.checked = value ? /^(true|oui|vrai|1|x)$/i.test(value) : control.defaultChecked;
  else if (value || !(control instanceof HTMLSelectElement) || control.querySelector('[value=""]')) control.value = value;
}

/**
 * @param {Control} control
 * @returns {control is HTMLInputElement}
 */
const isBox = (control) => control instanceof HTMLInputElement && control.type === "checkbox";

/** @param {string} value of a link, where days are written as machines do */
const asTyped = (value) => value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$3/$2/$1");

/** @param {string} list */
const sorted = (list) => list.split(",").sort().join();

/**
 * What a link holds is cut and cleaned before it is told.
 *
 * @param {string[]} names
 */
function some(names) {
  const shown = names.slice(0, NAMED).map((name) => `${name.slice(0, LONGEST).replace(/[\p{Cc}\p{Cf}]/gu, "\ufffd")}${name.length > LONGEST ? "…" : ""}`);
  return [...shown, ...(names.length > NAMED ? [`${names.length - NAMED} de plus`] : [])].join(", ");
}

/**
 * @template T
 * @param {Promise<T>} coming
 * @returns {Promise<T>} refused when it does not come
 */
const soon = (coming) => Promise.race([coming, new Promise((_, refuse) => setTimeout(() => refuse(new Error("late")), TOO_LATE))]);

/** @param {string} message of the engine */
const unanswered = (message) => `Le calculateur n’a pas pu répondre. ${message}`;

/** @param {Awaited<ReturnType<typeof take>>} file */
function told(file) {
  if (!file) return "Rien n’a été fait. Réessayez.";
  return "errors" in file ? file.errors.map(({ message }) => message).join(" ") : "Fichier enregistré sur votre appareil.";
}

/**
 * @param {Record<string, string>} typed
 * @returns {string} the answers as a link holds them, keys sorted
 */
function fragment(typed) {
  const sorted = Object.entries(typed).sort(([a], [b]) => (a < b ? -1 : 1));
  return new URLSearchParams(sorted).toString().replaceAll("%2C", ",");
}

/** Whether `dossier/store.js` was told of one: it need not be fetched to know it. */
function dossierChosen() {
  try {
    return localStorage.getItem("dossier-choisi") !== null;
  } catch {
    return false;
  }
}

const holdsAnswers = () => location.hash.includes("=");

/** @param {number} share */
const percent = (share) => share.toLocaleString("fr-FR", { style: "percent" });

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
function part(root, selector) {
  return /** @type {HTMLElement} */ (root.querySelector(selector));
}
