import { Inngest, NonRetriableError, RetryAfterError } from "inngest";
import { clockNow } from "@/lib/clock";
import { disconnect, upkeepPool, workPool } from "@/lib/db/client";
import { keepTime } from "@/lib/db/clock";
import { type Engine, startEngine } from "../engine";
import { createIntakeFetch } from "../intake";
import type { ToWorker } from "./workers";

// A process of its own with an engine, for the tests that kill and freeze one. Talks over its IPC channel.

const pool = workPool();
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const client: Inngest = new Inngest({
  id: "workers",
  isDev: false,
  baseUrl: "http://engine.invalid/",
  eventKey: "test",
  signingKey: "00",
  fetch: createIntakeFetch(() => engine.accept),
  logger: quiet,
  aiMetadata: false,
});

async function record(n: number): Promise<void> {
  await pool.query("insert into worker_log (n, pid) values ($1, $2)", [n, process.pid]);
}

/** Holds its slot until a row of this name lies in worker_gates, for every process or for this one. */
async function gate(name: string): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query("select 1 from worker_gates where name = $1 and (pid is null or pid = $2)", [
      name,
      process.pid,
    ]);
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const begun = new Set<string>();

const functions = [
  client.createFunction({ id: "single", triggers: [{ event: "w/single" }] }, ({ event }) => record(event.data.n)),
  client.createFunction(
    { id: "batch", batchEvents: { maxSize: 20, timeout: "1s" }, triggers: [{ event: "w/batch" }] },
    async ({ events }) => {
      for (const event of events) await record(event.data.n);
    },
  ),
  client.createFunction({ id: "steps", triggers: [{ event: "w/steps" }] }, async ({ step, event }) => {
    await step.run("first", () => record(event.data.n));
    await step.run("gate", () => gate("steps"));
    await step.run("last", () => record(event.data.n + 1));
  }),
  client.createFunction({ id: "held", triggers: [{ event: "w/held" }] }, async ({ event }) => {
    await record(event.data.n);
    await gate("held");
    await record(event.data.n + 1_000);
  }),
  client.createFunction(
    { id: "held-batch", batchEvents: { maxSize: 20, timeout: "1s" }, triggers: [{ event: "w/held-batch" }] },
    async ({ events, step, runId }) => {
      // The SDK goes through a function again after each step.
      const isNew = !begun.has(runId);
      begun.add(runId);
      for (const event of isNew ? events : []) await record(event.data.n);
      await gate("held");
      await step.run("last", async () => {
        for (const event of events) await record(event.data.n + 1_000);
      });
    },
  ),
  client.createFunction(
    {
      id: "frail",
      triggers: [{ event: "w/frail" }],
      onFailure: ({ event }) => record(event.data.event.data.n + 2_000),
    },
    async ({ event }) => {
      await record(event.data.n);
      await gate("held");
      if (event.data.failsIn === process.pid) throw new NonRetriableError("fails in this process alone");
      await record(event.data.n + 1_000);
    },
  ),
  client.createFunction({ id: "again", triggers: [{ event: "w/again" }] }, async ({ event, attempt }) => {
    if (attempt === 0) throw new RetryAfterError("comes again", "2s");
    await record(event.data.n);
  }),
  client.createFunction({ id: "nap", triggers: [{ event: "w/nap" }] }, async ({ event, step }) => {
    await step.sleep("nap", "2s");
    await record(event.data.n);
  }),
  ...(process.env.TICKS
    ? [client.createFunction({ id: "tick", triggers: [{ cron: "* * * * * *" }] }, ({ event }) => record(event.ts ?? 0))]
    : []),
];

const stopKeepingTime = await keepTime();
const engine: Engine = await startEngine({
  pool,
  upkeepPool: upkeepPool(),
  client,
  functions,
  logger: quiet,
  slots: { singles: Number(process.env.SLOTS ?? 4), batches: 2 },
  timing: {
    drainMs: Number(process.env.DRAIN_MS ?? 10_000),
    beatMs: Number(process.env.BEAT_MS ?? 1_000),
    silentMs: Number(process.env.SILENT_MS ?? 8_000),
  },
});

async function answer(message: ToWorker): Promise<unknown> {
  switch (message.ask) {
    case "health":
      return engine.health();
    case "send":
      return client.send(
        message.events.map(({ name, n, inMs }) => ({ name, data: { n }, ...(inMs ? { ts: clockNow() + inMs } : {}) })),
      );
    case "stop":
      stopKeepingTime();
      await engine.stop();
      await disconnect();
      return "stopped";
  }
}

process.on("message", async (message: ToWorker) => {
  process.send?.({ answer: await answer(message) });
  if (message.ask === "stop") process.disconnect();
});
process.on("disconnect", () => process.exit());
process.send?.({ answer: "ready" });
