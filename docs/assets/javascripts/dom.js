// What scripts add to a page: elements made one by one, never text read as HTML.

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} [words]
 * @param {string} [className]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(name, words = "", className = "") {
  const made = document.createElement(name);
  made.textContent = words;
  if (className) made.className = className;
  return made;
}

/**
 * @param {string} words
 * @param {() => unknown} [task] that a second click does not begin again before its end
 * @param {string} [className]
 */
export function button(words, task, className = "") {
  const made = element("button", words, className);
  made.type = "button";
  let busy = false;
  if (task)
    made.addEventListener("click", async () => {
      if (busy) return;
      busy = true;
      try {
        await task();
      } finally {
        busy = false;
      }
    });
  return made;
}

/**
 * A figure for the eye, and for the ear, which stumbles on grouped digits.
 *
 * @param {string} text
 * @param {string} [spoken]
 */
export function figure(text, spoken = text.replaceAll("\u202f", "")) {
  const made = element("span");
  const shown = element("span", text);
  shown.setAttribute("aria-hidden", "true");
  made.append(shown, element("span", spoken, "visually-hidden"));
  return made;
}

/**
 * @param {ParentNode | null | undefined} root
 * @param {string} key of an input
 * @returns {string | null | undefined} what the form calls it
 */
export function labelOf(root, key) {
  const place = root?.querySelector(`.field[data-key="${key}"]`);
  return place && nameOf(place)?.firstChild?.textContent?.trim();
}

/**
 * A territory has boxes of its own before the one that is asked.
 *
 * @param {Element} place of an input
 */
export const nameOf = (place) => place.querySelector(`legend, label[for$="-${place.getAttribute("data-key")}"]`) ?? place.querySelector("label");

/**
 * Words without accents nor capitals, to compare them.
 *
 * @param {string} words
 */
export const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
