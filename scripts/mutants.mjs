import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureDatabase, migrate } from "./migrate.mjs";
import { startThrowawayPostgres } from "./postgres/throwaway.mjs";
import { inProject } from "./start/paths.mjs";
import { runNode, runNpm } from "./start/run-tool.mjs";

// Changes the code of the delivery core a thousandfold, one small fault at a time, and says which faults no test notices:
// npm run mutants, or npm run mutants -- --mutate inngest/engine/queue-write.ts --testFiles 'inngest/engine/*.test.ts'
// It takes hours for all of them, and is no part of npm test.

const TEMPLATE = "template_app";
const folder = inProject("scripts/mutants");
const stryker = join(folder, "node_modules/@stryker-mutator/core/bin/stryker.js");

if (!existsSync(stryker)) await runNpm(["ci", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error"]);

// One for all: Stryker kills a test runner whose test hangs, and a server of its own would be left behind.
const postgres = await startThrowawayPostgres();
try {
  const url = postgres.url(TEMPLATE);
  await ensureDatabase(url);
  await migrate({ url, folder: inProject("prisma/migrations") });
  await runNode(stryker, ["run", join(folder, "stryker.config.mjs"), ...process.argv.slice(2)], {
    env: { MUTANTS_TEMPLATE_URL: url, TEST_WAIT_MS: "5000" },
    onOutput: (text) => process.stdout.write(text),
  });
} finally {
  await postgres.stop();
}
