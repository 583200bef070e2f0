// The page of what was kept: seen, renamed, opened, exported, imported, erased.

import { save } from "../calculator/exports.js";
import { dress } from "../calculator/handed.js";
import { button, element } from "../dom.js";
import { all, bring, choose, chosen, clear, keptOn, listId, lists, LONGEST, put, read, REFUSED, remove, united, written } from "./store.js";

/** @typedef {import("./store.js").Kept} Kept */
/** @typedef {import("./store.js").List} List */

/** In milliseconds. */
const PATIENCE = 1000;
const ROOT = new URL("../../../../", import.meta.url);

/** @param {ParentNode} root */
export function mountDossier(root) {
  const place = root.querySelector("[data-dossier]");
  if (place instanceof HTMLElement && !place.dataset.alive) new Dossier(place);
}

class Dossier {
  /** @param {HTMLElement} place */
  constructor(place) {
    place.dataset.alive = "yes";
    this.list = element("ul", "", "dossier-list");
    this.said = element("p");
    this.said.setAttribute("role", "status");
    this.said.tabIndex = -1;
    this.export = button("Exporter tout", () => this.save());
    this.erase = button("Tout effacer", () => this.eraseAll());
    this.whole = button("Dossier complet à imprimer", () => this.printWhole());
    this.whole.dataset.action = "record";
    const file = document.createElement("input");
    file.type = "file";
    file.accept = ".json,application/json";
    file.id = "dossier-importer";
    const label = element("label", "Importer un dossier exporté");
    label.setAttribute("for", file.id);
    file.addEventListener("change", () => void this.import(file));
    const tools = element("p", "", "actions");
    tools.append(this.whole, this.export, this.erase);
    const importing = element("p", "", "field");
    importing.append(label, file);
    this.serving = element("p", "", "field");
    this.choice = element("select");
    this.choice.id = "dossier-choix";
    const asked = element("label", "Dossier proposé dans les calculateurs et les listes");
    asked.htmlFor = this.choice.id;
    this.choice.addEventListener("change", () => this.choose(this.choice.value));
    this.serving.append(asked, this.choice);
    place.replaceChildren(this.list, this.serving, this.said, tools, importing);
    // Its buttons would move under the finger as the styles come; it waits no longer for those that do not.
    const late = new Promise((done) => setTimeout(done, PATIENCE));
    place.hidden = true;
    void Promise.race([dress(place, "dossier.css"), late])
      .then(() => this.print())
      .then(() => (place.hidden = false));
  }

  /** @param {string} [words] said once it is printed */
  async print(words = "") {
    /** @type {Kept[]} */
    let kept = [];
    /** @type {List[]} */
    let ticked = [];
    try {
      kept = await all();
      ticked = await lists();
      this.said.textContent = words;
    } catch {
      this.said.textContent = REFUSED;
    }
    const every = [...kept, ...ticked];
    this.list.replaceChildren(...every.map((one) => this.item(one, every)));
    if (!every.length) this.list.append(element("li", "Rien n’est gardé. Sur un calculateur, « Garder » ajoute un résultat ici."));
    this.whole.hidden = kept.length === 0;
    this.export.hidden = this.erase.hidden = this.serving.hidden = every.length === 0;
    this.printChoice([...new Set(every.map(({ name }) => name))]);
  }

  /** @param {string[]} names */
  printChoice(names) {
    const before = chosen();
    // A dossier that is no more serves no form.
    if (before !== null && !names.includes(before)) choose(null);
    const options = [["", "Aucun"], ...names.map((name) => [name, name])].map(([value = "", words]) => {
      const made = element("option", words);
      made.value = value;
      return made;
    });
    this.choice.replaceChildren(...options);
    this.choice.value = chosen() ?? "";
  }

  /** Puts together, on paper, all that is kept under the name that is chosen, or under the only one. */
  async printWhole() {
    this.said.textContent = "Le dossier se prépare…";
    const kept = await all();
    const names = [...new Set(kept.map(({ name }) => name))];
    const name = names.length === 1 ? names[0] : chosen();
    if (!name) {
      this.said.textContent = "Choisissez d’abord un dossier dans la liste.";
      return this.choice.focus();
    }
    try {
      const { open } = await import("./record.js");
      const ticked = await lists();
      await open(name, kept.filter((one) => one.name === name), ticked.filter((one) => one.name === name));
      this.said.textContent = "";
    } catch (error) {
      console.error(error);
      this.said.textContent = "Le dossier n’a pas pu être préparé. Réessayez.";
    }
  }

  /** @param {string} name */
  choose(name) {
    try {
      choose(name || null);
      this.said.textContent = name
        ? `Ouvrez un calculateur : « ${name} » propose d’y remplir ce qui est connu. Rien de ce que vous saisissez n’est remplacé. Les cases des listes à cocher sont gardées avec lui.`
        : "Aucun dossier n’est proposé dans les calculateurs ni dans les listes.";
    } catch {
      this.said.textContent = REFUSED;
    }
  }

