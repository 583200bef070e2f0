// One group of questions at a time, for who prefers to be led; the form stays the same form.

import { button, element, labelOf } from "../dom.js";

/** @typedef {import("./form.js").Control} Control */

/** What a step back in the browser says of the address is over by then; in milliseconds. */
const SOON = 100;

export class Guide {
  /**
   * @param {HTMLFormElement} form
   * @param {(control: Control) => boolean} answered
   */
  constructor(form, answered) {
    this.form = form;
    this.answered = answered;
    /** @type {string[]} the questions, those that move the amount most first */
    this.order = [];
    /** @type {Record<string, string>} what the answer to each of them may bring */
    this.gains = {};
    /** @type {Record<string, string>} the documents where it is found */
    this.where = {};
    /** @type {HTMLElement[]} the groups already seen, the one on screen last */
    this.path = [];
    this.steps = /** @type {HTMLElement[]} */ ([...form.querySelectorAll(":scope > fieldset, :scope > details.fold")]);
    this.toggle = this.choice();
    this.progress = element("p", "", "guide-progress");
    this.bar = document.createElement("progress");
    this.back = button("Précédent", () => this.goBack());
    this.next = button("Suivant", () => this.goOn(), "primary");
    this.controls = element("div", "", "actions guide-actions");
    this.controls.append(this.back, this.next);
    this.panel = element("div", "", "guide");
    this.why = element("div", "", "guide-why");
    this.panel.append(this.progress, this.bar);
    form.querySelector(".form-tools")?.after(this.toggle, this.panel);
    // The first question is above the fold of a telephone.
    this.steps.at(-1)?.after(this.why, this.controls);
    this.visits = new Visits(form.dataset.calculator ?? "");
    /** The answers, as the address holds them: a step back in the browser keeps them. */
    this.hash = location.hash;
    form.addEventListener("calculator:result", () => (this.hash = location.hash));
    form.addEventListener("reset", () => setTimeout(() => (this.hash = location.hash)));
    addEventListener("popstate", () => form.isConnected && this.comeBack());
    addEventListener("hashchange", (event) => this.moved && event.stopImmediatePropagation());
    this.moved = false;
    this.take(this.visits.path());
  }

  /** A step back, or forward, in the browser changes the questions on screen, and no answer. */
  comeBack() {
    const path = this.visits.path();
    if (!this.visits.known()) return;
    if (path.join() === this.ranks().join()) return;
    if (location.hash !== this.hash) {
      history.replaceState(history.state, "", location.pathname + location.search + this.hash);
      this.moved = true;
      setTimeout(() => (this.moved = false), SOON);
    }
    this.take(path);
    if (path.length) this.head();
  }

  /** @returns {number[]} the groups seen, by their ranks */
  ranks() {
    return this.path.map((step) => this.steps.indexOf(step));
  }

  /** @param {number[]} path the groups seen, by their ranks; none where all is on one page */
  take(path) {
    this.path = path.flatMap((rank) => this.steps[rank] ?? []);
    this.show(this.path.length > 0);
    this.print();
  }

  /** @returns {HTMLElement} the choice between the two ways */
  choice() {
    const group = element("div", "", "guide-choice");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Comment répondre");
    this.led = button("Pas à pas", () => this.begin());
    this.whole = button("Tout sur une page", () => this.end());
    group.append(this.led, this.whole);
    return group;
  }

  /** @param {boolean} led */
  show(led) {
    this.form.toggleAttribute("data-guided", led);
    this.led?.setAttribute("aria-pressed", String(led));
    this.whole?.setAttribute("aria-pressed", String(!led));
    this.panel.hidden = this.controls.hidden = this.why.hidden = !led;
  }

  begin() {
    if (this.form.hasAttribute("data-guided")) return;
    this.path = [];
    this.show(true);
    this.goTo(this.following() ?? this.steps[0]);
  }

  end() {
    this.take([]);
    this.visits.write([]);
    this.led?.focus();
  }

  /**
   * @param {string[]} order of the questions that wait, the most decisive first
   * @param {Record<string, string>} gains what the answer to each of them may bring
   * @param {Record<string, string>} where the documents where it is found
   */
  tell(order, gains, where) {
    this.order = order;
    this.gains = gains;
    this.where = where;
    this.explain();
  }

