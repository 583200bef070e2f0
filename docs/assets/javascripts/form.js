// A form that recomputes as the reader types. What is typed is never changed nor lost.

import { compute, retry, start, subscribe } from "./engine.js";
import { download } from "./exports.js";
import { printAlone } from "./print.js";
import { hide, show } from "./view.js";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */
/** @typedef {{field: string, message: string}} FieldError */
/** @typedef {{phase: string, received: number, total: number, error?: {name: string, message: string}}} State */
/** @typedef {Record<string, any>} Answer */

const PAUSE = 700;
/** The search of communes is not waited for longer; in milliseconds. */
const LATE = 8000;
/** How long the engine practises before the first question; in milliseconds. */
const PRACTICE = 500;

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
    /** @type {Answer | null} the last one that stands in the page */
    this.answer = null;
    /** @type {FieldError[]} */
    this.errors = [];
    this.opening = false;
    this.asked = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.speaking = undefined;

    if (this.form.querySelector("[data-territory]")) void this.help();
    this.form.addEventListener("input", () => this.update());
    this.form.addEventListener("reset", () => this.opening || setTimeout(() => this.update()));
    // A finger puts the caret beside the zero that it means to replace.
    this.form.addEventListener("click", ({ target }) => target instanceof HTMLInputElement && target.value === "0" && target.select());
    this.form.addEventListener("submit", (event) => this.submit(event));
    for (const intent of ["focusin", "pointerover"]) this.form.addEventListener(intent, start, { once: true });
    if (this.form.contains(document.activeElement)) start();
    this.retry.querySelector("button")?.addEventListener("click", () => {
      retry();
      this.update();
    });
    this.calc.addEventListener("click", (event) => this.act(event));
    part(calc, ".actions[data-actions]").hidden = false;
    const unsubscribe = subscribe((state) => {
      if (calc.isConnected) this.tell(state);
      else unsubscribe();
    });
    // What could not be read then may be now.
    addEventListener("online", () => calc.isConnected && this.errors.length && this.update());
    addEventListener("hashchange", () => calc.isConnected && this.open());
    this.alternate();
    this.open();
    if (!location.hash.includes("=") && this.controls().some(changed)) void this.update();
  }

  /** Offers to search communes; without, their codes are still typed. */
  async help() {
    const late = setTimeout(() => this.lose(true), LATE);
    try {
      const { mountTerritory } = await import("./territory.js");
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
    const words = document.createElement("p");
    words.className = "territory-lost field-hint";
    words.setAttribute("role", "status");
    words.textContent = "La recherche de communes n’a pas pu être chargée. Écrivez leurs codes Insee, ou rechargez la page.";
    this.form.querySelector("[data-territory]")?.before(words);
  }

  /** @returns {Record<string, string>} what stands in each control that is in use */
  typed() {
    /** @type {Record<string, string>} */
    const typed = {};
    for (const control of this.controls()) {
      if (control.disabled) continue;
      if (!(control instanceof HTMLInputElement && control.type === "checkbox")) typed[control.name] = control.value;
      else if (control.closest("fieldset.field")) {
        typed[control.name] = [typed[control.name], control.checked && control.value].filter(Boolean).join(",");
      } else typed[control.name] = String(control.checked);
    }
    return typed;
  }

  /** @returns {Control[]} */
  controls() {
    return /** @type {Control[]} */ (Array.from(this.form.elements)).filter((control) => control.name);
  }

  /** Opens the link that brought the reader here, if it holds answers. */
  open() {
    const given = new URLSearchParams(location.hash.slice(1));
    if (!location.hash.includes("=")) return;
    this.opening = true;
    this.form.reset();
    this.opening = false;
    const unknown = [...given.keys()].filter((key) => !this.controls().some(({ name }) => name === key));
    for (const control of this.controls()) {
      const value = given.get(control.name);
      if (value === null) continue;
      if (control instanceof HTMLInputElement && control.type === "checkbox") {
        control.checked = control.closest("fieldset.field") ? value.split(",").includes(control.value) : value === "true";
      } else control.value = value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$3/$2/$1");
      const fold = control.closest("details");
      if (fold) fold.open = true;
      // The picker of communes listens to the field that it fills.
      if (control.hasAttribute("data-territory")) control.dispatchEvent(new Event("change"));
    }
    this.update();
    this.done.textContent = unknown.length ? `Le lien contient des données inconnues, ignorées : ${unknown.join(", ")}.` : "";
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
    while (!this.asked && performance.now() < end && (await this.compute(this.typed())));
  }

  /**
   * @param {Record<string, string>} answers
   * @returns {Promise<Answer | null>} nothing when a newer question replaced this one, or without engine
   */
  compute({ on = "", ...typed }) {
    return compute({ calculator: this.slug, typed, on }).catch(() => null);
  }

  async update() {
    this.asked = true;
    this.alternate();
    const typed = this.typed();
    const answer = await this.compute(typed);
    // The state of the engine tells why there is none.
    if (!answer || !this.calc.isConnected) return;
    this.mark(answer.errors ?? [], answer.result?.warnings.filter((/** @type {{field?: string}} */ { field }) => field));
    if (answer.errors) {
      this.say("Une réponse est à corriger. Le résultat affiché est celui de vos réponses précédentes.");
      return;
    }
    this.answer = answer;
    // To change the address lays the page out: after the result, it would be laid out twice.
    this.link(typed.on ? { ...answer.typed, on: typed.on } : answer.typed);
    show(this.calc, answer.view);
    hide(part(this.calc, '[data-action="ics"]'), answer.result.timeline.length === 0);
    const { label, text } = answer.result.headline;
    this.say(`Résultat à jour. ${label} : ${text}.`);
    this.form.dispatchEvent(new CustomEvent("calculator:result", { detail: answer.result, bubbles: true }));
  }

  /** @param {Record<string, string>} typed the answers that are not those of the opening form */
  link(typed) {
    const sorted = Object.entries(typed).sort(([a], [b]) => (a < b ? -1 : 1));
    const fragment = new URLSearchParams(sorted).toString().replaceAll("%2C", ",");
    const here = location.pathname + location.search;
    history.replaceState(history.state, "", fragment ? `${here}#${fragment}` : here);
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
    if (this.errors.length === 0) {
      this.calc.querySelector("[data-result]")?.scrollIntoView();
      return;
    }
    // What was out of reach may have come back.
    void this.update();
    const summary = part(this.form, ".error-summary");
    part(summary, "ul").replaceChildren(
      ...this.errors.map(({ field, message }) => {
        const link = document.createElement("a");
        link.href = `#${this.slug}-${field}`;
        link.textContent = message;
        link.addEventListener("click", (click) => {
          click.preventDefault();
          // The theme would fetch the page again, and the answers would be lost.
          click.stopPropagation();
          document.getElementById(`${this.slug}-${field}`)?.focus();
        });
        const item = document.createElement("li");
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
      part(this.progress, ".calc-bytes").textContent = `${megabytes(received)} sur ${megabytes(total)}`;
      if (before !== "loading") this.status.textContent = "Le calculateur se prépare. Vous pouvez déjà répondre.";
    }
    if (phase === "ready" && before === "loading") this.status.textContent = "Le calculateur est prêt.";
    if (phase === "ready" && before !== "ready") void this.practise();
    if (phase === "error") this.status.textContent = `${error?.message ?? ""} Le résultat affiché reste juste pour les réponses de départ.`;
  }

  /**
   * Says once what came out, when the reader has stopped typing.
   *
   * @param {string} words
   */
  say(words) {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      this.status.textContent = words;
    }, PAUSE);
  }

  /** @param {MouseEvent} event */
  act(event) {
    const target = event.target instanceof Element ? event.target : null;
    const cited = target?.closest(".ground a");
    if (cited instanceof HTMLAnchorElement) this.cite(event, cited.hash.slice(1));
    const button = target?.closest("button[data-action]");
    const action = button instanceof HTMLElement ? (button.dataset.action ?? "") : "";
    if (action === "print") printAlone("result");
    if (action === "link") void this.copy();
    if (["csv", "json", "ics"].includes(action)) void this.export(action);
  }

  /**
   * Shows a text cited by the result; the address of the page keeps the answers.
   *
   * @param {MouseEvent} event
   * @param {string} id
   */
  cite(event, id) {
    const source = document.getElementById(id);
    const fold = source?.closest("details");
    if (!source || !fold) return;
    event.preventDefault();
    event.stopPropagation();
    fold.open = true;
    source.tabIndex = -1;
    source.focus();
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
    if (!this.answer) await this.update();
    if (!this.answer) return;
    download(format, this.answer.result);
    this.done.textContent = "Fichier enregistré sur votre appareil.";
  }
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

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1e6).toLocaleString("fr-FR", { maximumFractionDigits: 1, minimumFractionDigits: 1 })}\u00a0Mo`;

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
function part(root, selector) {
  return /** @type {HTMLElement} */ (root.querySelector(selector));
}
