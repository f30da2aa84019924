import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { ensureDatabase } from "../migrate.mjs";
import { openEngine, panic } from "./wasm-engine.mjs";

const ERROR_IN_ENGINE = 4466;

/**
 * Serves the engine's methods as JSON-RPC, a message a line, until standard input ends. Returns the exit code.
 * @param {{ url: string | undefined, schemaFiles: string[] }} options
 */
export async function serveRpc({ url, schemaFiles }) {
  const schemas = schemaFiles.map((path) => [resolve(path), readFileSync(path, "utf8")]);
  const files = schemas.map(([path, content]) => ({ path, content }));
  let opening;
  const engine = () => {
    opening ??= openEngine({ url: url ?? "postgresql://127.0.0.1/postgres", schemas });
    return opening;
  };
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === "") continue;
    const { id, method, params } = JSON.parse(line);
    // The answer to a print, which asks for nothing more.
    if (!method) continue;
    try {
      send({ id, result: (await call(engine, { method, params }, { url, files })) ?? null });
    } catch (error) {
      send({ id, error: describe(error) });
    }
  }
  return 0;
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

async function call(engine, { method, params }, { url, files }) {
  if (method === "createDatabase") return createDatabase(params.datasource.url ?? url);
  const opened = await engine();
  if (method === "getDatabaseVersion") return opened.version(params);
  if (method === "diff") return diff(opened, params, files);
  if (typeof opened[method] !== "function") throw new Error(`The schema engine has no method ${method}.`);
  return opened[method](params);
}

async function createDatabase(url) {
  await ensureDatabase(url);
  return { databaseName: decodeURIComponent(new URL(url).pathname.slice(1)) };
}

// The native engine has the diff printed by its client and returns the exit code alone.
async function diff(engine, params, files) {
  // The WebAssembly engine has one connection, the adapter's, which a "datasource" stands for.
  const byAdapter = (target) =>
    target.tag === "url" ? { tag: "schemaDatasource", files, configDir: process.cwd() } : target;
  const { exitCode, stdout } = await engine.diff({ ...params, from: byAdapter(params.from), to: byAdapter(params.to) });
  if (stdout !== null) send({ id: 1_000_000, method: "print", params: { content: stdout } });
  return { exitCode, stdout: null };
}

function describe(error) {
  const isPanic = panic.message !== "";
  const message = isPanic ? panic.message : (error.message ?? String(error));
  const data = { is_panic: isPanic, message, meta: error.meta ?? null, error_code: error.code ?? null };
  return { code: ERROR_IN_ENGINE, message: "An error happened. Check the data field for details.", data };
}
