import { randomBytes } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { ensureDatabase, migrate } from "../scripts/migrate.mjs";
import { freePort } from "../scripts/postgres/server.mjs";
import { startThrowawayPostgres } from "../scripts/postgres/throwaway.mjs";
import { buildApp, generateClient } from "../scripts/start/prepare.mjs";
import { serve } from "../scripts/start/serve.mjs";

const TEMPLATE = "e2e_template";
const HOST = "127.0.0.1";
const root = join(import.meta.dirname, "..");

/** Builds the app unless the build is of these sources, and starts the run's PostgreSQL with a migrated, empty template database for `startApp` to copy. */
export async function prepare() {
  await generateClient();
  await buildApp();
  const server = await startThrowawayPostgres();
  const templateUrl = server.url(TEMPLATE);
  await ensureDatabase(templateUrl);
  await migrate({ url: templateUrl, folder: join(root, "prisma/migrations") });
  return { templateUrl, stop: server.stop };
}

/** Serves the built app as `npm start` does, on a fresh database and a free port. `env` adds settings. */
export async function startApp({ templateUrl, env = {} }) {
  const databaseUrl = await copyDatabase(templateUrl);
  const port = await freePort(0);
  const url = `http://localhost:${port}`;
  const settings = {
    DATABASE_URL: databaseUrl,
    APP_SECRET: randomBytes(32).toString("base64url"),
    APP_URL: url,
    HOST,
    PORT: `${port}`,
    LOG_LEVEL: "error",
    ...env,
  };
  const start = () => serve({ host: HOST, port, isDev: false, env: settings });
  let server = await start();
  return {
    url,
    settings,
    stop: () => server.stop(),
    // As a power cut would: no drain, no last words.
    kill: async () => {
      process.kill(server.pid, "SIGKILL");
      await server.ended;
    },
    restart: async () => {
      server = await start();
    },
  };
}

async function copyDatabase(templateUrl) {
  const name = `e2e_${randomBytes(6).toString("hex")}`;
  const maintenance = new URL(templateUrl);
  maintenance.pathname = "/postgres";
  const client = new pg.Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  } finally {
    await client.end();
  }
  const copy = new URL(templateUrl);
  copy.pathname = `/${name}`;
  return copy.href;
}
