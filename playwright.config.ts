import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./scripts/browser.mjs";

// Undefined: Playwright's own download.
const executablePath = findChromium();
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  // The app under test, its database and the browser share two cores on a small machine.
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    screenshot: "only-on-failure",
    // Recording costs a fifth of the run, and nobody looks at a trace that stays on CI's machine.
    trace: process.env.CI ? "off" : "retain-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Chromium's sandbox refuses to run as root; containers give their processes little shared memory.
      args: isRoot ? ["--no-sandbox", "--disable-dev-shm-usage"] : [],
    },
  },
});
