import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { requireNode } from "./node-version.mjs";
import { installPackages } from "./start/prepare.mjs";
import { step } from "./start/steps.mjs";

// Pictures of the running app for the documentation and the README, into public/docs. Look at them before committing.
requireNode();
await step("Packages", installPackages);
const root = fileURLToPath(new URL("..", import.meta.url));
const cli = fileURLToPath(new URL("../node_modules/@playwright/test/cli.js", import.meta.url));
const { status } = spawnSync(process.execPath, [cli, "test", "--config", "e2e/pictures.config.ts"], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
