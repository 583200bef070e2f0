/** A page that holds nothing but a plain start of Pyodide, and the figure once it is there. */
import { first } from "./stock.js";

const total = await first();
document.body.append(String(total));
dispatchEvent(new CustomEvent("calculator:result", { detail: { values: { total_euros: total } } }));
