import { defineConfig } from "@playwright/test";
import tests from "../playwright.config";

/** The pictures, taken one after the other so that all of them show the same organization. */
export default defineConfig(tests, {
  testDir: ".",
  testMatch: "pictures.ts",
  globalSetup: "./global-setup.ts",
  outputDir: "../test-results/pictures",
  workers: 1,
  fullyParallel: false,
});
