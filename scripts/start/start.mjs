import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { migrateDatabase, openDatabase } from "./database.mjs";
import { occupy, requireFreePort } from "./occupant.mjs";
import { inProject } from "./paths.mjs";
import { buildApp, generateClient, installPackages } from "./prepare.mjs";
import { appSecret } from "./secret.mjs";
import { serve } from "./serve.mjs";
import { readSettings } from "./settings.mjs";
import { step } from "./steps.mjs";
import { stopOnSignals } from "./stopping.mjs";
import { welcome } from "./welcome.mjs";

/**
 * `npm start` and `npm run dev`: from a fresh clone to a served app. Returns when the app has stopped.
 * @param {string[]} args --dev for hot reload; --data <folder> instead of .data
 */
export async function start(args) {
  const values = readArgs(args);
  if (!values) return;
  const dataDir = values.data ? resolve(values.data) : inProject(".data");
  const stopping = stopOnSignals();
  console.log(`\nAtelyaOS Webhooks${values.dev ? " (development)" : ""}\n`);
  try {
    const server = await prepareAndServe({ dataDir, isDev: values.dev === true, stopping });
    const reason = await server.ended;
    if (stopping.isAsked()) return;
    console.error(`\n  ✗ The server ${reason}. Start again: nothing that was published is lost.`);
    process.exitCode = 1;
  } catch (error) {
    if (stopping.isAsked()) return;
    if (!error.isShown) console.error(error);
    process.exitCode = 1;
  } finally {
    await stopping.undo();
  }
}

function readArgs(args) {
  try {
    return parseArgs({ args, options: { dev: { type: "boolean" }, data: { type: "string" } } }).values;
  } catch (error) {
    console.error(`${error.message}\nOptions: --dev (hot reload), --data <folder> (instead of .data)`);
    process.exitCode = 2;
    return undefined;
  }
}

async function prepareAndServe({ dataDir, isDev, stopping }) {
  const settings = await step("Settings", () => ({ value: readSettings() }));
  const place = await step("Folder and port", async () => {
    const occupied = await occupy(dataDir);
    stopping.later(occupied.release);
    await requireFreePort(settings);
    return { note: occupied.note, value: occupied };
  });
  await stopping.unlessAsked(() => step("Packages", installPackages, "one to three minutes the first time"));
  await stopping.unlessAsked(() => step("Database client", generateClient));
  if (!isDev) await stopping.unlessAsked(() => step("Build", buildApp, "up to a minute when something changed"));
  const secret = await step("Secret", () => ({ value: appSecret(dataDir) }));
  const database = await stopping.unlessAsked(() =>
    step("Database", async () => {
      const opened = await openDatabase(dataDir);
      return { note: opened.note, value: opened };
    }),
  );
  stopping.later(database.stop);
  await stopping.unlessAsked(() => step("Tables", () => migrateDatabase(database.url)));
  const env = { DATABASE_URL: database.url, APP_SECRET: secret, APP_URL: settings.appUrl, HOST: settings.host };
  const server = await stopping.unlessAsked(() =>
    step("Server", async () => {
      const onSpawn = ({ pid, stop }) => {
        place.rememberServer(pid);
        stopping.later(stop);
      };
      const started = await serve({ ...settings, isDev, onSpawn, env: { ...env, PORT: String(settings.port) } });
      return { note: "ready", value: started };
    }),
  );
  welcome(settings);
  return server;
}
