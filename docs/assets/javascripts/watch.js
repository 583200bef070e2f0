// Says that a calculator is not alive, and keeps in the address what is typed in it.
(function () {
  /** @typedef {any} Any */
  var LATE = 6; // seconds
  var PATIENCE = 3000; // milliseconds

  /** @param {string} selector @param {(found: Any) => void} task @param {Any} [root] */
  function each(selector, task, root) {
    [].forEach.call((root || document).querySelectorAll(selector), task);
  }

  /** @param {Any} form @param {string} why */
  function say(form, why) {
    var status = form.querySelector(".calc-status");
    form.dataset.alive = "dead";
    form.dataset.engine = "error";
    status.textContent = status.dataset[why];
    if (form.dataset.fresh === "false") setAside(form);
    form.querySelector(".calc-retry").hidden = why === "old" || why === "caged";
  }

  /**
   * Hides the example, which is not the answer to what the form holds, and says why.
   *
   * @param {Any} form
   */
  function setAside(form) {
    var calc = form.parentNode;
    var stale = calc.querySelector(".calc-stale");
    form.dataset.fresh = "false";
    stale.textContent = form.querySelector(".calc-status").textContent;
    stale.hidden = false;
    calc.querySelector(".calc-answer").hidden = true;
  }

  /** Whether the first program came, and so did not run; its error may have come before us. */
  function arrived() {
    return performance.getEntriesByType("resource").some((/** @type {Any} */ entry) => /main\.js/.test(entry.name) && entry.responseStatus === 200);
  }

  /** @param {string} why */
  function sayAll(why) {
    each("[data-alive=no]", (form) => say(form, why));
  }

  function answers() {
    return new URLSearchParams(/=/.test(location.hash) ? location.hash.slice(1) : "");
  }

  /** @param {Any} control */
  function changed(control) {
    if (!control.options) return control.value !== control.defaultValue || control.checked !== control.defaultChecked;
    return control.selectedIndex > 0 && !control.options[control.selectedIndex].defaultSelected;
  }

  /** @param {Any} form @param {Any} [touched] */
  function keep(form, touched) {
    var kept = answers();
    each("[name]", (control) => {
      if (control !== touched && !changed(control)) return;
      var value = control.value;
      if (value === "true") value = control.checked;
      else if (control.type === "checkbox") {
        value = [];
        each("[name=" + control.name + "]:checked", (box) => value.push(box.value), form);
      }
      kept.set(control.name, value);
    }, form);
    history.replaceState(history.state, "", "#" + kept);
    setAside(form);
  }

  /** @param {Any} form */
  function again(form) {
    keep(form);
    var go = () => location.reload();
    setTimeout(go, PATIENCE);
    // WebKit gives from its memory a script that was missing: what came is asked of the site anew.
    var scripts = performance.getEntriesByType("resource").filter((/** @type {Any} */ entry) => /\.js$/.test(entry.name));
    Promise.all(scripts.map((entry) => fetch(entry.name, { cache: "reload" }).catch(() => {}))).then(go);
  }

  document.addEventListener("input", (event) => {
    var touched = /** @type {Any} */ (event.target);
    if (touched.form && touched.form.dataset.alive && touched.form.dataset.alive !== "yes") keep(touched.form, touched);
  });
  document.addEventListener("click", (event) => {
    var button = /** @type {Any} */ (event.target);
    if (button.dataset.action === "retry" && button.form.dataset.alive === "dead") again(button.form);
  });
  document.addEventListener("calculator:failed", (event) => {
    say(event.target, /** @type {Any} */ (event).detail);
  });
  addEventListener("online", () => each("[data-alive=dead]", again));
  addEventListener("error", (/** @type {Any} */ event) => {
    if (/main\.js/.test(event.target.src)) sayAll("lost");
    if (/main\.js/.test(event.filename)) sayAll("old");
  }, true);
  setInterval(() => {
    each("[data-alive]", (form) => {
      var state = form.dataset.alive;
      form.late = state === "no" || state === "soon" ? (form.late || 0) + 1 : 0;
      if (form.late === LATE) say(form, state === "no" && arrived() ? "old" : "lost");
    });
  }, 1000);

  // The first program may have come before us.
  each("[data-alive]:not([data-alive=yes])", (form) => {
    each("[name]", (control) => {
      var value = answers().get(control.name);
      if (value === null) return;
      setAside(form);
      if (control.type === "checkbox") control.checked = value.split(",").indexOf(control.value) >= 0;
      else control.value = value;
    }, form);
  });
  if (!("noModule" in HTMLScriptElement.prototype)) sayAll("old");
  if (window.origin === "null") sayAll("caged");
})();
