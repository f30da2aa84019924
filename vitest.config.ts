import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// What stands on the lower floors needs no database, nor does a component; a script's test starts its own.
const WITHOUT_DATABASE = [
  "components/**/*.test.{ts,tsx}",
  "lib/*.test.ts",
  "lib/{events,formats,json,net,secrets,signing,templates}/**/*.test.ts",
  "prove/**/*.test.ts",
  "scripts/{lock,*/**/*}.test.mjs",
];

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    env: { NODE_ENV: "test", TZ: "UTC" },
    pool: "forks",
    // Tests wait for databases, sockets and leases more than they compute.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // A machine that is busy takes its time; nothing waits for these.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: { name: "pure", include: WITHOUT_DATABASE, isolate: false, setupFiles: ["lib/testing/setup-env.ts"] },
      },
      {
        extends: true,
        test: {
          name: "product",
          include: ["{lib,inngest,app}/**/*.test.{ts,tsx}", "scripts/migrate.test.mjs"],
          exclude: WITHOUT_DATABASE,
          globalSetup: ["scripts/vitest/global-setup.mjs"],
          setupFiles: ["lib/testing/setup-env.ts", "lib/testing/setup.ts"],
        },
      },
    ],
  },
});
