// Where no answer is not « no », a box has a « Non » beside it, and a group a « Non » for its rest.

import { button } from "../dom.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Question */

/** Under so many questions, a « Non » for all of them saves nothing. */
const FEW = 3;

export class Refusals {
  /**
   * @param {HTMLFormElement} form
   * @param {Set<string>} answered the names of what the reader answered
   * @param {() => void} update
   */
  constructor(form, answered, update) {
    this.answered = answered;
    this.update = update;
    /** @type {Map<HTMLInputElement, HTMLButtonElement>} */
    this.buttons = new Map();
    for (const box of boxes(form)) {
      const no = refusal("Non", form.querySelector(`label[for="${box.id}"]`), "no", () => this.refuse(box));
      box.closest(".field")?.append(no);
      this.buttons.set(box, no);
    }
    const groups = [...form.querySelectorAll(":scope > fieldset")];
    this.questions = groups.flatMap(questions);
    for (const group of groups) {
      const asked = questions(group);
      if (asked.length < FEW) continue;
      const legend = group.querySelector("legend");
      legend?.after(refusal("Non pour le reste", legend, "rest", () => this.refuseAll(asked)));
    }
    this.show();
  }

  /** @param {HTMLInputElement} box answered no; once more, not answered */
  refuse(box) {
    const refused = this.answered.has(box.name) && !box.checked;
    box.checked = refused && box.defaultChecked;
    if (refused) this.answered.delete(box.name);
    else this.answered.add(box.name);
    this.update();
  }

  /** @param {Question[]} asked of which those without an answer are answered by nothing */
  refuseAll(asked) {
    for (const control of asked) {
      if (this.answered.has(control.name)) continue;
      if (control instanceof HTMLSelectElement) control.selectedIndex = [...control.options].findIndex(({ value }) => value === control.dataset.none);
      else if (control.type !== "checkbox") control.value = "0";
      this.answered.add(control.name);
    }
    this.update();
  }

  /** Shows which boxes are answered, and how. */
  show() {
    for (const [box, no] of this.buttons) {
      const refused = this.answered.has(box.name) && !box.checked;
      no.setAttribute("aria-pressed", String(refused));
    }
  }
}

/**
 * @param {ParentNode} root
 * @returns {HTMLInputElement[]} the questions of a yes or a no
 */
function boxes(root) {
  const found = /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll(".field > input[type=checkbox]"));
  return [...found].filter((box) => !box.closest("fieldset.field"));
}

/**
 * @param {Element} group
 * @returns {Question[]} what can be answered by nothing and lose nothing else
 */
function questions(group) {
  const found = /** @type {NodeListOf<Question>} */ (group.querySelectorAll(".field:not([data-kept]) :is(input, select)[name]"));
  return [...found].filter((control) => !(control instanceof HTMLInputElement && control.defaultChecked));
}

/**
 * @param {string} words
 * @param {Element | null} about
 * @param {string} className
 * @param {() => void} task
 */
function refusal(words, about, className, task) {
  const made = button(words, task, className);
  made.setAttribute("aria-label", `${words} : ${about?.textContent?.trim()}`);
  return made;
}
