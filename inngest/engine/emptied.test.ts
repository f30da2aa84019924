import { afterEach, beforeEach, expect, test } from "vitest";
import { drained, eventually, pool, start, stopEngines } from "./testing/harness";
import { emptyQueue } from "./testing/rows";

// The database is the truth, the queue is a hint: whatever an operator empties, the engine goes on.

beforeEach(emptyQueue);
afterEach(stopEngines);

const ROUNDS = 3;
const SENDS = 60;

test.each([
  ["the runs alone", "engine_runs"],
  ["all of its tables", "engine_runs, engine_events, engine_seen, engine_instances"],
  ["the list of engines", "engine_instances"],
])("goes on when %s are emptied under load", async (_, tables) => {
  const seen = new Set<number>();
  const define = (client: Parameters<Parameters<typeof start>[0]>[0]) => [
    client.createFunction(
      { id: "single", triggers: [{ event: "t/single" }] },
      ({ event }) => seen.add(event.data.n).size,
    ),
    client.createFunction(
      { id: "batch", batchEvents: { maxSize: 10, timeout: "1s" }, triggers: [{ event: "t/batch" }] },
      ({ events }) => events.map((event) => seen.add(event.data.n).size),
    ),
    client.createFunction({ id: "steps", triggers: [{ event: "t/steps" }] }, async ({ event, step }) => {
      await step.run("one", () => event.data.n);
      await step.run("two", () => seen.add(event.data.n).size);
    }),
  ];
  const timing = { beatMs: 100, pollMs: 100 };
  const slots = { singles: 4, batches: 2 };
  const app = await start(define, { id: "emptied", timing, slots });
  const neighbour = await start(define, { id: "emptied", timing, slots });

  let n = 0;
  async function send(count: number): Promise<number[]> {
    const sent = Array.from({ length: count }, () => ++n);
    const names = ["t/single", "t/batch", "t/steps"];
    await Promise.all(sent.map((each) => app.client.send({ name: names[each % 3] ?? "", data: { n: each } })));
    return sent;
  }

  for (let round = 0; round < ROUNDS; round++) {
    const sending = send(SENDS);
    await pool.query(`truncate ${tables}`);
    await sending;
    await pool.query(`truncate ${tables}`);
  }
  // Both are on the list again, and what comes now runs.
  await eventually(async () => {
    const { rows } = await pool.query("select id from engine_instances where expired_at is null");
    expect(rows).toHaveLength(2);
  });
  const last = await send(SENDS);
  await eventually(() => expect(last.filter((each) => !seen.has(each))).toEqual([]));
  await drained(app);
  for (const { engine } of [app, neighbour]) expect(engine.health().ok).toBe(true);
});
