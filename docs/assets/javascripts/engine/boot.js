/**
 * How Python starts: the same in the worker of the page and, for the tests, under Node.
 */

/** Python reads the calculators in this archive, where it stands. */
const CALCULATORS = "/lib/calculators.zip";

/**
 * @param {object} info what the runtime says of itself, in the manifest
 * @returns {object} options of `loadPyodide`
 */
export function options(info) {
  return {
    // No package but ours: the engine has no index of packages to ask.
    lockFileContents: { info, packages: {} },
    // The seed is a constant because a memory snapshot would freeze it anyway.
    env: { PYTHONHASHSEED: "0" },
  };
}

/**
 * @typedef {object} Python
 * @property {string} version of Pyodide
 * @property {{ writeFile: (path: string, content: Uint8Array) => void }} FS
 * @property {(name: string) => any} pyimport
 * @property {(code: string) => any} runPython
 */

/**
 * @typedef {object} Door
 * @property {(request: string) => string} answer
 * @property {(request: string) => string} batch
 * @property {(request: string) => string} export
 * @property {(slug: string) => void} warm
 * @property {(departement: string, text: string) => void} prime
 */

/**
 * @param {Python} python which has started without them: they may come after it
 * @param {Uint8Array} calculators the archive of the calculators
 * @returns {Door} functions of Python that take texts and give texts
 */
export function open(python, calculators) {
  python.FS.writeFile(CALCULATORS, calculators);
  python.pyimport("sys").path.append(CALCULATORS);
  const door = python.pyimport("calculators.doors.browser");
  const every = python.pyimport("calculators");
  /** @type {any} */
  let territory;
  return {
    answer: (request) => door.answer(request),
    batch: (request) => door.batch(request),
    export: (request) => door.export(request),
    warm: (slug) => void every.find(slug).destroy(),
    prime: (departement, text) => {
      territory ??= python.pyimport("calculators.territory.inhabitants");
      territory.prime(departement, text);
    },
  };
}