  /** Says why the questions on screen are asked, and where their answers are found. */
  explain() {
    const step = this.path.at(-1);
    const lines = Object.entries(this.gains).flatMap(([key, gain]) => {
      const label = labelOf(step, key);
      if (!label) return [];
      const line = element("li", `${label}\u202f: ${gain}`);
      if (this.where[key]) line.append(element("small", `Où chercher\u202f: ${this.where[key]}`));
      return [line];
    });
    const list = element("ul");
    list.append(...lines);
    this.why.replaceChildren(...(lines.length ? [element("p", "Pourquoi ces questions :"), list] : []));
  }

  /** @returns {HTMLElement | undefined} the group to answer next: the one that moves the amount most */
  following() {
    const waiting = this.steps.filter((step) => !this.path.includes(step));
    const rank = (/** @type {HTMLElement} */ step) => {
      const ranks = controls(step).filter((control) => !this.answered(control)).map(({ name }) => this.order.indexOf(name));
      return Math.min(...ranks.filter((one) => one >= 0), Infinity);
    };
    const asked = waiting.filter((step) => step.matches("fieldset"));
    const [first] = asked;
    if (first && first === this.steps[0]) return first;
    const best = [...waiting].sort((a, b) => rank(a) - rank(b))[0];
    return best && rank(best) < Infinity ? best : waiting[0];
  }

  /** @param {HTMLElement | undefined} step */
  goTo(step) {
    if (!step || this.path.at(-1) === step) return;
    this.hash = location.hash;
    this.visits.leave(this.ranks());
    this.path.push(step);
    this.visits.write(this.ranks());
    this.print();
    this.head();
  }

  /** Shows the last group of the path, and how far it is. */
  print() {
    const step = this.path.at(-1);
    for (const one of this.steps) one.classList.toggle("guide-step", one === step);
    if (!step) return;
    if (step instanceof HTMLDetailsElement) step.open = true;
    const total = this.steps.length;
    this.explain();
    this.progress.textContent = `Étape ${this.path.length} sur ${total}`;
    this.bar.max = total;
    this.bar.value = this.path.length;
    this.bar.setAttribute("aria-label", this.progress.textContent);
    this.back.disabled = this.path.length < 2;
    const last = !this.steps.some((one) => !this.path.includes(one));
    this.next.textContent = last ? "Voir le résultat" : "Suivant";
  }

  /** Brings the reader to the group on screen. */
  head() {
    const title = this.path.at(-1)?.querySelector("legend, summary");
    if (title instanceof HTMLElement) {
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
    }
    this.toggle.scrollIntoView({ block: "start" });
  }

  /** @param {Element} place that must be on screen */
  reveal(place) {
    const step = this.steps.find((one) => one.contains(place));
    if (step && this.form.hasAttribute("data-guided") && !step.matches(".guide-step")) this.goTo(step);
  }

  goBack() {
    if (this.visits.known()) return history.back();
    this.take(this.ranks().slice(0, -1));
    if (!this.visits.key()) this.visits.write(this.ranks());
    this.head();
  }

  goOn() {
    const next = this.following();
    if (next) this.goTo(next);
    else this.form.requestSubmit();
  }
}

/**
 * @param {HTMLElement} step
 * @returns {Control[]}
 */
const controls = (step) => [...step.querySelectorAll("input[name], select[name], textarea[name]")].map((one) => /** @type {Control} */ (one));

/** The groups seen at each step of the visit: a reload, or a step back, finds them again. */
class Visits {
  /** @param {string} slug */
  constructor(slug) {
    this.name = `pas-a-pas ${slug}`;
    /** @type {Record<string, number[]>} */
    this.seen = {};
    try {
      this.seen = JSON.parse(sessionStorage.getItem(this.name) ?? "{}");
    } catch {
      // Nothing is kept in this browser: the form opens on one page.
    }
  }

  /** @returns {string} what the browser calls this step of the visit; the theme writes over its state */
  key() {
    return /** @type {any} */ (globalThis).navigation?.currentEntry?.key ?? "";
  }

  /** @returns {boolean} whether this step of the visit is one of ours */
  known() {
    return this.key() !== "" && this.key() in this.seen;
  }

  /** @returns {number[]} */
  path() {
    return this.seen[this.key()] ?? [];
  }

  /** @param {number[]} path that is left for another: the browser comes back to it */
  leave(path) {
    if (!this.key()) return;
    this.seen[this.key()] ??= path;
    history.pushState(history.state, "", location.href);
  }

  /** @param {number[]} path */
  write(path) {
    this.seen[this.key()] = path;
    // Nothing is kept in the page of another site.
    if (!location.pathname.includes("/calculateurs/")) return;
    try {
      sessionStorage.setItem(this.name, JSON.stringify(this.seen));
    } catch {
      // It stands until the page is left.
    }
  }
}
