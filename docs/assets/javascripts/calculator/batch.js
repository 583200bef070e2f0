// A file of many cases, one a row: what computes it comes with the first file.

/** @type {WeakSet<HTMLElement>} */
const mounted = new WeakSet();

/** @param {ParentNode} root */
export function mountBatches(root) {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-batch]"))) {
    if (!mounted.has(place)) mount(place);
    mounted.add(place);
  }
}

/** @param {HTMLElement} place */
function mount(place) {
  const input = /** @type {HTMLInputElement} */ (place.querySelector("input[type=file]"));
  const pasted = /** @type {HTMLTextAreaElement} */ (place.querySelector("textarea"));
  const status = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
  /** @param {File | undefined} file */
  const compute = async (file) => {
    if (!file) return;
    status.textContent = `${file.name}\u202f: calcul en cours.`;
    try {
      await (await import("./table.js")).look(place, file);
    } catch (error) {
      console.error(error);
      status.textContent = "Le calcul d’un fichier n’a pas pu être chargé. Réessayez.";
    }
    // The same file, once corrected, may be picked again.
    input.value = "";
  };
  status.textContent = "";
  input.addEventListener("change", () => compute(input.files?.[0]));
  place.addEventListener("dragover", (event) => event.preventDefault());
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    void compute(event.dataTransfer?.files[0]);
  });
  let busy = false;
  place.querySelector("[data-action=paste]")?.addEventListener("click", async () => {
    if (busy) return;
    busy = true;
    await compute(new File([pasted.value], "Cellules collées"));
    busy = false;
  });
  // Who was quicker than this script picked a file already.
  void compute(input.files?.[0]);
}
