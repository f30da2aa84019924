import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { until } from "../../scripts/processes.mjs";

const ROOT = join(import.meta.dirname, "../..");
const SERVER = join(ROOT, "scripts/start/server.mjs");
const END_WITH_PARENT = new URL("../../scripts/start/end-with-parent.mjs", import.meta.url).href;
const HOST = "127.0.0.1";
const READY_MS = 90_000;
const ASK_EVERY_MS = 50;
const STOP_MS = 35_000;

export type AppOptions = {
  port: number;
  env: Record<string, string>;
  /** What it prints is added to this file. */
  log: string;
  /** Modules that run in it before anything else. */
  preload?: string[];
};

/** The built app as `npm start` serves it, in a process that can be killed, frozen and started again. */
export class AppProcess {
  private child: ChildProcess | undefined;

  constructor(private readonly options: AppOptions) {}

  get url(): string {
    return `http://${HOST}:${this.options.port}`;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Starts it, and waits until it says that it is well. Throws when it ends before or is not in time. */
  async start(): Promise<void> {
    const { port, env, log, preload = [] } = this.options;
    const output = openSync(log, "a");
    const child = fork(SERVER, [HOST, `${port}`], {
      cwd: ROOT,
      execArgv: [END_WITH_PARENT, ...preload].flatMap((module) => ["--import", module]),
      // Nothing of this shell's settings; the rest is what scripts/start gives it.
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        UV_THREADPOOL_SIZE: "16",
        NODE_ENV: "production",
        NEXT_MANUAL_SIG_HANDLE: "true",
        ...env,
      },
      stdio: ["ignore", output, output, "ipc"],
      // A session of its own: Ctrl-C in the terminal is the harness's to handle.
      detached: true,
    });
    closeSync(output);
    this.child = child;
    const isReady = await until(() => child.exitCode !== null || this.isWell(), {
      timeoutMs: READY_MS,
      intervalMs: ASK_EVERY_MS,
    });
    if (!isReady || child.exitCode !== null) throw new Error(`the app did not start; see ${log}`);
  }

  /** As a power cut would: no drain, no last words. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** As an operator does, with time to finish; without mercy after that. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => void this.kill(), STOP_MS);
    await this.end("SIGTERM");
    clearTimeout(timer);
  }

  freeze(): void {
    this.child?.kill("SIGSTOP");
  }

  thaw(): void {
    this.child?.kill("SIGCONT");
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }

  private async isWell(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/api/health`, { signal: AbortSignal.timeout(READY_MS) })).ok;
    } catch {
      return false;
    }
  }
}
