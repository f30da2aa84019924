import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import { migrationAdapter } from "./adapter.mjs";

/** The message of the last panic: without this registry a panic is an unrelated TypeError. */
export const panic = { message: "" };
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message: (message) => {
    panic.message = message;
  },
};

/** Prisma's schema engine as WebAssembly, from its npm package. */
export const { SchemaEngine } = loadEngine();

function loadEngine() {
  const require = createRequire(import.meta.url);
  const file = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/\.js$/, ".wasm");
  const module = new WebAssembly.Module(readFileSync(file));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

/**
 * An engine over a database. Connections open when a command needs one.
 * @param {{ url: string, schemas?: [path: string, content: string][] }} options
 */
export function openEngine({ url, schemas }) {
  return SchemaEngine.new(
    { datamodels: schemas?.length ? schemas : undefined },
    () => undefined,
    migrationAdapter(url),
  );
}
