import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { requireNode } from "./node-version.mjs";
import { buildApp, generateClient, installPackages } from "./start/prepare.mjs";
import { step } from "./start/steps.mjs";

// On a fresh clone as well, whose packages come first: what is imported from here on needs them.
requireNode();
await step("Packages", installPackages);
await step("Database client", generateClient);
const { ensureDatabase, migrate } = await import("./migrate.mjs");
const { freePort, startPostgres } = await import("./postgres/server.mjs");
const { serve } = await import("./start/serve.mjs");

const root = fileURLToPath(new URL("..", import.meta.url));
const parts = { outbound, publishing, inbound };
// `npm run bench -- inbound` for one of them.
const [only] = process.argv.slice(2);
if (only && !parts[only])
  throw new Error(`There is no such part: ${only}. There are ${Object.keys(parts).join(" and ")}.`);

// A PostgreSQL of its own as `npm start` has it, fsync and all: a benchmark on softer settings would flatter.
const folder = mkdtempSync(join(tmpdir(), "atelyaos-bench-"));
const postgres = await startPostgres({ folder, port: 0 });
let child;
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child?.kill("SIGTERM"));
try {
  for (const [name, measure] of Object.entries(parts)) {
    if (only && only !== name) continue;
    const code = await measure(await settingsFor(name));
    if (code !== 0) process.exitCode = code ?? 1;
  }
} finally {
  await postgres.stop();
  rmSync(postgres.home, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

/** Publish to sink, in one process from the sources. */
async function outbound(settings) {
  return run("bench/run.ts", { ...settings, BENCH_POSTGRES_PID: String(postgres.pid) });
}

/** POST /api/v1/events at the built app, with more and more that hear of each event. */
function publishing(settings) {
  return overHttp("bench/publishing.ts", settings);
}

/** A provider's messages at the built app. */
function inbound(settings) {
  const WHATSAPP_APP_SECRET = randomBytes(16).toString("hex");
  const WHATSAPP_VERIFY_TOKEN = randomBytes(16).toString("hex");
  return overHttp("bench/inbound.ts", { ...settings, WHATSAPP_APP_SECRET, WHATSAPP_VERIFY_TOKEN });
}

async function overHttp(file, settings) {
  await step("Build", buildApp);
  const host = "127.0.0.1";
  const port = await freePort(0);
  const env = {
    ...settings,
    APP_URL: `http://${host}:${port}`,
    HOST: host,
    PORT: String(port),
  };
  const server = await serve({ host, port, isDev: false, env });
  try {
    const pids = { BENCH_POSTGRES_PID: String(postgres.pid), BENCH_SERVER_PID: String(server.pid) };
    return await run(file, { ...env, ...pids });
  } finally {
    await server.stop();
  }
}

async function run(file, env) {
  child = spawn(process.execPath, ["--import", "tsx", ...process.execArgv, file], {
    cwd: root,
    stdio: "inherit",
    env: { ...withoutInngest(process.env), ...env, NODE_ENV: "production" },
  });
  const [code] = await once(child, "exit");
  return code;
}

async function settingsFor(name) {
  const url = postgres.url(name);
  await ensureDatabase(url);
  await migrate({ url, folder: join(root, "prisma/migrations") });
  return {
    LOG_LEVEL: "warn",
    DATABASE_URL: url,
    APP_SECRET: randomBytes(32).toString("base64url"),
    APP_URL: "http://localhost:3000",
  };
}

// The embedded engine is what is measured, whatever this shell is set up for.
function withoutInngest(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("INNGEST_")));
}
