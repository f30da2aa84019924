import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { requireNode } from "./node-version.mjs";
import { generateClient, installPackages } from "./start/prepare.mjs";
import { step } from "./start/steps.mjs";

// On a fresh clone as well, whose packages come first: what is imported from here on needs them.
requireNode();
await step("Packages", installPackages);
await step("Database client", generateClient);
const { ensureDatabase, migrate } = await import("./migrate.mjs");
const { startPostgres } = await import("./postgres/server.mjs");

// A PostgreSQL of its own as `npm start` has it, fsync and all: a benchmark on softer settings would flatter.
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "atelyaos-bench-"));
const server = await startPostgres({ folder, port: 0 });
let child;
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child?.kill("SIGTERM"));
try {
  const url = server.url("bench");
  await ensureDatabase(url);
  await migrate({ url, folder: join(root, "prisma/migrations") });
  child = spawn(process.execPath, ["--import", "tsx", ...process.execArgv, "bench/run.ts"], {
    cwd: root,
    stdio: "inherit",
    env: {
      ...withoutInngest(process.env),
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      DATABASE_URL: url,
      APP_SECRET: randomBytes(32).toString("base64url"),
      APP_URL: "http://localhost:3000",
      BENCH_POSTGRES_PID: String(server.pid),
    },
  });
  const [code] = await once(child, "exit");
  process.exitCode = code ?? 1;
} finally {
  await server.stop();
  rmSync(server.home, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

// The embedded engine is what is measured, whatever this shell is set up for.
function withoutInngest(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("INNGEST_")));
}
