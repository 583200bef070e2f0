/**
 * The door of the engine for the pages: one worker for the whole visit, however many pages.
 *
 * An engine that failed to start keeps its questions: they are answered once `retry` succeeds.
 */

/**
 * @typedef {{ calculator: string, typed: Record<string, string>, on: string }} Question
 * @typedef {{ result: object, typed: Record<string, string> }} Result
 * @typedef {{ errors: Array<{ field: string, message: string }> }} Refusal
 * @typedef {{ name: string, type: string, text: string }} Taken
 * @typedef {{ csv?: string, report?: string, errors?: Refusal["errors"] }} Table
 *
 * @typedef {object} State
 * @property {"idle" | "loading" | "ready" | "error"} phase
 * @property {number} received bytes
 * @property {number} total bytes, 0 while unknown
 * @property {{ name: string, message: string }} [error] the message is ready to be shown
 *
 * @typedef {object} Job
 * @property {number} id
 * @property {"answer" | "batch" | "export"} type
 * @property {{ calculator: string }} request
 * @property {boolean} stale a newer question of the same calculator was asked
 * @property {(answer: any) => void} resolve
 * @property {(reason: Error) => void} reject
 */

const MANIFEST = new URL("../../engine/manifest.json", import.meta.url);
const WORKER = new URL("worker.js", import.meta.url);
const SERVICE_WORKER = new URL("../../../service-worker.js", import.meta.url);
/**
 * Without news for so long, a stage of the start has failed; in milliseconds. The page measures
 * it: a worker that never speaks could not.
 */
const DEADLINES = { list: 10_000, program: 10_000, files: 20_000, python: 30_000 };
/** Beyond, a question has killed the engine; in milliseconds. */
const PATIENCE = { answer: 20_000, batch: 600_000, export: 20_000, image: 120_000 };
/** After so long without a question, the files of the engine are kept for later; in milliseconds. */
const PAUSE = 1000;
/** After so long more, the image of the memory is made; in milliseconds. */
const REST = 2000;
/** Unused for so long, the engine gives its memory back; in milliseconds. */
const IDLE = 600_000;

const AGAIN = "Réessayez ; si le message revient, rechargez la page.";
const SIGNAL = "Si le message revient, signalez-le avec l’adresse de la page.";
/** @type {Record<string, string>} */
const SENTENCES = {
  broken: `Le moteur de calcul s’est arrêté de façon imprévue. Réessayez. ${SIGNAL}`,
  corrupt: `Un fichier du moteur de calcul est arrivé abîmé. Il a été refusé. ${AGAIN}`,
  defect: `Une erreur de notre part empêche ce calcul. ${SIGNAL}`,
  forbidden:
    "Un réglage de sécurité interdit le moteur de calcul sur cette page. Ouvrez le calculateur dans un nouvel onglet ou un autre navigateur.",
  interrupted: "Le téléchargement du moteur de calcul a été coupé. Vérifiez votre connexion, puis réessayez.",
  memory: "Votre appareil manque de mémoire pour le moteur de calcul. Fermez des onglets, puis réessayez.",
  missing: `Un fichier du moteur de calcul est introuvable sur le site. ${AGAIN}`,
  offline: "Vous êtes hors connexion et le moteur de calcul n’est pas encore sur votre appareil. Reconnectez-vous, puis réessayez.",
  refused: "Le site ou votre réseau refuse de donner le moteur de calcul. Réessayez plus tard ou depuis un autre réseau.",
  unreachable: "Le moteur de calcul n’a pas pu être téléchargé. Vérifiez votre connexion, puis réessayez.",
  unsupported: "Votre navigateur est trop ancien pour le moteur de calcul. Mettez-le à jour ou utilisez-en un autre.",
};
/** @type {Record<keyof typeof DEADLINES, string>} what does not come, stage by stage */
const LATE = {
  list: "La liste des fichiers du moteur de calcul n’arrive pas. Vérifiez votre connexion, puis réessayez.",
  program: "Le programme qui prépare le moteur de calcul n’arrive pas, ou s’arrête aussitôt. Vérifiez votre connexion, puis réessayez.",
  files: "Le téléchargement du moteur de calcul n’avance plus. Vérifiez votre connexion, puis réessayez.",
  python: `Le moteur de calcul est arrivé, mais il ne démarre pas. Fermez des onglets, puis réessayez. ${SIGNAL}`,
};
/** What may end by itself when the network comes back. */
const PASSING = ["interrupted", "offline", "refused", "timeout", "unreachable"];

/** @param {string} name */
function sentence(name) {
  return LATE[/** @type {keyof typeof LATE} */ (name)] ?? SENTENCES[name] ?? /** @type {string} */ (SENTENCES.broken);
}

