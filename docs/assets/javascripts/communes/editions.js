/** From a commune to the edition of its department. */
import { listen } from "./asked.js";
import { about, search } from "./search.js";

listen("[data-editions]", async (typed, form) => {
  /** @type {Record<string, [name: string, territory: string]>} */
  const editions = JSON.parse(form.dataset["editions"] ?? "{}");
  const [places, { departements }] = await Promise.all([search(typed), about()]);
  const place = places.find(({ kind }) => kind === "commune") ?? places[0];
  if (!place) return ["Aucune commune de ce nom. Vérifiez l’orthographe."];
  const where = `${place.name}, ${departements[place.departement] ?? ""} (${place.departement})`;
  const edition = editions[place.departement];
  if (!edition) return [`${where} : pas encore d’édition.`];
  const link = document.createElement("a");
  link.href = `#${edition[0]}`;
  link.textContent = `édition ${edition[1]}`;
  return [`${where} : `, link, "."];
});
