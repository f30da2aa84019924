import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { ensureDatabase } from "../migrate.mjs";
import { serveRpc } from "./rpc.mjs";

// PostgreSQL's and Node's codes for what went wrong, by Prisma's.
const CODES = { "3D000": "P1003", "28P01": "P1000", 28000: "P1010", ECONNREFUSED: "P1001", ENOTFOUND: "P1001" };

/**
 * The native schema engine's command line: `--version`, `cli can-connect-to-database | create-database`, else
 * JSON-RPC over standard input and output. Returns the exit code.
 * @param {string[]} args
 */
export async function runCli(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      version: { type: "boolean" },
      datasource: { type: "string" },
      datamodels: { type: "string", multiple: true },
      "enabled-preview-features": { type: "string" },
      "extension-types": { type: "string" },
    },
  });
  if (values.version) return printVersion();
  const url = values.datasource ? JSON.parse(values.datasource).url : undefined;
  if (positionals[0] === "cli") return runCommand(positionals[1], url);
  return serveRpc({ url, schemaFiles: values.datamodels ?? [] });
}

function printVersion() {
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const { version } = JSON.parse(readFileSync(join(dirname(entry), "package.json"), "utf8"));
  console.log(`schema-engine-cli ${version.split(".").at(-1)}`);
  return 0;
}

const COMMANDS = { "can-connect-to-database": connect, "create-database": ensureDatabase };

async function runCommand(name, url) {
  // Prisma skips the first line of standard error and reads the rest as JSON.
  console.error(JSON.stringify({ level: "INFO", fields: { message: `Starting ${name}` } }));
  try {
    const command = COMMANDS[name];
    if (!command) throw new Error(`${name} is not implemented`);
    await command(url);
    return 0;
  } catch (error) {
    const fields = { message: error.message || error.code, error_code: CODES[error.code] ?? "P1011", is_panic: false };
    console.error(JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields }));
    return 1;
  }
}

async function connect(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.end();
}
