/** What every variant computes: the yearly funding of a CPTS of so many inhabitants. */
export const POPULATION = 60_000;

/** What the address asks of the page. */
export const asked = new URLSearchParams(location.search);
