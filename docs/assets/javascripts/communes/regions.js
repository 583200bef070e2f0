/** From a commune or a department to what was read of its region. */
import { listen } from "./asked.js";
import { about, plain, search } from "./search.js";

/** @typedef {{ name: string, departements: string, found: string[], missing: string[] }} Region */

listen("[data-regions]", async (typed, form) => {
  /** @type {Record<string, Region>} */
  const regions = JSON.parse(form.dataset["regions"] ?? "{}");
  const place = await placeOf(typed);
  if (!place) return ["Aucune commune ni département de ce nom. Vérifiez l’orthographe, ou essayez le code postal."];
  const [id, region] = Object.entries(regions).find(([, one]) => one.departements.split(" ").includes(place.departement)) ?? [];
  if (!id || !region) return [`${place.where} : aucune région lue. `, link("chercher", "Comment chercher"), "."];
  const told = [`${place.where} : `, link(id, `ouvrir ${region.name}`), ". ", `Trouvé : ${region.found.join(", ")}. `];
  if (region.missing.length > 0) told.push(`Non trouvé : ${region.missing.join(", ")}. `, link("chercher", "Comment chercher"), ".");
  return told;
});

/**
 * @param {string} typed a name or a code; that of a department first, as few communes bear it
 * @returns {Promise<{ where: string, departement: string } | undefined>}
 */
async function placeOf(typed) {
  const { departements } = await about();
  const name = plain(typed);
  const own = Object.entries(departements).find(([code, one]) => code === typed.toUpperCase() || plain(one) === name);
  if (own) return { where: `${own[1]} (${own[0]})`, departement: own[0] };
  const places = await search(typed);
  const place = places.find(({ kind }) => kind === "commune") ?? places[0];
  if (!place) return undefined;
  const { departement } = place;
  return { where: `${place.name}, ${departements[departement] ?? ""} (${departement})`, departement };
}

/**
 * @param {string} id
 * @param {string} words
 */
function link(id, words) {
  const made = document.createElement("a");
  made.href = `#${id}`;
  made.textContent = words;
  return made;
}
