// « Garder »: asks for a name, says where it stays, then keeps. Nothing is kept before.

import { limit, openPanel } from "../calculator/handed.js";
import { button, element } from "../dom.js";
import { all, choose, chosen, keptOn, LONGEST, newId, put, REFUSED } from "./store.js";

/**
 * @param {HTMLElement} calc
 * @param {() => { link: string, result: string } | null} present nothing while there is no result
 */
export function openKeeping(calc, present) {
  const { panel, said, close } = openPanel(calc, "keep", "Garder dans mon dossier", "keeping");
  const slug = calc.dataset.calc ?? "";
  const label = element("label", `Sous quel nom ? ${LONGEST} caractères au plus`);
  const name = element("input");
  name.type = "text";
  name.autocomplete = "off";
  name.id = `${slug}-garder`;
  name.value = chosen() ?? "";
  const names = element("datalist");
  names.id = `${slug}-noms`;
  name.setAttribute("list", names.id);
  void all().then((kept) => names.replaceChildren(...[...new Set(kept.map((one) => one.name))].map(option)), () => {});
  const serves = element("input");
  serves.type = "checkbox";
  serves.checked = chosen() !== null;
  const serving = element("label", "", "serves");
  serving.append(serves, " Proposer ces réponses dans les autres calculateurs, et les listes à cocher");
  label.htmlFor = name.id;
  const notice = element(
    "p",
    "Ce résultat reste dans ce navigateur, sur cet appareil. Personne d’autre ne le reçoit. Sur un ordinateur partagé, ne gardez rien : qui l’ouvre le verrait.",
  );
  limit(name, LONGEST, said);
  const answers = element("p", "", "actions");
  const keep = button("Garder", () => ask());
  keep.dataset.action = "keep-confirm";
  name.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") keep.click();
    if (key === "Escape") close();
  });
  /** Asks, where a result of this calculator has that name, which of the two stays. */
  const ask = async () => {
    answers.replaceChildren();
    const given = name.value.trim();
    const twin = given && present() ? await all().then((kept) => kept.find((one) => one.name === given && one.calculator === slug), () => null) : null;
    if (!twin) return write(newId());
    said.textContent = `Un résultat de ce calculateur porte déjà ce nom : ${twin.result}.`;
    const replace = button(`Remplacer celui du ${keptOn(twin, true)}`, () => write(twin.id));
    replace.dataset.action = "keep-replace";
    const apart = button("Garder à part", () => write(newId()));
    apart.dataset.action = "keep-apart";
    answers.append(replace, apart);
    replace.focus();
  };
  name.addEventListener("input", () => answers.replaceChildren());
  /** @param {string} id */
  const write = async (id) => {
    const now = present();
    if (!name.value.trim()) {
      said.textContent = "Donnez un nom, par exemple « MSP du Lac, 2025 ».";
      return name.focus();
    }
    if (!now) {
      said.textContent = "Rien n’a été gardé : il n’y a pas encore de résultat.";
      return;
    }
    try {
      const title = calc.querySelector("form")?.getAttribute("aria-label") ?? slug;
      await put({ id, name: name.value.trim(), calculator: slug, title, saved: new Date().toISOString(), ...now });
      if (serves.checked) choose(name.value.trim());
    } catch {
      said.textContent = REFUSED;
      return;
    }
    const link = element("a", "Ouvrir mon dossier");
    link.href = new URL("../../../../mon-dossier/", import.meta.url).href;
    panel.replaceChildren(element("p", `Gardé : ${name.value.trim()}.`), link);
    link.focus();
  };
  panel.append(label, name, names, serving, notice, keep, button("Annuler", close), said, answers);
  name.focus();
}

/** @param {string} name */
function option(name) {
  const made = element("option");
  made.value = name;
  return made;
}
