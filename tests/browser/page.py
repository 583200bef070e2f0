"""What is asked of a page in its own language, by tests and by the benchmark."""

READY = 60_000
"""What a busy machine may take to start an engine or to index the site, in milliseconds."""
# Keeps what a form tells.
RECORD = """
form => {
  window.results = [];
  form.addEventListener("calculator:result", event => window.results.push(event.detail));
}
"""
# The figures of a result, by name.
SHOWN = """
result => Object.fromEntries(
  [...result.querySelectorAll("[data-field]")].map(({ dataset }) => [dataset.field, dataset.value])
)
"""
# What a click on a link of the page does.
FOLLOW = """
fragment => {
  history.pushState(null, "", "#" + fragment);
  dispatchEvent(new HashChangeEvent("hashchange"));
}
"""
# The engine of a calculator's own page starts by itself, unless bytes are counted.
SAVES_DATA = """Object.defineProperty(Navigator.prototype, "connection", {
  get: () => ({ saveData: true, addEventListener() {} }),
});"""
# The image of the memory is made once the reader rests; the service worker keeps the rest.
LEFT = """(async () => {
  for (let tries = 0; tries < 400; tries += 1) {
    const kept = await caches.open("exercice-coordonne-memoire");
    if ((await kept.keys()).length) return (await navigator.serviceWorker?.ready) !== undefined;
    await new Promise((next) => setTimeout(next, 100));
  }
  return false;
})()"""
# From the key, as the browser dates it, to the figure in the page.
WATCH = """(() => {
  globalThis.times = [];
  let began = 0;
  addEventListener("input", (event) => (began = event.timeStamp), true);
  addEventListener("calculator:result", () => times.push(performance.now() - began));
  globalThis.kept = true;
})()"""
TURN = """(() => {
  globalThis.times.length = 0;
  globalThis.phases = [];
  exerciceCoordonneEngine.listeners.add(({ phase }) => phases.push(phase));
  const link = document.createElement("a");
  link.href = "/calculateurs/indemnites-cpts/";
  document.querySelector("h1").append(link);
  link.click();
})()"""
# Every question has an answer, those of the first example.
EXAMPLE = """document.querySelector(".form-examples a").click()"""
# The next key replaces the answer.
FIELD = """(() => {
  const form = document.querySelector("form[data-calculator]");
  const numbers = ["numeric", "decimal"];
  const fields = [...form.elements].filter((one) => numbers.includes(one.inputMode));
  const field = fields.find((one) => one.value) ?? fields[0];
  field.focus();
  field.select();
})()"""
