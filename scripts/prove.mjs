import { fork } from "node:child_process";
import { once } from "node:events";
import { requireNode } from "./node-version.mjs";
import { inProject, ROOT } from "./start/paths.mjs";
import { buildApp, generateClient, installPackages } from "./start/prepare.mjs";
import { step } from "./start/steps.mjs";

// `npm run prove`: the built app under load while it is hurt. NAMES for some of the cells; --short for the short form.
requireNode();
await step("Packages", installPackages);
await step("Database client", generateClient);
await step("Build", buildApp, "up to a minute when something changed");
const endWithParent = new URL("./start/end-with-parent.mjs", import.meta.url).href;
const child = fork(inProject("prove/run.ts"), process.argv.slice(2), {
  cwd: ROOT,
  execArgv: ["--import", endWithParent, "--import", "tsx"],
});
// Ctrl-C reaches both; what is told to this one alone is handed on. The child clears away what it made, then ends.
process.on("SIGINT", () => undefined);
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
const [code] = await once(child, "exit");
process.exitCode = code ?? 1;
