import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explainOutput, Failure } from "../failure.mjs";
import { program } from "./binaries.mjs";

export const SUPERUSER = "atelya";

/** The environment of every PostgreSQL process: none of ours, so that PG* variables and locales change nothing. */
export const QUIET_ENV = { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC", SystemRoot: process.env.SystemRoot };

/**
 * Makes the cluster unless it is there: in a folder of its own that is renamed when complete, so that an interrupted
 * start leaves no half of one. Returns the superuser's password.
 * @param {import("./place.mjs").Place} place
 * @param {{ sync?: boolean }} [options] sync false: for throw-away clusters only
 */
export function ensureCluster(place, { sync = true } = {}) {
  const state = readState(place.home);
  if (existsSync(join(place.dataDir, "PG_VERSION"))) {
    if (state.password) return state.password;
    throw new Failure(
      `${join(place.home, "state.json")} is gone, and with it the password of the embedded database`,
      `Put the file back from a backup, or move ${place.dataDir} away to start with an empty database.`,
    );
  }
  const nursery = join(place.home, `new-${randomBytes(4).toString("hex")}`);
  mkdirSync(nursery, { recursive: true, mode: 0o700 });
  try {
    const password = randomBytes(24).toString("base64url");
    const passwordFile = join(nursery, "password");
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (place.identity) {
      for (const path of [nursery, passwordFile]) chownSync(path, place.identity.uid, place.identity.gid);
    }
    initialize(place, nursery, passwordFile, sync);
    // The password first: a cluster without it is lost, a password without its cluster is overwritten.
    writeState(place.home, { ...state, password });
    rmSync(place.dataDir, { recursive: true, force: true });
    renameSync(join(nursery, "data"), place.dataDir);
    return password;
  } finally {
    rmSync(nursery, { recursive: true, force: true });
  }
}

function initialize(place, nursery, passwordFile, sync) {
  const flags = ["-D", join(nursery, "data"), "-U", SUPERUSER, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  // The built-in provider sorts alike on every machine; C for the rest exists on every machine.
  flags.push("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C");
  if (!sync) flags.push("--no-sync");
  const run = spawnSync(program(place.binaries, "initdb"), flags, {
    ...place.identity,
    cwd: nursery,
    env: QUIET_ENV,
    encoding: "utf8",
  });
  if (run.status === 0) return;
  const output = `${run.stdout ?? ""}${run.stderr ?? ""}`;
  throw (
    explainOutput(output) ??
    new Failure(
      `initdb failed: ${run.error?.message ?? output.trim().split("\n").slice(-4).join("\n")}`,
      "Fix what it names, or set DATABASE_URL to a PostgreSQL of your own.",
      { cause: run.error },
    )
  );
}

/** @returns {{ password?: string, port?: number }} */
export function readState(home) {
  try {
    return JSON.parse(readFileSync(join(home, "state.json"), "utf8"));
  } catch {
    return {};
  }
}

/** Replaces the state file, whole and readable by its owner alone. */
export function writeState(home, state) {
  const file = join(home, "state.json");
  writeFileSync(`${file}.new`, `${JSON.stringify(state)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