class Engine {
  /** @type {State} */
  state = { phase: "idle", received: 0, total: 0 };
  /** @type {Set<(state: State) => void>} */
  listeners = new Set();
  /** @type {Job[]} */
  waiting = [];
  /** @type {Job | null} */
  current = null;
  /** @type {Worker | null} */
  worker = null;
  /** @type {unknown} what the worker was told of its files */
  manifest = null;
  /** The calculator that will be asked first. */
  first = "";
  /** @type {AbortController} stops what the page itself asks for */
  leaving = new AbortController();
  /** Whether the page began this start before us: if it fails, it is begun again as usual. */
  early = false;
  /** Whether the worker has spoken. */
  awake = false;
  /** Whether the worker takes back the memory of an earlier visit. */
  restoring = false;
  /** Whether the policy of the page refused something. */
  forbidden = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  deadline;
  asked = 0;
  deaths = 0;
  /** Whether the engine cut down to what usually runs was once not enough. */
  whole = false;
  /** Whether an image of the memory may be used, if the last visit left one. */
  image = true;
  /** Whether this visit has nothing to leave to the next one. */
  left = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  rest;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  patience;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  idle;

  /** @param {Partial<State>} change */
  tell(change) {
    this.state = { ...this.state, error: undefined, ...change };
    for (const listener of this.listeners) listener(this.state);
  }

  /** @param {string} first the calculator that will be asked */
  start(first) {
    this.first = first;
    if (this.state.phase === "idle") void this.launch(false);
  }

  /** @param {boolean} fresh whether to distrust what the browser has kept */
  async launch(fresh) {
    this.terminate();
    if (this.current) this.waiting.unshift(this.current);
    this.current = null;
    this.manifest = null;
    this.awake = this.restoring = this.forbidden = false;
    this.tell({ phase: "loading", received: 0, total: 0 });
    const begun = fresh ? undefined : takeBegun();
    this.early = begun !== undefined;
    const worker = begun?.worker ?? this.employ();
    if (!worker) return;
    this.worker = worker;
    this.manifest = begun?.manifest ?? null;
    this.wait();
    this.listen(worker, begun?.heard ?? []);
    if (begun) return this.next();
    try {
      const manifest = await this.list(fresh);
      if (worker !== this.worker) return;
      const image = this.image && !fresh ? "use" : "none";
      worker.postMessage({ type: "start", manifest, slug: this.waiting[0]?.request.calculator ?? this.first, fresh, whole: this.whole, image });
      this.manifest = manifest;
      this.wait();
      this.next();
    } catch (error) {
      if (worker === this.worker) this.fail(error instanceof EngineError ? error.name : "unreachable", error);
    }
  }

  /**
   * @param {Worker} worker
   * @param {Event[]} heard what it said before
   */
  listen(worker, heard) {
    const hear = async (/** @type {any} */ { type, message, data }) => {
      if (worker !== this.worker) return;
      if (type === "message") return this.hear(data);
      const name = message ? (/SyntaxError/.test(message) ? "unsupported" : "broken") : await unspoken();
      if (worker === this.worker) this.fail(name, message ?? WORKER.pathname);
    };
    worker.onmessage = worker.onerror = null;
    for (const type of ["message", "error"]) worker.addEventListener(type, hear);
    for (const event of heard) void hear(event);
  }

  /** @returns {Worker | undefined} nothing, and the reason told, when this browser has none to give */
  employ() {
    let modules = false;
    const options = {
      name: "engine",
      // Read by the browsers that know workers made of modules.
      get type() {
        modules = true;
        return /** @type {const} */ ("module");
      },
    };
    try {
      const worker = new Worker(WORKER, options);
      if (modules && typeof WebAssembly === "object") return worker;
      worker.terminate();
      this.fail("unsupported", "no module worker or no WebAssembly");
    } catch (error) {
      this.fail(error instanceof DOMException ? "forbidden" : "unsupported", error);
    }
  }

