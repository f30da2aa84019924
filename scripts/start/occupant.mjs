import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Failure } from "../failure.mjs";
import { takeLock } from "../lock.mjs";
import { inspectProcess, until } from "../processes.mjs";
import { ROOT } from "./paths.mjs";

const DRAIN_MS = 50_000;
const KILLED_MS = 5_000;

/**
 * Makes the data folder this process's own for as long as it runs, and ends an app server that a killed start left
 * behind. Throws a Failure while another start runs on it.
 * @param {string} dataDir
 * @returns {Promise<{ note: string | undefined, release: () => void, rememberServer: (pid: number) => void }>}
 */
export async function occupy(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  const lock = takeLock(join(dataDir, "start.lock"));
  if (!lock.release) {
    throw new Failure(
      `AtelyaOS Webhooks runs from this folder already (process ${lock.holder})`,
      `Use that one, or stop it first: kill ${lock.holder}`,
    );
  }
  const file = join(dataDir, "server.pid");
  const orphan = orphanOf(file);
  if (orphan) await end(orphan);
  return {
    note: orphan ? "ended what a killed start had left running" : undefined,
    release: () => {
      rmSync(file, { force: true });
      lock.release();
    },
    rememberServer: (pid) => writeFileSync(file, String(pid)),
  };
}

function orphanOf(file) {
  let pid;
  try {
    pid = Number(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
  const found = inspectProcess(pid);
  const isOurs = found && /node|next|main/i.test(found.command ?? "node") && [ROOT, undefined].includes(found.folder);
  return isOurs ? pid : undefined;
}

// It saw its parent go and is finishing what it had begun; it gets the time for that.
async function end(pid) {
  const gone = () => !inspectProcess(pid);
  signal(pid, "SIGTERM");
  if (await until(gone, { timeoutMs: DRAIN_MS })) return;
  signal(pid, "SIGKILL");
  await until(gone, { timeoutMs: KILLED_MS });
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It went by itself.
  }
}

/**
 * Throws a Failure unless the address can be listened on.
 * @param {{ host: string, port: number }} address
 */
export async function requireFreePort({ host, port }) {
  const error = await new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", resolve);
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
  if (!error) return;
  const other = port < 65_535 ? port + 1 : port - 1;
  if (error.code === "EADDRINUSE") {
    throw new Failure(
      `port ${port} of ${host} is taken by another program`,
      `Stop that program, or choose another port: PORT=${other} npm start`,
    );
  }
  if (error.code === "EACCES") {
    throw new Failure(`this user may not listen on port ${port}`, "Choose a port above 1023: PORT=3000 npm start");
  }
  throw new Failure(`${host} is no address of this machine (${error.code})`, "Set HOST to 127.0.0.1 or 0.0.0.0.");
}
