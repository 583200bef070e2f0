/** Has the engine believe that it is in a worker, while it runs in the page. */

/** @type {WebAssembly.Memory[]} */
const memories = [];
const { Memory } = WebAssembly;
WebAssembly.Memory = /** @type {typeof Memory} */ (
  /** @type {unknown} */ (
    class extends Memory {
      /** @param {WebAssembly.MemoryDescriptor} asked */
      constructor(asked) {
        super(asked);
        memories.push(this);
      }
    }
  )
);

class PageWorker extends EventTarget {
  /**
   * @param {URL} script
   * @param {WorkerOptions} options read as by the browsers that know workers made of modules
   */
  constructor(script, { type }) {
    super();
    if (type !== "module") throw new TypeError("only modules");
    /** @param {unknown} data */
    const hear = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
    globalThis.postMessage = /** @type {typeof postMessage} */ (hear);
    this.ready = import(script.href);
  }

  /** @param {unknown} data */
  async postMessage(data) {
    await this.ready;
    dispatchEvent(new MessageEvent("message", { data }));
  }

  terminate() {}
}

Object.assign(globalThis, { Worker: PageWorker });

// Emscripten makes small ones too, to learn what the browser can do.
export const heap = () => Math.max(...memories.map(({ buffer }) => buffer.byteLength));
