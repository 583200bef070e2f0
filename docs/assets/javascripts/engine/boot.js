/**
 * How Python starts: the same in the worker of the page and, for the tests, under Node.
 */

/**
 * @param {string} name of what the calculators share, or of one of them
 * @returns {string} the archive, which Python reads where it stands
 */
const archive = (name) => `/lib/${name}.zip`;

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
 * @property {(slug: string, content: Uint8Array) => void} add a calculator, from its archive
 * @property {(slug: string) => void} warm
 * @property {(departement: string, text: string) => void} prime
 */

/**
 * @param {Python} python which has started without them: they may come after it
 * @param {Uint8Array} shared the archive of what the calculators share
 * @returns {Door} functions of Python that take texts and give texts
 */
export function open(python, shared) {
  python.FS.writeFile(archive("calculators"), shared);
  python.pyimport("sys").path.append(archive("calculators"));
  const door = python.pyimport("calculators.doors.browser");
  const every = python.pyimport("calculators");
  /** @type {any} */
  let territory;
  return {
    answer: (request) => door.answer(request),
    batch: (request) => door.batch(request),
    export: (request) => door.export(request),
    add: (slug, content) => {
      python.FS.writeFile(archive(slug), content);
      every.__path__.append(`${archive(slug)}/calculators`);
    },
    warm: (slug) => void every.find(slug).destroy(),
    prime: (departement, text) => {
      territory ??= python.pyimport("calculators.territory.inhabitants");
      territory.prime(departement, text);
    },
  };
}
