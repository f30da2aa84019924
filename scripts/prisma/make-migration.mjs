import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MIGRATIONS, missingSql } from "./missing-sql.mjs";
import { panic } from "./wasm-engine.mjs";

const NUMBER_DIGITS = 4;

// Writes the next migration: npm run db:migration -- add_invoices. Applied ones are never written again.
try {
  const [name = ""] = process.argv.slice(2);
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error("Name it in snake_case: npm run db:migration -- add_invoices");
  const sql = await missingSql();
  if (sql) write(name, sql);
  else console.log("prisma/migrations makes what prisma/schema describes. There is nothing to add.");
} catch (error) {
  console.error(panic.message || error.message || error);
  process.exitCode = 1;
}

function write(name, sql) {
  const last =
    readdirSync(MIGRATIONS)
      .filter((entry) => /^\d/.test(entry))
      .sort()
      .at(-1) ?? "0";
  const folder = `${String(Number.parseInt(last, 10) + 1).padStart(NUMBER_DIGITS, "0")}_${name}`;
  mkdirSync(join(MIGRATIONS, folder));
  writeFileSync(join(MIGRATIONS, folder, "migration.sql"), sql);
  console.log(`Wrote prisma/migrations/${folder}/migration.sql.`);
}
