import { Inngest, type InngestFunction } from "inngest";
import { afterAll, vi } from "vitest";
import { Pool } from "@/lib/db/pool";
import { type Engine, startEngine } from "../engine";
import { createIntakeFetch } from "../intake";
import type { EngineLogger, Slots, Timing } from "../types";

// A machine that is busy takes its time.
const WAIT_MS = Number(process.env.TEST_WAIT_MS ?? 60_000);

const silent: EngineLogger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
export const upkeepPool = new Pool({ connectionString: process.env.DATABASE_URL, max: 3 });

let clients = 0;
let engines: Engine[] = [];

afterAll(async () => {
  await stopEngines();
  await Promise.all([pool.end(), upkeepPool.end()]);
});

/** Stops every engine that a test has started. */
export async function stopEngines(): Promise<void> {
  const running = engines;
  engines = [];
  await Promise.all(running.map((engine) => engine.stop()));
}

/** A client of the SDK as the product makes it, whose events go to `engine()`. Each has an app id of its own. */
export function newClient(accept: () => Engine["accept"], id = `app${++clients}`): Inngest {
  return new Inngest({
    id,
    isDev: false,
    baseUrl: "http://engine.invalid/",
    eventKey: "test",
    signingKey: "00",
    fetch: createIntakeFetch(accept),
    logger: silent,
    aiMetadata: false,
  });
}

export type Started = { client: Inngest; engine: Engine };

export type StartOptions = {
  timing?: Partial<Timing>;
  slots?: Partial<Slots>;
  id?: string;
  logger?: EngineLogger;
  pools?: { pool: Pool; upkeepPool: Pool };
};

/** An engine with functions of a new app. Failed attempts are repeated after 20 ms unless `timing` says otherwise. */
export async function start(
  define: (client: Inngest) => readonly InngestFunction.Like[],
  options: StartOptions = {},
): Promise<Started> {
  let engine: Engine | undefined;
  const client = newClient(() => {
    if (!engine) throw new Error("The engine has not started.");
    return engine.accept;
  }, options.id);
  engine = await startEngine({
    ...(options.pools ?? { pool, upkeepPool }),
    client,
    functions: define(client),
    logger: options.logger ?? silent,
    timing: { backoffMs: () => 20, ...options.timing },
    slots: options.slots ?? {},
  });
  engines.push(engine);
  return { client, engine };
}

/** Waits until `check` throws no more; returns what it returned. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: WAIT_MS, interval: 20 });
}

/** How many rows of an app's functions are in the queue, those that failed for good left out. */
export async function queued({ client }: Pick<Started, "client">): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    "select count(*)::int as count from engine_runs where function_id like $1 and ended_at is null",
    [`${client.id}-%`],
  );
  return rows[0]?.count ?? 0;
}

/** Waits until an app has nothing in the queue. */
export async function drained(started: Pick<Started, "client">): Promise<void> {
  await eventually(async () => {
    const count = await queued(started);
    if (count > 0) throw new Error(`${count} rows are in the queue.`);
  });
}
