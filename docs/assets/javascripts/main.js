// The living parts of the pages. Evaluated once: instant navigation then announces each page.

const OWN_PAGE = /\/(calculateurs|embed)\/[^/]+\//;

function mount() {
  if (document.querySelector("[data-checklist]")) void enlivenChecklists();
  if (document.querySelector("[data-dossier]")) void enlivenDossier();
  const calculators = document.querySelectorAll(".calc");
  if (!calculators.length) return;
  expect("no", "soon");
  const own = OWN_PAGE.test(location.pathname);
  if (holdsAnswers(location.hash)) void enliven(own);
  else if (!own) whenNear(calculators, () => void enliven(false));
  else if (savesData()) whenTouched(calculators, () => void enliven(true));
  else void enliven(true);
}

/** A list that stays as the build wrote it says that it keeps nothing. */
async function enlivenChecklists() {
  (await import("./calculator/checklist.js")).mountChecklists(document);
}

async function enlivenDossier() {
  (await import("./dossier/page.js")).mountDossier(document);
}

/**
 * What the calculators need is fetched for who computes, not for who reads.
 *
 * @param {boolean} starts whether the engine starts without waiting for an answer
 */
async function enliven(starts) {
  expect("later", "soon");
  let forms;
  let engine;
  try {
    [forms, engine] = await Promise.all([import("./calculator/form.js"), import("./engine/engine.js")]);
  } catch (error) {
    return fail(error, error instanceof SyntaxError ? "old" : "lost");
  }
  try {
    for (const form of calculatorForms()) wake(form);
    forms.mountForms(document);
    // At once: a second call that found it not alive would wipe what the engine said meanwhile.
    for (const form of calculatorForms()) form.dataset.alive = "yes";
  } catch (error) {
    return fail(error, "old");
  }
  const slug = calculatorForms()[0]?.dataset.calculator ?? "";
  if (starts) whenIdle(() => engine.start(slug));
  void enlivenBatches();
}

async function enlivenBatches() {
  const places = document.querySelectorAll("[data-batch] [role=status]");
  if (!places.length) return;
  try {
    (await import("./calculator/batch.js")).mountBatches(document);
  } catch (error) {
    console.error(error);
    for (const words of places) words.textContent = "Le calcul d’un fichier n’a pas pu être chargé. Rechargez la page pour réessayer.";
  }
}

/** @returns {NodeListOf<HTMLFormElement>} */
const calculatorForms = () => document.querySelectorAll("form[data-calculator]");

/**
 * Tells `watch.js`, which says in words what does not come, what it may expect.
 *
 * @param {string} before
 * @param {"soon" | "later"} now
 */
function expect(before, now) {
  for (const form of calculatorForms()) if (form.dataset.alive === before) form.dataset.alive = now;
}

/**
 * @param {unknown} error
 * @param {"lost" | "old"} why
 */
function fail(error, why) {
  console.error(error);
  for (const form of calculatorForms())
    form.dispatchEvent(new CustomEvent("calculator:failed", { detail: why, bubbles: true }));
}

/**
 * Takes away the words that were true until now.
 *
 * @param {HTMLFormElement} form
 */
function wake(form) {
  if (form.dataset.alive === "yes") return;
  form.dataset.engine = "static";
  for (const words of document.querySelectorAll(".calc-status")) words.textContent = "";
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".calc-retry"))) button.hidden = true;
}

/**
 * @param {Iterable<Element>} elements
 * @param {() => void} task run once, when a reader comes near one of them
 */
function whenNear(elements, task) {
  if (!("IntersectionObserver" in window)) return task();
  expect("soon", "later");
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
  expect("soon", "later");
  for (const element of elements) {
    element.addEventListener("pointerdown", task, { once: true });
    element.addEventListener("focusin", task, { once: true });
  }
}

/** Who reads a calculator's own page came to compute, unless the bytes are counted. */
function savesData() {
  return /** @type {{connection?: {saveData?: boolean}}} */ (navigator).connection?.saveData === true;
}

/** @param {() => void} task run once the page is painted and the browser has nothing to do */
function whenIdle(task) {
  requestAnimationFrame(() => {
    if ("requestIdleCallback" in window) requestIdleCallback(task, { timeout: 2000 });
    else setTimeout(task, 200);
  });
}

/** @param {string} fragment */
const holdsAnswers = (fragment) => fragment.includes("=");

// A page inside another site opens every other page outside the frame, where nothing typed is lost.
if (OWN_PAGE.exec(location.pathname)?.[1] === "embed") {
  if (parent !== window) void import("./calculator/frame.js").catch(console.warn);
  addEventListener(
    "click",
    ({ target }) => {
      const link = target instanceof Element ? target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement)) return;
      const inside = link.pathname === location.pathname && link.origin === location.origin && link.hash;
      link.target = inside ? "" : "_blank";
      link.rel = inside ? "" : "noopener";
    },
    true,
  );
}

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

/** The theme, which may come later or never, announces each page, this one too. */
function follow() {
  /** @type {{ document$?: { subscribe: (next: () => void) => void } }} */ (/** @type {unknown} */ (window)).document$?.subscribe(mount);
}

mount();
if (document.readyState === "loading") addEventListener("DOMContentLoaded", follow);
else follow();
