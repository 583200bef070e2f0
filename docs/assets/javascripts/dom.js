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
 * @param {() => void} [task]
 * @param {string} [className]
 */
export function button(words, task, className = "") {
  const made = element("button", words, className);
  made.type = "button";
  if (task) made.addEventListener("click", task);
  return made;
}
