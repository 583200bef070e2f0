// The text on which a line rests, told in a small panel beside it; the line is not left.

const MARGIN = 8; // pixels

/** @returns {boolean} whether this browser has panels that close by themselves */
export const hasPanels = () => "popover" in HTMLElement.prototype;

/**
 * @param {HTMLAnchorElement} cited what was clicked
 * @param {Element} source the entry of the list of texts
 */
export function openSource(cited, source) {
  const panel = document.createElement("div");
  panel.popover = "auto";
  panel.className = "source-panel md-typeset";
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", "Source");
  const place = document.createElement("p");
  const told = cited.closest(".ground")?.querySelector(".confidence")?.cloneNode(true);
  place.append(cited.textContent?.replace(/\s*\[\d+\]$/, "") ?? "", ...(told ? [" ", told] : []));
  const words = document.createElement("p");
  words.append(...Array.from(source.childNodes, (node) => node.cloneNode(true)));
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Fermer";
  close.addEventListener("click", () => panel.hidePopover());
  panel.append(words, place, close);
  panel.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
    const inside = panel.contains(document.activeElement) || document.activeElement === document.body;
    panel.remove();
    if (inside) cited.focus({ preventScroll: true });
  });
  document.body.append(panel);
  panel.showPopover();
  put(panel, cited.getBoundingClientRect());
  close.focus({ preventScroll: true });
}

/**
 * @param {HTMLElement} panel
 * @param {DOMRect} line
 */
function put(panel, line) {
  const { offsetWidth: width, offsetHeight: height } = panel;
  const under = line.bottom + MARGIN + height < innerHeight;
  panel.style.top = `${under ? line.bottom + MARGIN : Math.max(MARGIN, line.top - height - MARGIN)}px`;
  panel.style.left = `${Math.max(MARGIN, Math.min(line.left, innerWidth - width - MARGIN))}px`;
}
