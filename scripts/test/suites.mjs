import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inProject } from "../start/paths.mjs";
import { runNode } from "../start/run-tool.mjs";

const show = (text) => process.stdout.write(text);

/**
 * Vitest: unit and integration tests on a PostgreSQL of the run's own.
 * @param {string} folder for its report
 * @returns {Promise<import("./run-all.mjs").Tally>}
 */
export async function runUnitTests(folder) {
  const report = join(folder, "vitest.json");
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const hasSucceeded = await succeeds(inProject("node_modules/vitest/vitest.mjs"), args, {});
  const { numPassedTests = 0, numFailedTests = 0, numFailedTestSuites = 0 } = read(report);
  return tally(numPassedTests, numFailedTests || numFailedTestSuites, hasSucceeded);
}

/**
 * Playwright: the built app in a real Chromium.
 * @param {string} folder for its report
 * @param {string | undefined} chromium its path; Playwright's own when undefined
 * @returns {Promise<import("./run-all.mjs").Tally>}
 */
export async function runBrowserTests(folder, chromium) {
  const report = join(folder, "playwright.json");
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...(chromium ? { CHROMIUM_PATH: chromium } : {}) };
  const cli = inProject("node_modules/@playwright/test/cli.js");
  const hasSucceeded = await succeeds(cli, ["test", "--reporter=list,json"], env);
  const { expected = 0, flaky = 0, unexpected = 0 } = read(report).stats ?? {};
  return tally(expected + flaky, unexpected, hasSucceeded);
}

/**
 * The short form of `npm run prove`: the built app under load while it is hurt. Each cell counts as one test.
 * @param {string} folder for its report
 * @returns {Promise<import("./run-all.mjs").Tally>}
 */
export async function runProof(folder) {
  const report = join(folder, "prove.json");
  const hasSucceeded = await succeeds(inProject("scripts/prove.mjs"), ["--short", `--report=${report}`], {});
  const { rows = [] } = read(report);
  const count = (...states) => rows.filter(({ state }) => states.includes(state)).length;
  return tally(count("held"), count("fell", "broke"), hasSucceeded);
}

// A run that fails without naming a test (it crashed, or an error came after the last test) counts as one failure.
function tally(passed, failed, hasSucceeded) {
  return { passed, failed: hasSucceeded ? failed : Math.max(failed, 1) };
}

async function succeeds(script, args, env) {
  try {
    await runNode(script, args, { env: { NODE_ENV: undefined, ...env }, onOutput: show });
    return true;
  } catch {
    return false;
  }
}

function read(report) {
  return existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
}
