// « Reproduire »: the command line that gives the same result.

import { button, element } from "../dom.js";
import { take } from "../engine/engine.js";
import { CHANGED, copying, follow, openPanel } from "./handed.js";

const GUIDE = new URL("../../../../contribuer/#calculer-sans-navigateur", import.meta.url).href;

/**
 * @param {HTMLElement} calc
 * @param {() => import("./handed.js").Handed | null} present
 */
export function open(calc, present) {
  const { panel, said, close } = openPanel(calc, "reproduce", "Reproduire ce calcul", "reproduce");
  const words = element("p", "Cette ligne refait le même calcul dans un terminal, avec les mêmes textes. ");
  const guide = element("a", "Installer la commande");
  guide.href = GUIDE;
  words.append(guide, ".");
  const code = element("code");
  code.dataset.command = "";
  const shown = element("pre");
  shown.tabIndex = 0;
  shown.append(code);
  const select = () => getSelection()?.selectAllChildren(code);
  const copy = copying("Copier la commande", said, () => code.innerText, "Commande copiée.", select, "La commande est sélectionnée : copiez-la.");
  copy.dataset.action = "command";
  let turn = 0;
  const write = async () => {
    const mine = (turn += 1);
    const now = present();
    copy.disabled = true;
    said.textContent = now ? "" : CHANGED;
    if (!now) return code.replaceChildren();
    const answer = /** @type {{ command?: string } | null} */ (await take({ ...now.question, format: "command" }).catch(() => null));
    if (mine !== turn) return;
    code.textContent = answer?.command ?? "";
    copy.disabled = !answer?.command;
    if (copy.disabled) said.textContent = "La commande n’a pas pu être écrite. Réessayez.";
  };
  panel.append(words, shown, copy, button("Fermer", close), said);
  follow(calc, panel, () => void write());
  void write().then(() => copy.focus());
}
