import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

// A mutant lives in the process of its test: tests whose engines are processes of their own would never meet it.
const PROCESSES = ["inngest/engine/{processes,frozen,clocks}.test.ts"];

// A mutant is done with at the first test that fails. These look at one file's work alone, and are quick to say no.
const CLOSE =
  /\/(queue-\w+|lock-order|instances|leases|lane|wake-up|rounds|schedule|send-request|support|backoff|opcodes)\.test/;

class CloseFirst extends BaseSequencer {
  async sort(files) {
    return [...files].sort((a, b) => rank(a.moduleId) - rank(b.moduleId) || a.moduleId.localeCompare(b.moduleId));
  }
}

function rank(file) {
  return CLOSE.test(file) ? 0 : 1;
}

export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    env: { NODE_ENV: "test", TZ: "UTC" },
    include: ["inngest/engine/**/*.test.ts", "lib/deliveries/**/*.test.ts"],
    exclude: PROCESSES,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 5_000 } },
    sequence: { sequencer: CloseFirst },
    globalSetup: ["scripts/mutants/global-setup.mjs"],
    setupFiles: ["lib/testing/setup-env.ts", "lib/testing/setup.ts"],
  },
});
