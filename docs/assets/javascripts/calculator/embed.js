// « Intégrer »: what another site writes to show this calculator.

import { button, element } from "../dom.js";
import { CHANGED, copying, follow, openPanel } from "./handed.js";

const ROOT = new URL("../../../../", import.meta.url);
/** That of the site, which needs not be asked for. */
const OURS = "#0b6169";

/**
 * @param {HTMLElement} calc
 * @param {() => import("./handed.js").Handed | null} present
 */
export function open(calc, present) {
  const slug = calc.dataset.calc ?? "";
  const title = calc.querySelector("form")?.getAttribute("aria-label") ?? "";
  const { panel, said, close } = openPanel(calc, "embed", "Intégrer ce calculateur", "embedding");
  const words = element("p", "Collez ce code dans une page de votre site. Le calcul se fait chez le lecteur, rien n’est envoyé ni gardé.");
  const filled = element("input");
  filled.type = "checkbox";
  filled.id = `${slug}-integrer-reponses`;
  const filledLabel = element("label", " Avec les réponses d’aujourd’hui");
  filledLabel.htmlFor = filled.id;
  const accent = element("input");
  accent.type = "color";
  accent.value = OURS;
  accent.id = `${slug}-integrer-couleur`;
  const accentLabel = element("label", " Couleur d’accent, assombrie ou éclaircie si elle se lit mal");
  accentLabel.htmlFor = accent.id;
  const code = element("textarea");
  code.readOnly = true;
  code.rows = 8;
  code.spellcheck = false;
  code.dataset.embed = "";
  code.setAttribute("aria-label", "Code à coller");
  const write = () => {
    const waits = filled.checked && !present();
    copy.disabled = waits;
    said.textContent = waits ? CHANGED : "";
    if (waits) return (code.value = "");
    const link = filled.checked ? (present()?.link ?? "") : "";
    const asked = accent.value === OURS ? "" : `accent=${accent.value.slice(1)}`;
    code.value = written(slug, title, [asked, link].filter(Boolean).join("&"));
  };
  filled.addEventListener("change", write);
  accent.addEventListener("input", write);
  const copy = copying("Copier le code", said, () => code.value, "Code copié.", () => code.select(), "Le code est sélectionné : copiez-le.");
  copy.dataset.action = "embed-copy";
  panel.append(words, choice(filled, filledLabel), choice(accent, accentLabel), code, copy, button("Fermer", close), said);
  write();
  follow(calc, panel, write);
  copy.focus();
}

/**
 * @param {HTMLInputElement} control
 * @param {HTMLLabelElement} label
 */
function choice(control, label) {
  const made = element("p", "", "embedding-choice");
  made.append(control, label);
  return made;
}

/**
 * @param {string} slug
 * @param {string} title
 * @param {string} fragment
 * @returns {string} a frame, and what gives it the height that it tells
 */
function written(slug, title, fragment) {
  const source = new URL(`embed/${slug}/${fragment && `#${fragment}`}`, ROOT);
  return `<iframe src="${escaped(source.href)}" title="${escaped(title)}" width="100%" height="900" style="border: 0" allow="clipboard-write"></iframe>
<script>
addEventListener("message", ({ origin, source, data }) => {
  if (origin !== "${source.origin}" || !data.exerciceCoordonne) return;
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.contentWindow === source) frame.style.height = data.exerciceCoordonne.height + "px";
});
</script>`;
}

/** @param {string} words */
const escaped = (words) => words.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
