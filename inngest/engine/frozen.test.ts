import { expect, test } from "vitest";
import { drained, eventually, pool } from "./testing/harness";
import { ask, client, kill, log, openGate, startWorker, type Worker } from "./testing/workers";

// Seldom enough that the one that is not frozen never seems dead on a busy machine.
const QUICK = { BEAT_MS: "200", SILENT_MS: "4000", SLOTS: "16" };

const EVENTS = [
  { name: "w/held", data: { n: 1 } },
  { name: "w/held", data: { n: 2 } },
  { name: "w/frail", data: { n: 10 } },
  { name: "w/held-batch", data: { n: 20 } },
  { name: "w/held-batch", data: { n: 21 } },
  { name: "w/held-batch", data: { n: 22 } },
];
const BEGUN = [1, 2, 10, 20, 21, 22];
const ENDED = BEGUN.map((n) => n + 1_000);

/** What a worker has recorded. */
async function done(worker: Worker): Promise<number[]> {
  return (await log()).filter(({ pid }) => pid === worker.pid).map(({ n }) => Number(n));
}

async function isIdle(worker: Worker): Promise<void> {
  const { detail } = await ask<{ detail: string }>(worker, { ask: "health" });
  expect(detail).toContain(" 0 runs under way");
}

async function rows(): Promise<unknown[]> {
  const { rows } = await pool.query(
    "select id, function_id, events, batched, owner, attempt, state, ended_at from engine_runs order by id",
  );
  return rows;
}

/** Two workers: the first began the events and was frozen for so long that the second has begun them too. */
async function freezeOne(environment: Record<string, string> = {}): Promise<{ frozen: Worker; other: Worker }> {
  const frozen = await startWorker({ ...QUICK, ...environment });
  const events = EVENTS.map(({ name, data }) => ({ name, data: { ...data, failsIn: frozen.pid } }));
  await client.send(events);
  await eventually(async () => expect((await done(frozen)).sort()).toEqual([...BEGUN].sort()));
  const other = await startWorker(QUICK);
  frozen.kill("SIGSTOP");
  await eventually(async () => expect((await done(other)).sort()).toEqual([...BEGUN].sort()));
  return { frozen, other };
}

test("an engine that was frozen writes nothing over the one that took its runs over", async () => {
  const { frozen, other } = await freezeOne();
  const before = await rows();
  expect(before).toHaveLength(6);
  await openGate("held", frozen);
  frozen.kill("SIGCONT");
  // It goes on where it was: all but the failing one end, none is its own any more.
  await eventually(async () => expect(await done(frozen)).toEqual(expect.arrayContaining([1_001, 1_002])));
  await eventually(() => isIdle(frozen));
  expect(await rows()).toEqual(before);

  await openGate("held", other);
  await drained({ client });
  const ended = await done(other);
  expect(ended.filter((n) => n > 1_000).sort()).toEqual([...ENDED].sort());
  // Nobody was told that the run failed which succeeded, and nothing has run a third time.
  expect((await log()).filter(({ n }) => n >= 2_000)).toEqual([]);
  expect((await done(frozen)).filter((n) => n < 1_000)).toHaveLength(BEGUN.length);
  expect(ended.filter((n) => n < 1_000)).toHaveLength(BEGUN.length);
});

test("an engine that was frozen hands back nothing that the other has taken over", async () => {
  const { frozen, other } = await freezeOne({ DRAIN_MS: "100" });
  const before = await rows();
  frozen.kill("SIGCONT");
  await ask(frozen, { ask: "stop" });
  expect(await rows()).toEqual(before);
  await openGate("held", other);
  await drained({ client });
  expect((await done(other)).sort()).toEqual([...BEGUN, ...ENDED].sort());
});

test("an engine that was frozen joins under a new name and works on", async () => {
  const { frozen, other } = await freezeOne();
  const { rows: list } = await pool.query("select id, pid, expired_at is not null as expired from engine_instances");
  expect(list).toContainEqual({ id: expect.any(String), pid: frozen.pid, expired: true });
  await kill(other);
  await openGate("held");
  frozen.kill("SIGCONT");
  await drained({ client });
  expect((await done(frozen)).filter((n) => n > 1_000)).toEqual(expect.arrayContaining([1_001, 1_002]));
  const { rows: names } = await pool.query(
    "select id from engine_instances where pid = $1 and expired_at is null and id <> all($2)",
    [frozen.pid, list.map(({ id }) => id)],
  );
  expect(names).toHaveLength(1);
});
