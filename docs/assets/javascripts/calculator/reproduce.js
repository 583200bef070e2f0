// « Reproduire »: the command line that gives the same result.

import { button, element } from "../dom.js";
import { take } from "../engine/engine.js";
import { copying, openPanel } from "./handed.js";

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
  const { panel, said, close } = openPanel(calc, "reproduce", "Reproduire ce calcul", "reproduce");
  const words = element("p", "Cette ligne refait le même calcul dans un terminal, avec les mêmes textes. ");
  const guide = element("a", "Installer la commande");
  guide.href = GUIDE;
  words.append(guide, ".");
  const code = element("code", command);
  code.dataset.command = "";
  const shown = element("pre");
  shown.tabIndex = 0;
  shown.append(code);
  const select = () => getSelection()?.selectAllChildren(code);
  const copy = copying("Copier la commande", said, () => command, "Commande copiée.", select, "La commande est sélectionnée : copiez-la.");
  copy.dataset.action = "command";
  panel.append(words, shown, copy, button("Fermer", close), said);
  copy.focus();
}
