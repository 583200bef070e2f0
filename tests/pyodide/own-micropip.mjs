/** Pyodide whose `micropip` comes from the folder `PACKAGES`: its own comes from another host. */
import { loadPyodide as load } from "pyodide";

const COPY = `
import shutil, site
from pathlib import Path
for name in ("micropip", "packaging"):
    for folder in Path("/given").glob(f"{name}*"):
        shutil.copytree(folder, Path(site.getsitepackages()[0]) / folder.name)
`;

export async function loadPyodide() {
  const pyodide = await load();
  pyodide.loadPackage = async (name) => {
    if (name !== "micropip") throw new Error(`only micropip is here, not ${name}`);
    pyodide.FS.mkdirTree("/given");
    pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: process.env.PACKAGES }, "/given");
    pyodide.runPython(COPY);
    return [];
  };
  return pyodide;
}
