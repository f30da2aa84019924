import { join } from "node:path";
import { ensureDatabase, migrate } from "../migrate.mjs";
import { startThrowawayPostgres } from "../postgres/throwaway.mjs";
import { readSchema } from "./schema-files.mjs";
import { openEngine, panic } from "./wasm-engine.mjs";

const NO_FILTER = { externalTables: [], externalEnums: [] };

// Fails with the SQL that is missing unless prisma/migrations makes exactly what prisma/schema describes.
const postgres = await startThrowawayPostgres();
try {
  const url = postgres.url("check");
  await ensureDatabase(url);
  await migrate({ url, folder: join(import.meta.dirname, "../../prisma/migrations") });
  const engine = await openEngine({ url });
  const { stdout } = await engine.diff({
    from: { tag: "schemaDatasource", files: readSchema(), configDir: process.cwd() },
    to: { tag: "schemaDatamodel", files: readSchema() },
    script: true,
    exitCode: null,
    filters: NO_FILTER,
  });
  if (!stdout.includes("This is an empty migration")) {
    console.error(`The migrations differ from prisma/schema by:\n${stdout}`);
    process.exitCode = 1;
  }
} catch (error) {
  console.error(panic.message || error.message);
  process.exitCode = 1;
} finally {
  await postgres.stop();
}