  /**
   * @param {boolean} fresh
   * @returns {Promise<unknown>} the manifest
   */
  async list(fresh) {
    const { signal } = (this.leaving = new AbortController());
    const response = await fetch(MANIFEST, { cache: fresh ? "reload" : "no-cache", signal });
    if (!response.ok) throw new EngineError(refusal(response.status), response.status);
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new EngineError("missing", error);
    }
  }

  /** Gives the present stage of the start its time. */
  wait() {
    clearTimeout(this.deadline);
    const { received, total } = this.state;
    const files = total && received >= total ? "python" : "files";
    const stage = !this.manifest ? "list" : this.awake ? files : "program";
    this.deadline = setTimeout(() => this.late(stage), DEADLINES[stage]);
  }

  /** @param {keyof typeof DEADLINES} stage */
  late(stage) {
    if (stage === "python" && this.restoring) return this.doWithout({ name: "image", detail: "no start" });
    this.fail("timeout", stage, sentence(stage));
  }

  /** @param {any} message */
  hear(message) {
    switch (message.type) {
      case "awake":
        this.awake = true;
        return this.wait();
      case "restoring":
        this.restoring = true;
        return this.wait();
      case "progress":
        this.tell({ received: message.received, total: message.total });
        return this.wait();
      case "ready":
        clearTimeout(this.deadline);
        this.early = false;
        this.tell({ phase: "ready" });
        this.left ||= message.restored || this.whole;
        this.attend();
        return this.next();
      case "answer":
        this.deaths = 0;
        return this.done((job) => job.resolve(job.stale ? null : JSON.parse(message.text)));
      case "defect":
        console.error(message.detail);
        return this.done((job) => job.reject(new EngineError("defect")));
      default:
        if (message.name === "cut" || message.name === "image") return this.doWithout(message);
        return this.state.phase === "ready" ? this.die(message.detail) : this.fail(message.name, message.detail);
    }
  }

  /** @param {(job: Job) => void} settle */
  done(settle) {
    clearTimeout(this.patience);
    const job = this.current;
    this.current = null;
    if (job) settle(job);
    this.next();
  }

  next() {
    clearTimeout(this.idle);
    clearTimeout(this.rest);
    const ready = this.state.phase === "ready";
    if (this.current || !(ready || (this.state.phase === "loading" && this.manifest))) return;
    const job = this.waiting.shift();
    if (job) {
      this.current = job;
      this.worker?.postMessage({ type: job.type, id: job.id, request: job.request });
      // The worker that still starts answers as soon as it has: the page may be busy then.
      if (ready) this.attend();
    } else if (ready) {
      this.idle = setTimeout(() => this.release(), IDLE);
      this.rest = setTimeout(() => this.leave(), PAUSE);
    }
  }

  /** Gives the question that the worker answers its time. */
  attend() {
    const job = this.current;
    clearTimeout(this.patience);
    if (job) this.patience = setTimeout(() => this.die(`no answer from ${job.request.calculator}`), PATIENCE[job.type]);
  }

  /**
   * Starts again, once, and asks again the question during which the engine died.
   *
   * @param {unknown} detail
   */
  die(detail) {
    console.error(detail);
    this.deaths += 1;
    if (this.deaths === 1) return this.again();
    this.deaths = 0;
    this.current?.reject(new EngineError("broken"));
    this.current = null;
    this.fail("broken", detail);
  }

  /**
   * Starts again with every function, or without the memory of an earlier visit.
   *
   * @param {{ name: string, detail: string }} lack
   */
  doWithout({ name, detail }) {
    const repair = name === "cut" ? "a function that it lacks may be listed by make engine-record; " : "";
    console.warn(`The engine starts again, fault of its ${name}: ${repair}${detail}`);
    if (name === "cut") this.whole = true;
    else this.image = false;
    this.again();
  }

  again() {
    void this.launch(false);
  }

  /**
   * @param {string} name
   * @param {unknown} detail
   * @param {string} [message]
   */
  fail(name, detail, message) {
    // What began before us may follow a list of an earlier day.
    if (this.early && name !== "timeout") return this.again();
    console.error(`${name}: ${detail}`);
    this.terminate();
    if (["unreachable", "unsupported"].includes(name) && this.forbidden) name = "forbidden";
    if (["interrupted", "timeout", "unreachable"].includes(name) && !navigator.onLine) {
      name = "offline";
      message = undefined;
    }
    this.tell({ phase: "error", error: { name, message: message ?? sentence(name) } });
  }

  /** Starts again what the network had stopped. */
  comeBack() {
    const { phase, error } = this.state;
    if (phase === "error" && PASSING.includes(error?.name ?? "")) void this.launch(false);
  }

  terminate() {
    this.leaving.abort();
    clearTimeout(this.deadline);
    clearTimeout(this.patience);
    clearTimeout(this.idle);
    clearTimeout(this.rest);
    this.worker?.terminate();
    this.worker = null;
  }

  release() {
    for (const job of [this.current, ...this.waiting.splice(0)]) job?.resolve(null);
    this.current = null;
    this.terminate();
    this.tell({ phase: "idle" });
  }

  /**
   * @param {Job["type"]} type
   * @param {Job["request"]} request
   * @param {AbortSignal} [signal]
   * @returns {Promise<any>}
   */
  ask(type, request, signal) {
    return new Promise((resolve, reject) => {
      const job = { id: (this.asked += 1), type, request, stale: false, resolve, reject };
      if (type === "answer") this.drop((other) => other.type === type && other.request.calculator === request.calculator);
      signal?.addEventListener("abort", () => this.drop((other) => other === job));
      this.waiting.push(job);
      this.start(job.request.calculator);
      this.next();
    });
  }

  /** @param {(job: Job) => boolean} unwanted */
  drop(unwanted) {
    if (this.current && unwanted(this.current)) this.current.stale = true;
    for (const job of this.waiting.filter(unwanted)) job.resolve(null);
    this.waiting = this.waiting.filter((job) => !unwanted(job));
  }

  /** Prepares the next visit while the reader pauses: it would slow down who types. */
  leave() {
    void this.keepOffline();
    if (!this.left) this.rest = setTimeout(() => this.leaveImage(), REST);
  }

  /** Makes the image in a worker of its own, which never hears what the reader typed. */
  leaveImage() {
    this.left = true;
    const { connection, deviceMemory = 4 } =
      /** @type {{ connection?: { saveData?: boolean }, deviceMemory?: number }} */ (navigator);
    if (connection?.saveData || deviceMemory < 2) return;
    const maker = new Worker(WORKER, { type: "module", name: "image" });
    setTimeout(() => maker.terminate(), PATIENCE.image);
    maker.addEventListener("error", () => maker.terminate());
    maker.addEventListener("message", ({ data }) => {
      if (data.type === "ready" || data.type === "failure") maker.terminate();
    });
    maker.postMessage({ type: "start", manifest: this.manifest, slug: "", fresh: false, whole: false, image: "make" });
  }

  /** Has this page kept too, and all that it read before its service worker. */
  async keepOffline() {
    const { serviceWorker: workers } = navigator;
    if (!workers) return;
    const read = workers.controller ? [] : [location.pathname, ...performance.getEntriesByType("resource").map(({ name }) => name)];
    try {
      await workers.register(SERVICE_WORKER);
      if (!read.length) return;
      const { active } = await workers.ready;
      active?.postMessage(read.filter((address) => new URL(address, location.href).origin === location.origin));
    } catch {
      // What is missing here only costs the next visit a download.
    }
  }
}

