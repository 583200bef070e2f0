/**
 * Ask the search of communes, under Node, with the files of the site served from the disk: a list of queries
 * on standard input, and for each on standard output the places found and the files newly read.
 */
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

/** @type {string[]} */
let files = [];

globalThis.fetch = async (address) => {
  const url = new URL(String(address));
  try {
    const body = await readFile(url);
    files.push(url.pathname.replace(/.*\/territoires\//, ""));
    return new Response(new Uint8Array(body));
  } catch {
    return new Response(null, { status: 404 });
  }
};

const { members, search } = await import(
  "../../docs/assets/javascripts/communes/search.js"
);
const { placesOf } = await import("../../docs/assets/javascripts/communes/places.js");

const regions = process.argv[2];
const answers = [];
for (const query of JSON.parse(await text(process.stdin))) {
  if (regions) {
    const { sure, places } = await placesOf(query, JSON.parse(regions));
    answers.push({ sure, where: places.map(({ where }) => where) });
    continue;
  }
  files = [];
  const places = await search(query);
  const found = [...files];
  const first = places[0];
  answers.push({
    codes: places.map(({ code }) => code),
    files: found,
    first: first && { ...first, communes: await members(first) },
  });
}
process.stdout.write(JSON.stringify(answers));
