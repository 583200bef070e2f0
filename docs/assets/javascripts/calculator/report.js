// « Une erreur ? »: a message with the answers, shown first; the reader alone sends it.

import { button, element } from "../dom.js";
import { address, copying, follow, openPanel } from "./handed.js";

/** A longer message is refused by some mail programs when a link carries it. */
const LONGEST = 1800;

/**
 * @param {HTMLElement} calc
 * @param {() => import("./handed.js").Handed | null} present
 */
export function open(calc, present) {
  const now = present();
  if (!now) return;
  const title = calc.querySelector("form")?.getAttribute("aria-label") ?? "";
  const { panel, said, close } = openPanel(calc, "report", "Signaler une erreur", "reporting");
  const label = element("label", "Votre message : relisez-le, retirez ce que vous ne voulez pas donner");
  const message = element("textarea");
  message.id = `${calc.dataset.calc}-message`;
  message.rows = 12;
  let own = (message.value = written(title, now));
  label.htmlFor = message.id;
  const notice = element("p", "Le site n’envoie rien. Votre messagerie s’ouvre avec ce texte, et vous seul l’envoyez.");
  const mail = button("Ouvrir ma messagerie", () => {
    const body = message.value;
    if (body.length > LONGEST) {
      said.textContent = "Ce message est trop long pour une messagerie : copiez-le, puis collez-le.";
      return;
    }
    location.href = `mailto:?subject=${encodeURIComponent(`Erreur : ${title}`)}&body=${encodeURIComponent(body)}`;
  });
  mail.dataset.action = "report-mail";
  const copy = copying("Copier le message", said, () => message.value, "Message copié.", () => message.select(), "Le message est sélectionné : copiez-le.");
  copy.dataset.action = "report-copy";
  const where = element("a", "À qui l’adresser");
  where.href = new URL("../../../../contribuer/", import.meta.url).href;
  panel.append(label, message, notice, mail, copy, button("Fermer", close), where, said);
  follow(calc, panel, () => {
    const then = present();
    const fresh = then && written(title, then);
    if (fresh && message.value === own) own = message.value = fresh;
    said.textContent = fresh === own ? "" : "Vos réponses ont changé : ce message dit celles d’avant.";
  });
  message.focus();
  message.setSelectionRange(0, 0);
}

/**
 * @param {string} title
 * @param {import("./handed.js").Handed} now
 */
function written(title, { result, headline, link }) {
  return `Ce qui me semble faux :


Ce que j’attendais, et d’après quel texte :


Calculateur : ${title}
Résultat : ${headline.label}, ${headline.text}
Texte : ${result.scale.title}, version ${result.model_version}
Mes réponses : ${address(link)}
`;
}
