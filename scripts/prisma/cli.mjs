import { createRequire } from "node:module";

/** The native engine's command line. Returns the exit code. */
export async function runCli(args) {
  if (args.includes("--version")) {
    const { version } = createRequire(import.meta.url)("@prisma/schema-engine-wasm/package.json");
    console.log(`schema-engine-cli ${version.split(".").at(-1)}`);
    return 0;
  }
  return 1;
}
