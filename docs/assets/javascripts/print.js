/**
 * Prints one part of the page under its title, as `print.css` says of each part.
 *
 * @param {"checklist" | "result"} part
 */
export function printAlone(part) {
  const { dataset } = document.documentElement;
  dataset.print = part;
  addEventListener("afterprint", () => delete dataset.print, { once: true });
  print();
}
