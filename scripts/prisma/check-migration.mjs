import { missingSql } from "./missing-sql.mjs";
import { panic } from "./wasm-engine.mjs";

// Fails with the SQL that is missing unless prisma/migrations makes exactly what prisma/schema describes.
try {
  const sql = await missingSql();
  if (sql) {
    console.error(`The migrations differ from prisma/schema by:\n${sql}`);
    process.exitCode = 1;
  }
} catch (error) {
  console.error(panic.message || error.message);
  process.exitCode = 1;
}
