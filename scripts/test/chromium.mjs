import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { findChromium } from "../browser.mjs";
import { Failure } from "../failure.mjs";
import { inProject } from "../start/paths.mjs";
import { run, runNode } from "../start/run-tool.mjs";
import { step } from "../start/steps.mjs";

/**
 * A Chromium to test in: the machine's, Playwright's when it was downloaded before, else installed now. Debian's
 * package where we are root and may; Playwright's own download on a person's machine.
 * @returns {Promise<string | undefined>} undefined: Playwright's own
 */
export async function provideChromium() {
  const found = findChromium();
  if (found) return found;
  if (existsSync(playwrightsOwn())) return undefined;
  return step("Chromium", async () => {
    if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get") && (await installFromDebian()))
      return findChromium();
    await runNode(inProject("node_modules/@playwright/test/cli.js"), ["install", "chromium"], {
      remedy: "Install Chromium or Chrome, or set CHROMIUM_PATH to it, then run npm test again.",
    });
    return undefined;
  });
}

function playwrightsOwn() {
  const { chromium } = createRequire(import.meta.url)("@playwright/test");
  return chromium.executablePath();
}

async function installFromDebian() {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  try {
    await run("apt-get", ["update", "-qq"], { env });
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"], { env });
    return findChromium() !== undefined;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}
