import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import { createStoringIntake } from "../intake";
import { newClient, pool } from "./harness";

// Each test starts processes, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));
const SHIFTED_DATE = fileURLToPath(new URL("./shifted-date.ts", import.meta.url));

/** What a worker may be asked. `inMs` is counted by the database's clock as the worker knows it. */
export type ToWorker =
  | { ask: "health" }
  | { ask: "send"; events: { name: string; n: number; inMs?: number }[] }
  | { ask: "stop" };

export type Worker = ChildProcess & { pid: number };

/** A client whose events are kept for whichever worker routes them. */
export const client = newClient(() => createStoringIntake(pool), "workers");

let workers: Worker[] = [];

beforeAll(async () => {
  await pool.query("create table worker_log (n bigint, pid int, at timestamptz default clock_timestamp())");
  await pool.query("create table worker_gates (name text, pid int)");
});

beforeEach(async () => {
  await pool.query("truncate worker_log, worker_gates, engine_runs, engine_instances");
});

afterEach(async () => {
  const left = workers.filter((worker) => worker.exitCode === null && worker.signalCode === null);
  workers = [];
  await Promise.all(left.map(kill));
});

/** Starts a process with an engine. Its settings are variables: SLOTS, DRAIN_MS, BEAT_MS, SILENT_MS, TICKS, CLOCK_SHIFT_MS. */
export async function startWorker(environment: Record<string, string> = {}): Promise<Worker> {
  const execArgv = ["--import", "tsx", "--import", SHIFTED_DATE];
  const worker = fork(WORKER, { execArgv, env: { ...process.env, ...environment } }) as Worker;
  workers.push(worker);
  const [message] = await once(worker, "message");
  expect(message).toEqual({ answer: "ready" });
  return worker;
}

export async function ask<T>(worker: Worker, message: ToWorker): Promise<T> {
  const answered = once(worker, "message");
  worker.send(message);
  const [{ answer }] = await answered;
  return answer;
}

export async function kill(worker: Worker): Promise<void> {
  const exited = once(worker, "exit");
  worker.kill("SIGKILL");
  await exited;
}

export async function openGate(name: string, worker?: Worker): Promise<void> {
  await pool.query("insert into worker_gates values ($1, $2)", [name, worker?.pid ?? null]);
}

/** What the workers have recorded, in the order of time. */
export async function log(): Promise<{ n: number; pid: number; at: Date }[]> {
  const { rows } = await pool.query("select n::float8 as n, pid, at from worker_log order by at");
  return rows;
}

export function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}
