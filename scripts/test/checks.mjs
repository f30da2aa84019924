import { inProject } from "../start/paths.mjs";
import { run, runNode } from "../start/run-tool.mjs";

const bin = (name) => inProject("node_modules/.bin", process.platform === "win32" ? `${name}.cmd` : name);

/** Biome: format, imports and lint rules. */
export async function checkLint() {
  await run(bin("biome"), ["check", "--error-on-warnings", "."], {
    remedy: "npx biome check --write . fixes most of it.",
    shell: process.platform === "win32",
  });
}

/** TypeScript, after Next has written the types of the routes. */
export async function checkTypes() {
  await runNode(inProject("node_modules/next/dist/bin/next"), ["typegen"]);
  await run(bin("tsc"), ["--noEmit"], { shell: process.platform === "win32" });
}

/** Every import against the floors of ARCHITECTURE.md, and no folders that import each other. */
export async function checkFloors() {
  await runNode(inProject("scripts/floors/check.mjs"), []);
}

/** The migrations make exactly the tables of prisma/schema. */
export async function checkMigration() {
  await runNode(inProject("scripts/prisma/check-migration.mjs"), [], {
    remedy: "Make a migration: npm run db:migration -- what_it_adds",
  });
}
