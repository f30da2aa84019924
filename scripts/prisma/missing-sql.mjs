import { join } from "node:path";
import { ensureDatabase, migrate } from "../migrate.mjs";
import { startThrowawayPostgres } from "../postgres/throwaway.mjs";
import { readSchema } from "./schema-files.mjs";
import { openEngine } from "./wasm-engine.mjs";

export const MIGRATIONS = join(import.meta.dirname, "../../prisma/migrations");

const NO_FILTER = { externalTables: [], externalEnums: [] };

/** The SQL between what prisma/migrations makes and what prisma/schema describes; undefined when they agree. */
export async function missingSql() {
  const postgres = await startThrowawayPostgres();
  try {
    const url = postgres.url("check");
    await ensureDatabase(url);
    await migrate({ url, folder: MIGRATIONS });
    const engine = await openEngine({ url });
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files: readSchema(), configDir: process.cwd() },
      to: { tag: "schemaDatamodel", files: readSchema() },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    return stdout.includes("This is an empty migration") ? undefined : stdout;
  } finally {
    await postgres.stop();
  }
}
