import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["{lib,inngest,app,components}/**/*.test.{ts,tsx}", "scripts/**/*.test.mjs"],
    globalSetup: ["scripts/vitest/global-setup.mjs"],
    setupFiles: ["lib/testing/setup.ts"],
    env: { NODE_ENV: "test", TZ: "UTC" },
    pool: "forks",
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
