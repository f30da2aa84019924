import { expect, test } from "vitest";
import { drained, eventually, pool } from "./testing/harness";
import { ask, client, kill, log, numbers, openGate, startWorker } from "./testing/workers";

test("two processes on one database share the work, and each event runs once", async () => {
  const [a, b] = await Promise.all([startWorker({ SLOTS: "16" }), startWorker({ SLOTS: "16" })]);
  await client.send(numbers(400).map((n) => ({ name: "w/single", data: { n } })));
  await client.send(numbers(400).map((n) => ({ name: "w/batch", data: { n: n + 1_000 } })));
  await eventually(async () => expect(await log()).toHaveLength(800));
  await drained({ client });
  const rows = await log();
  expect(new Set(rows.map(({ n }) => n)).size).toBe(800);
  expect(new Set(rows.map(({ pid }) => pid))).toEqual(new Set([a.pid, b.pid]));
});

test("what a killed process had leased is run by the next one", async () => {
  const killed = await startWorker();
  await client.send(numbers(12).map((n) => ({ name: "w/held", data: { n } })));
  // Four run and hold their slots, eight wait.
  await eventually(async () => expect(await log()).toHaveLength(4));
  await kill(killed);
  await openGate("held");
  const killedAt = Date.now();
  const next = await startWorker();
  await eventually(async () => expect((await log()).filter(({ n }) => n >= 1_000)).toHaveLength(12));
  expect(Date.now() - killedAt).toBeLessThan(10_000);
  await drained({ client });
  const ended = (await log()).filter(({ n }) => n >= 1_000);
  expect(new Set(ended.map(({ n }) => n)).size).toBe(12);
  expect(new Set(ended.map(({ pid }) => pid))).toEqual(new Set([next.pid]));
});

test("a living process takes over from a killed one, and keeps the steps that were done", async () => {
  const [a, b] = await Promise.all([startWorker(), startWorker()]);
  await client.send({ name: "w/steps", data: { n: 1 } });
  await eventually(async () => expect(await log()).toHaveLength(1));
  const [first] = await log();
  const [killed, survivor] = first?.pid === a.pid ? [a, b] : [b, a];
  // The first step is on record once its successor has begun.
  await eventually(async () => {
    const { rows } = await pool.query("select state from engine_runs where state is not null");
    expect(rows).toHaveLength(1);
  });
  await kill(killed);
  const killedAt = Date.now();
  await openGate("steps");
  await eventually(async () => expect(await log()).toHaveLength(2));
  expect(Date.now() - killedAt).toBeLessThan(10_000);
  await drained({ client });
  expect(await log()).toEqual([first, { n: 2, pid: survivor.pid, at: expect.any(Date) }]);
});

test("kill -9 in the middle of a thousand events loses none", async () => {
  const first = await startWorker({ SLOTS: "16" });
  await client.send(numbers(1_000).map((n) => ({ name: n % 2 ? "w/single" : "w/batch", data: { n } })));
  await eventually(async () => expect((await log()).length).toBeGreaterThan(100));
  await kill(first);
  await startWorker({ SLOTS: "16" });
  await drained({ client });
  const rows = await log();
  expect(new Set(rows.map(({ n }) => n)).size).toBe(1_000);
});

test("a graceful stop lets what runs end, and hands back what has not begun", async () => {
  const worker = await startWorker();
  await client.send(numbers(10).map((n) => ({ name: "w/held", data: { n } })));
  await eventually(async () => expect(await log()).toHaveLength(4));
  const stopped = ask(worker, { ask: "stop" });
  await openGate("held");
  await stopped;
  expect((await log()).filter(({ n }) => n >= 1_000)).toHaveLength(4);
  const { rows } = await pool.query("select owner, due_at is not null as due, attempt from engine_runs");
  expect(rows).toEqual(numbers(6).map(() => ({ owner: null, due: true, attempt: 0 })));
  const { rows: instances } = await pool.query("select id from engine_instances where expired_at is null");
  expect(instances).toEqual([]);
});

test("a graceful stop that runs out of time hands back what still runs", async () => {
  const worker = await startWorker({ DRAIN_MS: "100" });
  await client.send({ name: "w/held", data: { n: 1 } });
  await eventually(async () => expect(await log()).toHaveLength(1));
  await ask(worker, { ask: "stop" });
  const { rows } = await pool.query("select owner, due_at is not null as due from engine_runs");
  expect(rows).toEqual([{ owner: null, due: true }]);
});
