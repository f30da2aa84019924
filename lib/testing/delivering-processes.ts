import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterTest } from "./sender";

const PROCESS = fileURLToPath(new URL("./delivering-process.ts", import.meta.url));
const SHIFTED_DATE = fileURLToPath(new URL("../../inngest/engine/testing/shifted-date.ts", import.meta.url));

/**
 * Starts a process that delivers from the test's database, for one test. `clockShiftMs` sets its own clock off. What the
 * test publishes goes to whichever process takes it.
 */
export async function startDelivering({ clockShiftMs = 0 } = {}): Promise<ChildProcess> {
  const env = { ...process.env, CLOCK_SHIFT_MS: String(clockShiftMs) };
  const child = fork(PROCESS, { execArgv: ["--import", "tsx", "--import", SHIFTED_DATE], env });
  afterTest(() => killDelivering(child));
  const [message] = await Promise.race([once(child, "message"), once(child, "exit")]);
  if (message !== "ready") throw new Error(`A delivering process ended with ${message}.`);
  return child;
}

/** Kills a process as a crash does. */
export async function killDelivering(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
