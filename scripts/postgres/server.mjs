import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { explainOutput, Failure } from "../failure.mjs";
import { takeLock } from "../lock.mjs";
import { until } from "../processes.mjs";
import { program } from "./binaries.mjs";
import { ensureCluster, QUIET_ENV, readState, SUPERUSER, writeState } from "./cluster.mjs";
import { preparePlace } from "./place.mjs";
import { runningServer } from "./postmaster.mjs";

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;
const FIRST_PORT = 54_329;
const PORT_ATTEMPTS = 3;

/**
 * @typedef {object} PostgresServer
 * @property {number} port on 127.0.0.1
 * @property {number} pid
 * @property {boolean} adopted it ran already, left behind by a supervisor that was killed
 * @property {string} home where cluster, state and log are
 * @property {(database: string) => string} url
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the embedded PostgreSQL below `folder`, making its cluster at the first start and adopting a server that
 * runs there already. Listens on 127.0.0.1 only, at a remembered free port, with a random password.
 * @param {{ folder: string, settings?: Record<string, string>, sync?: boolean, port?: number }} options
 *   settings: as in postgresql.conf; port: the one to try at the first start, 0 for any
 * @returns {Promise<PostgresServer>}
 */
export async function startPostgres({ folder, settings = {}, sync = true, port = FIRST_PORT }) {
  const place = preparePlace(folder);
  const lock = await until(() => freeLock(join(place.home, "start.lock")), { timeoutMs: START_TIMEOUT_MS });
  if (!lock) {
    throw new Failure(`another start holds ${join(place.home, "start.lock")}`, "Wait for it to end, or stop it.");
  }
  try {
    const password = ensureCluster(place, { sync });
    const running = await adopt(place);
    const server = running ?? (await launch(place, settings, port));
    writeState(place.home, { ...readState(place.home), password, port: server.port });
    return {
      ...server,
      adopted: running !== undefined,
      home: place.home,
      url: (database) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${server.port}/${database}`,
      stop: () => stopServer(place),
    };
  } finally {
    lock.release();
  }
}

function freeLock(file) {
  const lock = takeLock(file);
  return lock.release ? lock : undefined;
}

async function adopt(place) {
  if (!runningServer(place.dataDir)) return undefined;
  const settled = await until(
    () => {
      const server = runningServer(place.dataDir);
      return server ? server.ready && { server } : { server: undefined };
    },
    { timeoutMs: START_TIMEOUT_MS },
  );
  return settled?.server;
}

async function launch(place, settings, firstPort) {
  let port = readState(place.home).port ?? firstPort;
  for (let attempt = 1; ; attempt++) {
    port = await freePort(port);
    const log = join(place.home, "server.log");
    const child = spawnServer(place, log, { ...settings, port: String(port) });
    let ended = false;
    child.once("error", () => {
      ended = true;
    });
    child.once("exit", () => {
      ended = true;
    });
    const started = await until(() => ended || readyAt(place.dataDir, child.pid), { timeoutMs: START_TIMEOUT_MS });
    child.unref();
    const server = runningServer(place.dataDir);
    if (started && !ended && server) return server;
    const said = readFileSync(log, "utf8").trim().split("\n").slice(-8).join("\n");
    const portTaken = /could not bind|Address already in use/.test(said);
    // What died with a killed postmaster holds its shared memory a moment longer.
    const dying = /pre-existing shared memory block/.test(said);
    if (attempt < PORT_ATTEMPTS && (portTaken || dying)) {
      if (dying) await until(() => false, { timeoutMs: 500 });
      continue;
    }
    throw (
      explainOutput(said) ??
      new Failure(`PostgreSQL did not start. Its log, ${log}, ends:\n${said}`, "Fix what it names.")
    );
  }
}

function readyAt(dataDir, pid) {
  const server = runningServer(dataDir);
  return server?.ready && (process.platform === "win32" || server.pid === pid);
}

// A session of its own: Ctrl-C in the terminal reaches the app, which drains and then stops the database.
function spawnServer(place, log, settings) {
  const options = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...settings };
  const flags = Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const output = openSync(log, "w", 0o600);
  try {
    if (process.platform === "win32") return spawnOnWindows(place, flags, output);
    return spawn(program(place.binaries, "postgres"), ["-D", place.dataDir, ...flags], {
      ...place.identity,
      cwd: place.dataDir,
      env: QUIET_ENV,
      detached: true,
      stdio: ["ignore", output, output],
    });
  } finally {
    closeSync(output);
  }
}

// An administrator's PostgreSQL refuses to run there too; pg_ctl gives up those rights first.
function spawnOnWindows(place, flags, output) {
  const words = flags.map((flag) => (flag.endsWith("=") ? `${flag}''` : flag)).join(" ");
  return spawn(program(place.binaries, "pg_ctl"), ["start", "-W", "-D", place.dataDir, "-o", words], {
    env: QUIET_ENV,
    detached: true,
    stdio: ["ignore", output, output],
    windowsHide: true,
  });
}

/** Stops what runs on the cluster below `folder`, if anything does. Returns where that cluster is. */
export async function stopPostgres(folder) {
  const place = preparePlace(folder);
  await stopServer(place);
  return place.home;
}

async function stopServer(place) {
  const server = runningServer(place.dataDir);
  if (!server) return;
  const gone = () => runningServer(place.dataDir)?.pid !== server.pid;
  if (process.platform === "win32") {
    spawnSync(program(place.binaries, "pg_ctl"), ["stop", "-m", "fast", "-D", place.dataDir], { env: QUIET_ENV });
  } else {
    process.kill(server.pid, "SIGINT");
  }
  if (await until(gone, { timeoutMs: STOP_TIMEOUT_MS })) return;
  process.kill(server.pid, "SIGQUIT");
  await until(gone, { timeoutMs: STOP_TIMEOUT_MS });
}

/** A free TCP port on 127.0.0.1: the wished one when it is free. */
export async function freePort(wished) {
  return (await tryPort(wished)) ?? (await tryPort(0));
}

function tryPort(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(undefined));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const { port: bound } = probe.address();
      probe.close(() => resolve(bound));
    });
  });
}
