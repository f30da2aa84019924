import { fork } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { Failure } from "../failure.mjs";
import { until } from "../processes.mjs";
import { inProject, ROOT } from "./paths.mjs";
import { QUIET } from "./run-tool.mjs";

const READY_MS = 120_000;
const DRAIN_MS = 50_000;
const OUTPUT_LINES = 40;

/**
 * @typedef {object} Server
 * @property {number} pid
 * @property {Promise<string>} ended why, in words
 * @property {() => Promise<void>} stop lets it finish what it began
 */

/**
 * Starts the Next server as a child that ends when this process does, and waits until it answers that it is well.
 * @param {object} options
 * @param {string} options.host
 * @param {number} options.port
 * @param {boolean} options.isDev
 * @param {Record<string, string>} options.env
 * @param {(server: Server) => void} [options.onSpawn] told at once, before the server is ready
 * @returns {Promise<Server>}
 */
export async function serve({ host, port, isDev, env, onSpawn }) {
  const [file, args] = isDev
    ? [inProject("node_modules/next/dist/bin/next"), ["dev", "-H", host, "-p", `${port}`]]
    : [inProject("scripts/start/server.mjs"), [host, `${port}`]];
  const child = fork(file, args, {
    cwd: ROOT,
    execArgv: ["--import", new URL("./end-with-parent.mjs", import.meta.url).href],
    // Name look-ups and password hashes share these threads; Node alone would start four.
    env: {
      UV_THREADPOOL_SIZE: "16",
      ...process.env,
      NODE_ENV: isDev ? undefined : "production",
      ...QUIET,
      ...env,
      NEXT_MANUAL_SIG_HANDLE: "true",
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const output = [];
  let isReady = false;
  const take = (stream) => (line) => {
    if (!isDev && isNoise(line)) return;
    if (isReady || isDev) stream.write(`${line}\n`);
    else output.push(line);
  };
  createInterface({ input: child.stdout }).on("line", take(process.stdout));
  createInterface({ input: child.stderr }).on("line", take(process.stderr));
  let hasEnded = false;
  const ended = new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      hasEnded = true;
      resolve(signal ? `stopped by ${signal}` : `ended with code ${code}`);
    });
  });
  const server = { pid: child.pid, ended, stop: () => stop(child, ended) };
  onSpawn?.(server);
  let lastAnswer = "no answer";
  await until(
    async () => {
      if (hasEnded) return true;
      lastAnswer = await askHealth(host, port);
      isReady = lastAnswer === "ok";
      return isReady;
    },
    { timeoutMs: READY_MS, intervalMs: 100 },
  );
  if (!isReady) {
    await stop(child, ended);
    throw new Failure(
      `the server ${hasEnded ? await ended : `is not well: ${lastAnswer}`}\n${output.slice(-OUTPUT_LINES).join("\n")}`,
      "Fix what it names.",
    );
  }
  for (const line of output) console.log(line);
  return server;
}

// What Next prints at every start says nothing; what the app logs does.
function isNoise(line) {
  const text = stripVTControlCharacters(line).trim();
  return text === "" || /▲ Next\.js|- (Local|Network):|✓ (Starting|Ready|Running next\.config)/.test(text);
}

async function askHealth(host, port) {
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  try {
    const response = await fetch(`http://${name}:${port}/api/health`, { signal: AbortSignal.timeout(60_000) });
    if (response.ok) return "ok";
    return `${response.status} ${(await response.text()).slice(0, 500)}`;
  } catch (error) {
    return error.cause?.code ?? error.message;
  }
}

async function stop(child, ended) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const isGone = await Promise.race([ended.then(() => true), delay(DRAIN_MS, false, { ref: false })]);
  if (isGone) return;
  child.kill("SIGKILL");
  await ended;
}
