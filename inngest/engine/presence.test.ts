import { afterEach, beforeEach, expect, test } from "vitest";
import { Pool } from "@/lib/db/pool";
import { drained, eventually, pool, start, stopEngines, upkeepPool } from "./testing/harness";
import { emptyQueue, owners, putInstance, putRows } from "./testing/rows";

beforeEach(emptyQueue);
afterEach(stopEngines);

async function names(): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    "select id from engine_instances where expired_at is null order by id",
  );
  return rows.map(({ id }) => id);
}

async function lastBeat(): Promise<number> {
  const { rows } = await pool.query<{ beat_at: Date }>("select max(beat_at) as beat_at from engine_instances");
  return rows[0]?.beat_at.getTime() ?? 0;
}

/** Waits for a number of beats from now on. */
async function beats(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const before = await lastBeat();
    await expect.poll(lastBeat).toBeGreaterThan(before);
  }
}

test("beats while runs have every connection, and says that nothing can be run", async () => {
  const work = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 });
  const { engine } = await start(() => [], {
    pools: { pool: work, upkeepPool },
    timing: { beatMs: 50, silentMs: 1_500, pollMs: 50 },
  });
  await expect.poll(() => engine.health().ok).toBe(true);
  const taken = await work.connect();
  await beats(5);
  await expect
    .poll(() => engine.health())
    .toEqual({ ok: false, detail: expect.stringMatching(/not been able to look for due runs for \d+ s/) });
  await beats(5);
  taken.release();
  await expect.poll(() => engine.health().ok).toBe(true);
  await stopEngines();
  await work.end();
});

test("says that it is silent when its heartbeats are not taken", async () => {
  const upkeep = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 });
  const { engine } = await start(() => [], {
    pools: { pool, upkeepPool: upkeep },
    timing: { beatMs: 50, silentMs: 1_500 },
  });
  await expect.poll(() => engine.health().ok).toBe(true);
  const taken = await upkeep.connect();
  await expect
    .poll(() => engine.health())
    .toEqual({ ok: false, detail: expect.stringMatching(/not reached the database for \d+ s/) });
  taken.release();
  await expect.poll(() => engine.health().ok).toBe(true);
  await stopEngines();
  expect(engine.health()).toEqual({ ok: false, detail: "The engine is stopped." });
  await upkeep.end();
});

test("one that has expired leases nothing until it has joined under a new name", async () => {
  const runners: unknown[] = [];
  const app = await start(
    (client) => [
      client.createFunction({ id: "who", triggers: [{ event: "t/who" }] }, async ({ runId }) => {
        runners.push((await owners())[runId]);
      }),
    ],
    { timing: { beatMs: 1_500, silentMs: 60_000 } },
  );
  const [old] = await names();
  await pool.query("update engine_instances set expired_at = now()");
  // One that would be leased from the start, and one that would be claimed.
  await app.client.send({ name: "t/who" });
  await app.client.send({ name: "t/who", ts: Date.now() + 100 });
  await drained(app);
  const [name, ...others] = await names();
  expect(others).toEqual([]);
  expect(name).not.toBe(old);
  expect(runners).toEqual([name, name]);
});

test("an emptied list is joined again under the same names, and no run of the living is taken over", async () => {
  const begun: number[] = [];
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const define = (client: Parameters<Parameters<typeof start>[0]>[0]) => [
    client.createFunction({ id: "kept", triggers: [{ event: "t/kept" }] }, async ({ event }) => {
      begun.push(event.data.n);
      await gate;
    }),
  ];
  const timing = { beatMs: 30, silentMs: 60_000 };
  const app = await start(define, { id: "emptied", timing });
  await start(define, { id: "emptied", timing });
  await app.client.send([1, 2, 3].map((n) => ({ name: "t/kept", data: { n } })));
  await eventually(() => expect(begun).toHaveLength(3));
  const [namesBefore, ownersBefore] = [await names(), await owners()];
  expect(namesBefore).toHaveLength(2);
  for (let n = 0; n < 3; n++) {
    await pool.query("truncate engine_instances");
    await expect.poll(names).toEqual(namesBefore);
    // Several rounds of looking for the dead.
    await beats(12);
  }
  expect(await owners()).toEqual(ownersBefore);
  open();
  await drained(app);
  expect(begun).toHaveLength(3);
});

test("what an engine leased that is on no list is taken over, but not at first sight", async () => {
  await putRows({ id: "a", owner: "unlisted" });
  await start(() => [], { timing: { beatMs: 200 } });
  // The first look was taken before the engine began.
  expect(await owners()).toEqual({ a: "unlisted" });
  await expect.poll(owners).toEqual({ a: "-" });
});

test("what an expired engine still leases is taken over at the start, and what it leases later as well", async () => {
  await putInstance("expired", { expired: true });
  await putRows({ id: "a", owner: "expired" });
  await start(() => [], { timing: { beatMs: 30 } });
  expect(await owners()).toEqual({ a: "-" });
  await putRows({ id: "b", owner: "expired" });
  await expect.poll(owners).toEqual({ a: "-", b: "-" });
});
