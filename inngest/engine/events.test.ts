import { afterEach, expect, test } from "vitest";
import { createStoringIntake } from "./intake";
import { drained, eventually, newClient, pool, queued, start, stopEngines } from "./testing/harness";

afterEach(stopEngines);

test("an event id starts its functions once", async () => {
  const seen: number[] = [];
  const app = await start((client) => [
    client.createFunction({ id: "once", triggers: [{ event: "t/once" }] }, ({ event }) => seen.push(event.data.n)),
  ]);
  await app.client.send([
    { id: "same", name: "t/once", data: { n: 1 } },
    { id: "same", name: "t/once", data: { n: 2 } },
  ]);
  await Promise.all([3, 4, 5].map((n) => app.client.send({ id: "same", name: "t/once", data: { n } })));
  await app.client.send({ id: "another", name: "t/once", data: { n: 6 } });
  await eventually(() => expect(seen).toContain(6));
  await drained(app);
  expect(seen.sort()).toEqual([1, 6]);
});

test("a send that the SDK repeats, because the answer was lost, starts nothing twice", async () => {
  const seen: unknown[] = [];
  let losses = 1;
  const app = await start((client) => [
    client.createFunction({ id: "seeded", triggers: [{ event: "t/seeded" }] }, ({ event }) => seen.push(event.id)),
  ]);
  const client = newClient(() => async (events) => {
    await app.engine.accept(events);
    if (losses-- > 0) throw new Error("the answer was lost");
  });
  const { ids } = await client.send([{ name: "t/seeded" }, { name: "t/seeded" }]);
  await eventually(() => expect(seen).toHaveLength(2));
  await drained(app);
  expect(seen.sort()).toEqual(ids.sort());
});

test("starts the functions whose trigger matches, each once", async () => {
  const seen: string[] = [];
  const app = await start((client) => [
    client.createFunction(
      {
        id: "big",
        triggers: [
          { event: "t/sized", if: "event.data.size > 10" },
          { event: "t/sized", if: "event.data.name == 'a'" },
        ],
      },
      ({ event }) => seen.push(`big ${event.data.name}`),
    ),
    client.createFunction({ id: "all", triggers: [{ event: "t/sized" }, { event: "t/else" }] }, ({ event }) =>
      seen.push(event.name),
    ),
  ]);
  await app.client.send([
    { name: "t/sized", data: { size: 11, name: "a" } },
    { name: "t/sized", data: { size: 1, name: "b" } },
    { name: "t/sized", data: { name: "no size" } },
    { name: "t/else" },
    { name: "t/unheard" },
  ]);
  await eventually(() => expect(seen).toHaveLength(5));
  await drained(app);
  expect(seen.sort()).toEqual(["big a", "t/else", "t/sized", "t/sized", "t/sized"]);
});

test("an event with a future ts starts nothing before then", async () => {
  let ranAt = 0;
  const app = await start((client) => [
    client.createFunction({ id: "future", triggers: [{ event: "t/future" }] }, () => {
      ranAt = Date.now();
    }),
  ]);
  const ts = Date.now() + 800;
  await app.client.send({ name: "t/future", ts });
  expect(await queued(app)).toBe(1);
  await drained(app);
  expect(ranAt).toBeGreaterThanOrEqual(ts - 5);
  expect(ranAt).toBeLessThan(ts + 3_000);
});

test("events that come in where no engine runs are kept, and run by the next engine", async () => {
  const seen: unknown[] = [];
  const id = "stored-app";
  const client = newClient(() => createStoringIntake(pool), id);
  await client.send([
    { id: "kept", name: "t/kept", data: { n: 1 } },
    { name: "t/kept", data: { n: 2 } },
  ]);
  await client.send({ id: "kept", name: "t/kept", data: { n: 3 } });
  const app = await start(
    (own) => [
      own.createFunction({ id: "keeper", triggers: [{ event: "t/kept" }] }, ({ event }) => seen.push(event.data.n)),
    ],
    { id },
  );
  await eventually(() => expect(seen).toHaveLength(2));
  await drained(app);
  // The engine that runs hears of more by NOTIFY.
  await client.send({ name: "t/kept", data: { n: 4 } });
  await eventually(() => expect(seen.sort()).toEqual([1, 2, 4]));
  await expect.poll(async () => (await pool.query("select id from engine_events")).rows).toEqual([]);
});

test("refuses an event of more than 512 KB", async () => {
  const app = await start(() => []);
  await expect(app.client.send({ name: "t/large", data: { text: "x".repeat(600_000) } })).rejects.toThrow(/413|larger/);
});

test("a cron trigger fires once a moment, whatever the number of engines", async () => {
  const fired: number[] = [];
  const define = (client: Parameters<Parameters<typeof start>[0]>[0]) => [
    client.createFunction({ id: "tick", triggers: [{ cron: "* * * * * *" }] }, ({ event }) =>
      fired.push(event.ts ?? 0),
    ),
  ];
  const first = await start(define, { id: "cron-app" });
  await start(define, { id: "cron-app" });
  await eventually(() => expect(fired.length).toBeGreaterThanOrEqual(3));
  await stopEngines();
  await drained(first);
  expect(new Set(fired).size).toBe(fired.length);
});
