import { join } from "node:path";
import { Failure } from "../failure.mjs";
import { runningServer } from "../postgres/postmaster.mjs";
import { startPostgres } from "../postgres/server.mjs";
import { inProject } from "./paths.mjs";

const DATABASE = "atelya";
const WATCH_MS = 2_000;

const REMEDIES = {
  ECONNREFUSED: "Start that server, or unset DATABASE_URL to use the embedded one.",
  ENOTFOUND: "Check the host name in DATABASE_URL.",
  "28P01": "Check the user and password in DATABASE_URL.",
  28000: "Check the user and its rights in DATABASE_URL.",
  "3D000": "Create the database that DATABASE_URL names.",
  42501: "Give that user the right to create tables in the database.",
};

/**
 * The database to use: DATABASE_URL's, else the embedded one, started below the data folder.
 * @param {string} dataDir
 * @returns {Promise<{ url: string, note: string, stop: () => Promise<void> }>}
 */
export async function openDatabase(dataDir) {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, note: "by DATABASE_URL", stop: async () => {} };
  const folder = join(dataDir, "postgres");
  const server = await startPostgres({ folder });
  const { ensureDatabase } = await import("../migrate.mjs");
  await ensureDatabase(server.url(DATABASE));
  const place = server.home === folder ? "" : `, data in ${server.home}`;
  const note = `embedded PostgreSQL on port ${server.port}${server.adopted ? ", was still running" : ""}${place}`;
  const watch = watchOver(folder, join(server.home, "data"));
  return {
    url: server.url(DATABASE),
    note,
    stop: async () => {
      await watch.end();
      await server.stop();
    },
  };
}

// A server that dies under the running app is started again, on its port: the app's connections come back by themselves.
function watchOver(folder, dataDir) {
  let checking = Promise.resolve();
  let isFailing = false;
  const timer = setInterval(() => {
    checking = checking.then(async () => {
      if (runningServer(dataDir)) return;
      try {
        await startPostgres({ folder });
        console.error("  ! The embedded PostgreSQL had stopped; it was started again.");
        isFailing = false;
      } catch (error) {
        if (!isFailing) console.error(`  ! The embedded PostgreSQL has stopped: ${error.message}`);
        isFailing = true;
      }
    });
  }, WATCH_MS);
  return {
    end: () => {
      clearInterval(timer);
      return checking;
    },
  };
}

/** Brings the database's tables up to date. Returns a note. */
export async function migrateDatabase(url) {
  const { migrate } = await import("../migrate.mjs");
  try {
    const names = await migrate({ url, folder: inProject("prisma/migrations") });
    return names.length > 0 ? `applied ${names.join(", ")}` : "up to date";
  } catch (error) {
    const remedy = REMEDIES[error.code];
    if (!remedy) throw error;
    throw new Failure(`the database answered: ${error.message || error.code}`, remedy, { cause: error });
  }
}
