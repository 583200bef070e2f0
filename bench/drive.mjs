/**
 * A browser, driven line by line: `["verb", …]` on standard input, `{"answer": …}` or
 * `{"error": …}` on standard output. Arguments: its profile, chromium or firefox, its command.
 * Chromium answers to its own protocol, Firefox to WebDriver BiDi; what is asked is the same.
 */
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

// Without these, Chromium looks for its maker's hosts at each start.
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
/** In milliseconds. */
const PATIENCE = 120_000;

const [userDataDir = "", name = "", executablePath = ""] = process.argv.slice(2);
const browser = await puppeteer.launch({
  browser: name === "firefox" ? "firefox" : "chrome",
  executablePath,
  userDataDir,
  args: name === "firefox" ? [] : QUIET,
  protocolTimeout: PATIENCE,
});
/** @type {import("puppeteer-core").Page} */
let page;
/** @type {string[]} what the page complained of */
let complaints = [];

/** @type {Record<string, (...words: any[]) => unknown>} */
const verbs = {
  about: async () => ({ version: await browser.version(), pid: browser.process()?.pid }),
  async open(url, before = "") {
    page = await browser.newPage();
    complaints = [];
    page.setDefaultTimeout(PATIENCE);
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await page.setViewport({ width: 1280, height: 900 });
    if (before) await page.evaluateOnNewDocument(before);
    await page.goto(url, { timeout: PATIENCE });
  },
  /** Goes to a page, without waiting for what may never come. */
  async reach(url) {
    await page?.close();
    page = await browser.newPage();
    void page.goto(url, { timeout: PATIENCE }).catch(() => {});
  },
  size: (width, height) => page.setViewport({ width, height }),
  evaluate: (code) => page.evaluate(code),
  wait: async (code) => void (await page.waitForFunction(code)),
  press: (key) => page.keyboard.press(key),
  type: (text) => page.keyboard.type(text),
  complaints: () => complaints,
  leave: () => page.close(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, ...words] = JSON.parse(line);
  let reply;
  try {
    reply = { answer: (await verbs[verb]?.(...words)) ?? null };
  } catch (error) {
    reply = { error: `${verb} ${String(words[0] ?? "").replace(/\s+/g, " ").slice(0, 60)}: ${error}`, complaints };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
await browser.close();
