/** A stock Pyodide under Node: takes a wheel, with micropip when its folder is given, and computes. */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { loadPyodide } from "pyodide";

const [wheel = "", code = "", micropip = ""] = process.argv.slice(2);
// The default prints the line at fault, which is the whole of a script of one line.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});
const pyodide = await loadPyodide();
const packages = pyodide.runPython("import site; site.getsitepackages()[0]");

/** @param {string} folder @returns {string[]} */
const files = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });

if (micropip) {
  for (const file of files(micropip)) {
    const target = `${packages}/${relative(micropip, file)}`;
    pyodide.FS.mkdirTree(target.slice(0, target.lastIndexOf("/")));
    pyodide.FS.writeFile(target, readFileSync(file));
  }
  pyodide.FS.writeFile(`/tmp/${basename(wheel)}`, readFileSync(wheel));
  const asked = `import micropip\nawait micropip.install("emfs:/tmp/${basename(wheel)}")`;
  await pyodide.runPythonAsync(asked);
} else pyodide.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
console.log(pyodide.runPython(code));
