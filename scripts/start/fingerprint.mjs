import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inProject } from "./paths.mjs";

/**
 * One hash over the names and contents of files and folders of the project, what is missing included.
 * @param {string[]} paths relative to the project
 * @param {{ skip?: RegExp }} [options] skip: by path, with forward slashes
 */
export function fingerprint(paths, { skip } = {}) {
  const hash = createHash("sha256");
  for (const path of paths) add(hash, path, skip);
  return hash.digest("hex");
}

function add(hash, path, skip) {
  const full = inProject(path);
  if (skip?.test(path) || !existsSync(full)) return;
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) add(hash, `${path}/${name}`, skip);
    return;
  }
  hash.update(`\0${path}\0`).update(readFileSync(full));
}

/** Whether a folder was made from this fingerprint (see `stamp`). */
export function isStamped(folder, value) {
  try {
    return readFileSync(join(folder, ".made-from"), "utf8") === value;
  } catch {
    return false;
  }
}

/** Records what a made folder was made from. */
export function stamp(folder, value) {
  writeFileSync(join(folder, ".made-from"), value);
}
