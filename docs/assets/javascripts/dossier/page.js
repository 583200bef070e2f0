// The page of what was kept: seen, renamed, opened, exported, imported, erased.

import { save } from "../calculator/exports.js";
import { dress } from "../calculator/handed.js";
import { button, element } from "../dom.js";
import { all, choose, chosen, clear, put, read, REFUSED, remove, written } from "./store.js";

/** @typedef {import("./store.js").Kept} Kept */

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
    this.export = button("Exporter tout", () => void this.save());
    this.erase = button("Tout effacer", () => void this.eraseAll());
    this.whole = button("Dossier complet à imprimer", () => void this.printWhole());
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
    const asked = element("label", "Dossier proposé dans les calculateurs");
    asked.htmlFor = this.choice.id;
    this.choice.addEventListener("change", () => this.choose(this.choice.value));
    this.serving.append(asked, this.choice);
    place.replaceChildren(this.list, this.serving, this.said, tools, importing);
    void dress(place, "dossier.css");
    void this.print();
  }

  /** @param {string} [words] said once it is printed */
  async print(words = "") {
    /** @type {Kept[]} */
    let kept = [];
    try {
      kept = await all();
      this.said.textContent = words;
    } catch {
      this.said.textContent = REFUSED;
    }
    this.list.replaceChildren(...kept.map((one) => this.item(one)));
    if (!kept.length) this.list.append(element("li", "Rien n’est gardé. Sur un calculateur, « Garder » ajoute un résultat ici."));
    this.whole.hidden = this.export.hidden = this.erase.hidden = this.serving.hidden = kept.length === 0;
    this.printChoice([...new Set(kept.map(({ name }) => name))]);
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
    const kept = await all();
    const names = [...new Set(kept.map(({ name }) => name))];
    const name = names.length === 1 ? names[0] : chosen();
    if (!name) {
      this.said.textContent = "Choisissez d’abord un dossier dans la liste.";
      return this.choice.focus();
    }
    this.said.textContent = "Le dossier se prépare…";
    try {
      const { open } = await import("./record.js");
      await open(name, kept.filter((one) => one.name === name));
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
        ? `Ouvrez un calculateur : « ${name} » propose d’y remplir ce qui est connu. Rien de ce que vous saisissez n’est remplacé.`
        : "Aucun dossier n’est proposé dans les calculateurs.";
    } catch {
      this.said.textContent = REFUSED;
    }
  }

  /** @param {Kept} one */
  item(one) {
    const item = element("li");
    const link = element("a", one.name);
    link.setAttribute("href", new URL(`calculateurs/${one.calculator}/#${one.link}`, ROOT).href);
    const day = new Date(one.saved).toLocaleDateString("fr-FR", { dateStyle: "long" });
    const rename = button("Renommer", () => void this.rename(one));
    rename.setAttribute("aria-label", `Renommer ${one.name}`);
    const erase = button("Effacer", () => void this.removeOne(one));
    erase.setAttribute("aria-label", `Effacer ${one.name}`);
    item.append(link, element("span", `${one.title} : ${one.result}. Gardé le ${day}.`), rename, erase);
    return item;
  }

  /** @param {Kept} one */
  async rename(one) {
    const name = prompt("Nouveau nom", one.name)?.trim();
    if (!name) return;
    const follow = () => chosen() === one.name && choose(name);
    await this.change(() => put({ ...one, name }).then(follow), `Renommé : ${name}.`);
  }

  /** @param {Kept} one */
  async removeOne(one) {
    if (confirm(`Effacer « ${one.name} » de ce navigateur ?`)) await this.change(() => remove(one.id), `Effacé : ${one.name}.`);
  }

  async eraseAll() {
    if (confirm("Effacer tout votre dossier de ce navigateur ?")) await this.change(clear, "Tout est effacé de ce navigateur.");
  }

  async save() {
    save(written(await all()), "mon-dossier.json", "application/json");
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
    const lost = found.ignored ? ` ${found.ignored} illisibles, laissés de côté.` : "";
    await this.change(() => Promise.all(found.kept.map(put)), `${found.kept.length} importés, les vôtres sont gardés.${lost}`);
  }

  /**
   * @param {() => Promise<unknown>} act
   * @param {string} words
   */
  async change(act, words) {
    try {
      await act();
      await this.print(words);
    } catch {
      this.said.textContent = REFUSED;
    }
  }
}
