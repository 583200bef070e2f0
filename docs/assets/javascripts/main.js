// The living parts of the pages. Evaluated once: instant navigation then announces each page.

import { mountChecklists } from "./checklist.js";

const OWN_PAGE = /\/(calculateurs|embed)\/[^/]+\//;

function mount() {
  mountChecklists(document);
  const calculators = document.querySelectorAll(".calc");
  if (!calculators.length) return;
  const own = OWN_PAGE.test(location.pathname);
  if (holdsAnswers(location.hash)) void enliven(own);
  else if (!own) whenNear(calculators, () => void enliven(false));
  else if (savesData()) whenTouched(calculators, () => void enliven(true));
  else void enliven(true);
}

/**
 * What the calculators need is fetched for who computes, not for who reads.
 *
 * @param {boolean} starts whether the engine starts without waiting for an answer
 */
async function enliven(starts) {
  const [forms, engine] = await Promise.all([import("./form.js"), import("./engine.js")]);
  forms.mountForms(document);
  if (document.querySelector("[data-batch]")) void import("./batch.js").then(({ mountBatches }) => mountBatches(document));
  if (starts) whenIdle(engine.start);
}

/**
 * @param {Iterable<Element>} elements
 * @param {() => void} task run once, when a reader comes near one of them
 */
function whenNear(elements, task) {
  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      task();
    },
    { rootMargin: "100% 0px" },
  );
  for (const element of elements) watch.observe(element);
}

/**
 * @param {Iterable<Element>} elements
 * @param {() => void} task run once, when a reader begins to fill one of them
 */
function whenTouched(elements, task) {
  for (const element of elements) {
    element.addEventListener("pointerdown", task, { once: true });
    element.addEventListener("focusin", task, { once: true });
  }
}

/** Who reads a calculator's own page came to compute, unless the bytes are counted. */
function savesData() {
  return /** @type {{connection?: {saveData?: boolean}}} */ (navigator).connection?.saveData === true;
}

/** @param {() => void} task */
function whenIdle(task) {
  if ("requestIdleCallback" in window) requestIdleCallback(task, { timeout: 2000 });
  else setTimeout(task, 200);
}

/** @param {string} fragment */
const holdsAnswers = (fragment) => fragment.includes("=");

// Left alone, the theme fetches the page again for the first link inside it, and the form is lost.
addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    // The theme makes addresses absolute: only the page tells a link inside it.
    if (!(link instanceof HTMLAnchorElement) || link.pathname !== location.pathname || !holdsAnswers(link.hash)) return;
    event.preventDefault();
    event.stopPropagation();
    history.pushState(null, "", link.hash);
    dispatchEvent(new HashChangeEvent("hashchange"));
    document.querySelector("form[data-calculator]")?.scrollIntoView();
  },
  true,
);

const pages = /** @type {{ document$?: { subscribe: (next: () => void) => void } }} */ (/** @type {unknown} */ (window)).document$;
if (pages) pages.subscribe(mount);
else mount();
