/** The memory of a worker is not seen from the page. */
export const heap = undefined;
