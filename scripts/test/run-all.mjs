import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp, generateClient, installPackages } from "../start/prepare.mjs";
import { step } from "../start/steps.mjs";
import { checkFloors, checkLint, checkMigration, checkTypes } from "./checks.mjs";
import { provideChromium } from "./chromium.mjs";
import { runBrowserTests, runProof, runUnitTests } from "./suites.mjs";

/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * `npm test`: everything, in the order in which it fails soonest. One part's failure does not hide the next part's.
 * Ends with the line "N passed, N failed" over all of it; the exit code is 1 unless nothing failed.
 */
export async function runAllTests() {
  const folder = mkdtempSync(join(tmpdir(), "atelyaos-test-"));
  const total = { passed: 0, failed: 0 };
  const count = ({ passed, failed }) => {
    total.passed += passed;
    total.failed += failed;
  };
  console.log("\nAtelyaOS Webhooks: all tests\n");
  try {
    await step("Packages", installPackages);
    await step("Database client", generateClient);
    for (const [name, check] of [
      ["Lint", checkLint],
      ["Types", checkTypes],
      ["Floors", checkFloors],
      ["Migration matches schema", checkMigration],
    ]) {
      count(await oneCheck(name, check));
    }
    count(await suite("Unit and integration tests", () => runUnitTests(folder)));
    const build = await oneCheck("Build", buildApp);
    count(build);
    if (build.passed) {
      count(await suite("Browser tests", async () => runBrowserTests(folder, await provideChromium())));
      count(await suite("Proof under load", () => runProof(folder)));
    }
  } catch (error) {
    if (!error.isShown) console.error(error);
    total.failed += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
}

async function oneCheck(name, check) {
  try {
    await step(name, check);
    return { passed: 1, failed: 0 };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

async function suite(name, run) {
  const started = performance.now();
  console.log(`  … ${name}`);
  try {
    const tally = await run();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`  ${tally.failed ? "✗" : "✓"} ${name}: ${tally.passed} passed, ${tally.failed} failed (${seconds} s)`);
    return tally;
  } catch (error) {
    console.log(`  ✗ ${name}: ${error.message}`);
    if (error.remedy) console.error(`    ${error.remedy}`);
    return { passed: 0, failed: 1 };
  }
}