/** A question that cannot be answered; its message is ready to be shown. */
export class EngineError extends Error {
  /**
   * @param {string} name
   * @param {unknown} [cause]
   */
  constructor(name, cause) {
    super(sentence(name), { cause });
    this.name = name;
  }
}

/** @returns {import("../early.js").Begun | undefined} the start that the page began before us, once */
function takeBegun() {
  const page = /** @type {{ exerciceCoordonneBegun?: import("../early.js").Begun }} */ (globalThis);
  const begun = page.exerciceCoordonneBegun;
  delete page.exerciceCoordonneBegun;
  return begun;
}

/**
 * A script that cannot be loaded, or read by this browser, gives no message.
 *
 * @returns {Promise<string>} why the worker has no script
 */
async function unspoken() {
  try {
    const { ok, status } = await fetch(WORKER);
    if (ok) return "unsupported";
    return status === 404 ? "unreachable" : refusal(status);
  } catch {
    return "unreachable";
  }
}

/** @param {number} status of an answer of the site that gives nothing */
const refusal = (status) => (status === 404 || status === 410 ? "missing" : "refused");

// A page that evaluates this module again must find the worker that runs.
const shared = /** @type {{ exerciceCoordonneEngine?: Engine }} */ (globalThis);
const engine = (shared.exerciceCoordonneEngine ??= watched(new Engine()));

/**
 * @param {Engine} made
 * @returns {Engine} the same, told what happens around it
 */
function watched(made) {
  addEventListener("online", () => made.comeBack());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && made.comeBack());
  document.addEventListener("securitypolicyviolation", () => (made.forbidden = true));
  return made;
}

/**
 * Starts the worker of the visit, if it does not run.
 *
 * @param {string} first the calculator that will be asked
 */
export function start(first) {
  engine.start(first);
}

/**
 * @param {Question} question as typed in the form
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<Result | Refusal | null>} `null` when a newer question replaced this one, or
 *   when it was aborted; rejected with an `EngineError` when the fault is ours
 */
export function compute(question, { signal } = {}) {
  return engine.ask("answer", question, signal);
}

/**
 * @param {{ calculator: string, csv: string }} table the bytes of a file, a character each
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<Table | null>} `null` when it was aborted
 */
export function batch(table, { signal } = {}) {
  return engine.ask("batch", table, signal);
}

/**
 * @param {Question & { format: string }} question as typed in the form, and the kind of file
 * @returns {Promise<Taken | Refusal | null>} a file to save; `null` when the engine was released
 */
export function take(question) {
  return engine.ask("export", question);
}

/**
 * @param {(state: State) => void} listener called at once, then at each change
 * @returns {() => void} stops listening
 */
export function subscribe(listener) {
  engine.listeners.add(listener);
  listener(engine.state);
  return () => void engine.listeners.delete(listener);
}

/** Starts again after an error, with files asked anew from the site. */
export function retry() {
  if (engine.state.phase === "error") void engine.launch(true);
}

/** Gives the memory of the worker back; the next question starts it again. */
export function release() {
  engine.release();
}
