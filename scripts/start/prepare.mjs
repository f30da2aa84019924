import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { takeLock } from "../lock.mjs";
import { fingerprint, isStamped, stamp } from "./fingerprint.mjs";
import { inProject } from "./paths.mjs";
import { runNode, runNpm } from "./run-tool.mjs";

// Their hash decides whether to build again. Tests are no part of the app.
const SOURCES = [
  "app",
  "components",
  "inngest",
  "lib",
  "public",
  "prisma/schema",
  "next.config.ts",
  "postcss.config.mjs",
];
const MORE_SOURCES = [
  "tsconfig.json",
  "package-lock.json",
  "instrumentation.ts",
  "instrumentation-node.ts",
  "proxy.ts",
];
const NOT_BUILT = /\.test\.tsx?$|\/golden(\/|$)|^lib\/testing(\/|$)/;

/** Installs the packages of the lock file, unless they are there. */
export async function installPackages() {
  if (isInstalled()) return "up to date";
  await runNpm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
    remedy: "Fix what npm names (often: no network, or a proxy that npm does not know), then start again.",
  });
  return "installed";
}

/** Whether node_modules holds what package-lock.json asks for: npm keeps its own list of what it put there. */
export function isInstalled() {
  try {
    const wanted = readJson("package-lock.json").packages;
    const found = readJson("node_modules/.package-lock.json").packages;
    return Object.entries(wanted).every(([path, { version, optional }]) => {
      if (!path.startsWith("node_modules/")) return true;
      return found[path] ? found[path].version === version : optional === true;
    });
  } catch {
    return false;
  }
}

function readJson(path) {
  return JSON.parse(readFileSync(inProject(path), "utf8"));
}

/** Generates the database client, unless it is of this schema. */
export async function generateClient() {
  const folder = inProject("prisma/generated");
  const wanted = fingerprint(["prisma/schema", "node_modules/prisma/package.json"]);
  if (isStamped(folder, wanted)) return "up to date";
  return exclusively("prisma-generate", async () => {
    if (isStamped(folder, wanted)) return "up to date";
    await runNode(inProject("node_modules/prisma/build/index.js"), ["generate"]);
    stamp(folder, wanted);
    return "generated";
  });
}

/** Builds the app for production, unless the build is of these sources. */
export async function buildApp() {
  const folder = inProject(".next");
  const wanted = fingerprint([...SOURCES, ...MORE_SOURCES], { skip: NOT_BUILT });
  if (isStamped(folder, wanted)) return "up to date";
  return exclusively("next-build", async () => {
    if (isStamped(folder, wanted)) return "up to date";
    rmSync(inProject(".next/.made-from"), { force: true });
    await runNode(inProject("node_modules/next/dist/bin/next"), ["build"], { env: buildEnv() });
    stamp(folder, wanted);
    return "built";
  });
}

// A build reads no settings of its place, so that it can be made in one place and started in another.
function buildEnv() {
  return {
    NODE_ENV: undefined,
    DATABASE_URL: "postgresql://build:build@127.0.0.1:1/build",
    APP_SECRET: "only-for-the-build-never-used-at-run-time",
  };
}

// Two starts in one folder (a test run beside the app) make a thing once, not at the same time.
async function exclusively(name, work) {
  const folder = inProject("node_modules/.cache");
  mkdirSync(folder, { recursive: true });
  for (;;) {
    const lock = takeLock(inProject("node_modules/.cache", `${name}.lock`));
    if (lock.release) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    await delay(250);
  }
}
