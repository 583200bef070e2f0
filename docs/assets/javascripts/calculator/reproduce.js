// « Reproduire »: the command line that gives the same result.

import { button, element } from "../dom.js";
import { take } from "../engine/engine.js";

const GUIDE = new URL("../../../../contribuer/#calculer-sans-navigateur", import.meta.url).href;

/**
 * @param {HTMLElement} calc
 * @param {() => import("./handed.js").Handed | null} present
 */
export async function open(calc, present) {
  const now = present();
  if (!now) return;
  const answer = /** @type {{ command?: string } | null} */ (await take({ ...now.question, format: "command" }));
  if (!answer?.command) return;
  const { command } = answer;
  calc.querySelector(".reproduce")?.remove();
  const panel = element("div", "", "panel reproduce");
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", "Reproduire ce calcul");
  const words = element("p", "Cette ligne refait le même calcul dans un terminal, avec les mêmes textes. ");
  const guide = element("a", "Installer la commande");
  guide.href = GUIDE;
  words.append(guide, ".");
  const code = element("code", command);
  code.dataset.command = "";
  const shown = element("pre");
  shown.tabIndex = 0;
  shown.append(code);
  const said = element("p");
  said.setAttribute("role", "status");
  const copy = button("Copier la commande", async () => {
    try {
      await navigator.clipboard.writeText(command);
      said.textContent = "Commande copiée.";
    } catch {
      getSelection()?.selectAllChildren(code);
      said.textContent = "La commande est sélectionnée : copiez-la.";
    }
  });
  copy.dataset.action = "command";
  const close = button("Fermer", () => {
    panel.remove();
    /** @type {HTMLElement | null} */ (calc.querySelector('[data-action="reproduce"]'))?.focus();
  });
  panel.append(words, shown, copy, close, said);
  calc.querySelector(".calc-done")?.after(panel);
  copy.focus();
}
