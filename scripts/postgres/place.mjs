import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../failure.mjs";
import { completeBinaries, copyBinaries, findBinaries } from "./binaries.mjs";
import { canReach, identityFor } from "./run-as.mjs";

/**
 * @typedef {{ home: string, dataDir: string, binaries: string, identity: import("./run-as.mjs").Identity }} Place
 */

/**
 * Where the cluster and its programs live. Normally `folder` itself and node_modules. Started by root below a folder
 * that others may not enter, both move to a place the unprivileged user can reach, the same one at every start.
 * @param {string} folder
 * @returns {Place}
 */
export function preparePlace(folder) {
  const installed = findBinaries();
  completeBinaries(installed.folder);
  mkdirSync(folder, { recursive: true });
  const home = chooseHome(folder);
  const identity = identityFor(join(home, "data"));
  // The state file in it keeps its own mode 0600: others may pass, not read.
  if (identity) chmodSync(home, 0o711);
  const binaries = canReach(installed.folder, identity)
    ? installed.folder
    : copyBinaries(installed, join(sharedPlace(), "postgresql"));
  return { home, dataDir: join(home, "data"), binaries, identity };
}

// A cluster stays where it was made, even when the folder's modes change or it is moved: the pointer remembers.
function chooseHome(folder) {
  const pointer = join(folder, "moved-to");
  if (existsSync(pointer)) {
    const home = readFileSync(pointer, "utf8").trim();
    mkdirSync(home, { recursive: true });
    return home;
  }
  if (canReach(folder, identityFor(join(folder, "data")))) return folder;
  if (existsSync(join(folder, "data"))) throw unreachable();
  // A new name each time: who removes the folder begins anew, and never meets the old data under a new secret.
  const home = mkdtempSync(join(sharedPlace(), "data-"));
  writeFileSync(pointer, `${home}\n`);
  return home;
}

function sharedPlace() {
  for (const base of ["/var/lib", tmpdir()]) {
    const path = join(base, "atelyaos-webhooks");
    try {
      mkdirSync(path, { recursive: true, mode: 0o755 });
      chmodSync(path, 0o755);
      return path;
    } catch {
      // Try the next one.
    }
  }
  throw unreachable();
}

function unreachable() {
  return new Failure(
    "root starts PostgreSQL as an unprivileged user, and that user cannot reach this folder",
    "Move the project out of the protected folder, start it as its owner, or set DATABASE_URL.",
  );
}
