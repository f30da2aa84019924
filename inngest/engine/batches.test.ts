import { afterEach, expect, test } from "vitest";
import { drained, eventually, start, stopEngines } from "./testing/harness";

afterEach(stopEngines);

const BATCHES = { maxSize: 10, timeout: "10s" } as const;

test("takes what is there together, up to maxSize, and waits for nothing while slots are free", async () => {
  const sizes: number[] = [];
  const seen = new Set<number>();
  const app = await start((client) => [
    client.createFunction({ id: "batch", batchEvents: BATCHES, triggers: [{ event: "t/batch" }] }, ({ events }) => {
      sizes.push(events.length);
      for (const event of events) seen.add(event.data.n);
    }),
  ]);
  const startedAt = Date.now();
  await app.client.send({ name: "t/batch", data: { n: -1 } });
  await eventually(() => expect(sizes).toEqual([1]));
  expect(Date.now() - startedAt).toBeLessThan(5_000);
  await app.client.send(Array.from({ length: 25 }, (_, n) => ({ name: "t/batch", data: { n } })));
  await eventually(() => expect(seen.size).toBe(26));
  await drained(app);
  expect(sizes).toEqual([1, 10, 10, 5]);
});

test("fills batches with what queued while every slot was taken", async () => {
  const sizes: number[] = [];
  let open: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const app = await start(
    (client) => [
      client.createFunction(
        { id: "full", batchEvents: BATCHES, triggers: [{ event: "t/full" }] },
        async ({ events }) => {
          sizes.push(events.length);
          await gate;
        },
      ),
    ],
    { slots: { batches: 1 } },
  );
  await app.client.send({ name: "t/full" });
  await eventually(() => expect(sizes).toEqual([1]));
  for (let n = 0; n < 12; n++) await app.client.send({ name: "t/full" });
  open?.();
  await drained(app);
  expect(sizes).toEqual([1, 10, 2]);
});

test("events for which batchEvents.if is false run one by one, at their ts", async () => {
  const seen: { size: number; attempts: number[]; at: number }[] = [];
  const app = await start((client) => [
    client.createFunction(
      { id: "lanes", batchEvents: { ...BATCHES, if: "event.data.attempt == 0" }, triggers: [{ event: "t/lanes" }] },
      ({ events }) => {
        seen.push({ size: events.length, attempts: events.map((event) => event.data.attempt), at: Date.now() });
      },
    ),
  ]);
  const due = Date.now() + 600;
  await app.client.send([
    { name: "t/lanes", data: { attempt: 0 } },
    { name: "t/lanes", data: { attempt: 1 }, ts: due },
    { name: "t/lanes", data: { attempt: 0 } },
    { name: "t/lanes", data: { attempt: 2 } },
  ]);
  await drained(app);
  expect(seen.map(({ attempts }) => attempts).sort()).toEqual([[0, 0], [1], [2]]);
  expect(seen.find(({ attempts }) => attempts[0] === 1)?.at).toBeGreaterThanOrEqual(due - 5);
});

test("a batch whose function throws comes again as the same batch, by itself", async () => {
  const runs: { runId: string; attempt: number; data: number[] }[] = [];
  const app = await start((client) => [
    client.createFunction(
      { id: "throws", retries: 1, batchEvents: BATCHES, triggers: [{ event: "t/throws" }] },
      (input) => {
        runs.push({ runId: input.runId, attempt: input.attempt, data: input.events.map((event) => event.data.n) });
        if (input.attempt === 0) throw new Error("infrastructure");
      },
    ),
  ]);
  await app.client.send([1, 2, 3].map((n) => ({ name: "t/throws", data: { n } })));
  await drained(app);
  expect(runs).toHaveLength(2);
  expect(runs[1]).toEqual({ ...runs[0], attempt: 1 });
  expect(runs[0]?.data.sort()).toEqual([1, 2, 3]);
});

test("a batch that fails for good tells onFailure of all its events", async () => {
  const told: number[] = [];
  const app = await start((client) => [
    client.createFunction(
      {
        id: "batch-fails",
        retries: 0,
        batchEvents: BATCHES,
        triggers: [{ event: "t/batch-fails" }],
        onFailure: ({ event }) => told.push((event.data as unknown as { events: unknown[] }).events.length),
      },
      () => {
        throw new Error("no");
      },
    ),
  ]);
  await app.client.send([1, 2, 3].map((n) => ({ name: "t/batch-fails", data: { n } })));
  await eventually(() => expect(told).toEqual([3]));
  await drained(app);
});

test("a batch may have steps and sleep between them", async () => {
  const ran: unknown[] = [];
  const app = await start((client) => [
    client.createFunction(
      { id: "stepping", batchEvents: BATCHES, triggers: [{ event: "t/stepping" }] },
      async ({ events, step }) => {
        const sum = await step.run("sum", () => events.reduce((total, event) => total + event.data.n, 0));
        await step.sleep("nap", "1s");
        await step.run("end", () => ran.push([sum, events.length]));
      },
    ),
  ]);
  await app.client.send([1, 2, 3].map((n) => ({ name: "t/stepping", data: { n } })));
  await drained(app);
  expect(ran).toEqual([[6, 3]]);
});
