/** From a commune, a department or a region to what was read of the region. */
import { listen } from "./asked.js";
import { lines, link } from "./places.js";

/** @typedef {import("./places.js").Region & { found: string[], missing: string[] }} Region */

const NONE = "Aucune commune, aucun département ni région de ce nom. Vérifiez l’orthographe, ou essayez le code postal.";

listen("[data-regions]", async (typed, form) => {
  /** @type {Record<string, Region>} */
  const regions = JSON.parse(form.dataset["regions"] ?? "{}");
  const told = await lines(typed, regions, ({ where, departements }, alone) => {
    const [id, region] = Object.entries(regions).find(([, one]) => one.departements.includes(departements[0] ?? "")) ?? [];
    if (!id || !region) return [`${where} : aucune région lue. `, link("chercher", "Comment chercher"), "."];
    const said = [`${where} : `, link(id, `ouvrir ${region.name}`), ". "];
    if (!alone) return said;
    said.push(`Trouvé : ${region.found.join(", ")}. `);
    if (region.missing.length > 0) said.push(`Non trouvé : ${region.missing.join(", ")}. `, link("chercher", "Comment chercher"), ".");
    return said;
  });
  return told ?? [NONE];
});