  /**
   * @param {Kept | List} one
   * @param {(Kept | List)[]} every
   */
  item(one, every) {
    const item = element("li");
    const link = element("a", one.name);
    const [path, words] = "list" in one
      ? [one.page, `Liste « ${one.title || one.list} » : ${one.ticked.length} sur ${one.boxes}`]
      : [`calculateurs/${one.calculator}/#${one.link}`, `${one.title} : ${one.result}`];
    link.setAttribute("href", new URL(path, ROOT).href);
    const same = (/** @type {boolean} */ precise) => every.filter((other) => alike(one, other) && keptOn(one, precise) === keptOn(other, precise));
    const day = keptOn(one, same(false).length > 1) + (same(true).length > 1 ? ` (${same(true).indexOf(one) + 1})` : "");
    const told = `${one.name}, ${one.title}, ${day}`;
    link.setAttribute("aria-label", told);
    const rename = button("Renommer", () => this.rename(one));
    rename.setAttribute("aria-label", `Renommer ${told}`);
    const erase = button("Effacer", () => this.removeOne(one));
    erase.setAttribute("aria-label", `Effacer ${told}`);
    item.append(link, element("span", `${words}. Gardé le ${day}.`), rename, erase);
    return item;
  }

  /** @param {Kept | List} one */
  async rename(one) {
    let name = one.name;
    do name = prompt(`Nouveau nom, ${LONGEST} caractères au plus`, name)?.trim() ?? "";
    while (name.length > LONGEST);
    if (!name || name === one.name) return;
    const twin = [...(await all()), ...(await lists())].find((other) => alike(other, { ...one, name }));
    const also = twin && ("list" in one ? " Ses cases sont réunies à celles de la liste qui portait ce nom." : ` Un autre résultat de ce calculateur porte ce nom, gardé le ${keptOn(twin, true)}.`);
    await this.change(() => renamed(one, name), `Renommé : ${name}.${also ?? ""}`);
  }

  /** @param {Kept | List} one */
  async removeOne(one) {
    if (confirm(`Effacer « ${one.name} » de ce navigateur ?`)) await this.change(() => remove(one.id), `Effacé : ${one.name}.`);
  }

  async eraseAll() {
    if (confirm("Effacer tout votre dossier de ce navigateur ?")) await this.change(clear, "Tout est effacé de ce navigateur.");
  }

  async save() {
    save(written(await all(), await lists()), "mon-dossier.json", "application/json");
  }

  /** @param {HTMLInputElement} file */
  async import(file) {
    const text = await file.files?.[0]?.text();
    file.value = "";
    if (text === undefined) return;
    const found = read(text);
    if (!found) {
      this.said.textContent = "Ce fichier n’est pas un dossier exporté par ce site, ou il vient d’une version plus récente. Rien n’a changé.";
      return;
    }
    let words = "";
    await this.change(
      async () => {
        const { added, same } = await bring(found);
        const told = [
          `${counted(added, "importé")}, les vôtres sont gardés.`,
          same && `${counted(same, "déjà là", "déjà là")}.`,
          found.ignored && `${counted(found.ignored, "illisible")}, ${found.ignored > 1 ? "laissés" : "laissé"} de côté.`,
          found.older && "Ce fichier est d’une version plus ancienne, sans les listes à cocher : les vôtres n’ont pas changé.",
        ];
        words = told.filter(Boolean).join(" ");
      },
      () => words,
    );
  }

  /**
   * @param {() => Promise<unknown>} act
   * @param {string | (() => string)} words
   */
  async change(act, words) {
    try {
      await act();
      await this.print(typeof words === "string" ? words : words());
      // The button that was pressed may be no more.
      const at = document.activeElement;
      if (at === document.body || !at?.checkVisibility()) this.said.focus();
    } catch {
      this.said.textContent = REFUSED;
    }
  }
}

/**
 * The dossier that is proposed keeps its lists under its new name.
 *
 * @param {Kept | List} one
 * @param {string} name
 */
async function renamed(one, name) {
  const follows = chosen() === one.name;
  const moved = (await lists()).filter((list) => list.id === one.id || (follows && list.name === one.name));
  if (!("list" in one)) await put({ ...one, name });
  for (const list of moved) {
    const there = (await lists()).find(({ id }) => id === listId(name, list.list));
    await put(united({ ...list, id: listId(name, list.list), name }, there));
    await remove(list.id);
  }
  if (follows) choose(name);
}

/**
 * @param {Kept | List} one
 * @param {Kept | List} other
 * @returns {boolean} whether nothing but the day tells them apart
 */
const alike = (one, other) => one.name === other.name && ("list" in one ? "list" in other && one.list === other.list : "calculator" in other && one.calculator === other.calculator);

/**
 * @param {number} count
 * @param {string} one
 * @param {string} several
 */
const counted = (count, one, several = `${one}s`) => `${count} ${count > 1 ? several : one}`;
