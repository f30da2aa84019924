import { Inngest } from "inngest";
import pg from "pg";
import { startEngine } from "../engine";
import { createIntakeFetch } from "../intake";

// A process of its own with an engine, for the tests that kill one. Talks over its IPC channel.

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 6 });
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const client = new Inngest({
  id: "workers",
  isDev: false,
  baseUrl: "http://engine.invalid/",
  eventKey: "test",
  signingKey: "00",
  fetch: createIntakeFetch(() => async () => {}),
  logger: quiet,
  aiMetadata: false,
});

async function record(n: number): Promise<void> {
  await pool.query("insert into worker_log (n, pid) values ($1, $2)", [n, process.pid]);
}

/** Holds its slot until a row of this name lies in worker_gates. */
async function gate(name: string): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query("select 1 from worker_gates where name = $1", [name]);
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

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
];

const engine = await startEngine({
  pool,
  client,
  functions,
  logger: quiet,
  slots: { singles: Number(process.env.SLOTS ?? 4), batches: 2 },
  timing: { drainMs: Number(process.env.DRAIN_MS ?? 10_000) },
});

process.on("message", async (message) => {
  if (message !== "stop") return;
  await engine.stop();
  await pool.end();
  process.send?.("stopped");
  process.disconnect();
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
