/** From a commune, a department or a region to the editions of its departments. */
import { listen } from "./asked.js";
import { lines, link } from "./places.js";

listen("[data-editions]", async (typed, form) => {
  /** @type {Record<string, [name: string, territory: string]>} */
  const editions = JSON.parse(form.dataset["editions"] ?? "{}");
  const told = await lines(typed, JSON.parse(form.dataset["names"] ?? "{}"), ({ where, departements }) => {
    const found = new Map(departements.flatMap((code) => (editions[code] ? [editions[code]] : [])));
    if (found.size === 0) return [`${where} : pas encore d’édition.`];
    const links = [...found].flatMap(([name, territory]) => [", ", link(name, `édition ${territory}`)]);
    return [`${where} : `, ...links.slice(1), "."];
  });
  return told ?? ["Aucune commune de ce nom. Vérifiez l’orthographe."];
});
