import { spawn } from "node:child_process";
import { explainOutput, Failure } from "../failure.mjs";
import { ROOT } from "./paths.mjs";

const TAIL_CHARACTERS = 20_000;
const FIRST_LINES = 12;
const LAST_LINES = 25;

/** What every tool is told: no telemetry, no update notices. */
export const QUIET = {
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  BETTER_AUTH_TELEMETRY: "0",
  NO_UPDATE_NOTIFIER: "1",
};

/**
 * Runs a program of node_modules (or any script) with this Node and waits for it. Returns what it printed.
 * Its output is shown only when it fails, in the Failure's message, unless `onOutput` takes it.
 * @param {string} script
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, remedy?: string, onOutput?: (text: string) => void }} [options]
 */
export function runNode(script, args, options) {
  return run(process.execPath, [script, ...args], options);
}

/** The same for npm: the one that started us, else the one on the PATH. */
export function runNpm(args, options) {
  const path = process.env.npm_execpath;
  if (path?.endsWith("npm-cli.js")) return runNode(path, args, options);
  return run(process.platform === "win32" ? "npm.cmd" : "npm", args, {
    ...options,
    shell: process.platform === "win32",
  });
}

/** The same for any program. */
export function run(command, args, { env = {}, remedy, onOutput, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...QUIET, ...env }, shell });
    const forward = (signal) => child.kill(signal);
    process.on("SIGINT", forward).on("SIGTERM", forward);
    let output = "";
    const take = (chunk) => {
      output = (output + chunk).slice(-TAIL_CHARACTERS);
      onOutput?.(String(chunk));
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    const end = (settle) => {
      process.off("SIGINT", forward).off("SIGTERM", forward);
      settle();
    };
    child.once("error", (error) =>
      end(() => reject(new Failure(`${command} did not start: ${error.message}`, remedy))),
    );
    child.once("close", (code, signal) =>
      end(() => {
        if (code === 0) return resolve(output);
        if (signal) return reject(new Failure(`stopped by ${signal}`, remedy ?? "Start again."));
        const shown = onOutput ? "" : `\n${excerpt(output)}`;
        reject(explainOutput(output) ?? new Failure(`${describe(args)} failed with code ${code}${shown}`, remedy));
      }),
    );
  });
}

function describe(args) {
  return args
    .map((arg) => arg.split(/[\\/]/).at(-1))
    .slice(0, 2)
    .join(" ");
}

// A compiler's verdict comes last, npm's first, before its manual.
function excerpt(text) {
  const lines = text.trim().split("\n");
  if (lines.length <= FIRST_LINES + LAST_LINES) return lines.join("\n");
  return [...lines.slice(0, FIRST_LINES), "…", ...lines.slice(-LAST_LINES)].join("\n");
}
