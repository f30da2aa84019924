import { afterEach, expect, test } from "vitest";
import { drained, eventually, start, stopEngines } from "./testing/harness";

afterEach(stopEngines);

/** Counts what runs at the same time, by key. */
function gauge() {
  const now: Record<string, number> = {};
  const most: Record<string, number> = {};
  let ended = 0;
  return {
    most,
    get ended() {
      return ended;
    },
    async hold(key: string) {
      now[key] = (now[key] ?? 0) + 1;
      most[key] = Math.max(most[key] ?? 0, now[key]);
      // Long enough for another one to slip in if it could.
      await new Promise((resolve) => setTimeout(resolve, 30));
      now[key]--;
      ended++;
    },
  };
}

test("never runs more of a function than its limit, over all engines", async () => {
  const meter = gauge();
  const define = (client: Parameters<Parameters<typeof start>[0]>[0]) => [
    client.createFunction({ id: "two", concurrency: 2, triggers: [{ event: "t/two" }] }, () => meter.hold("all")),
  ];
  const app = await start(define, { id: "limited" });
  await start(define, { id: "limited" });
  await app.client.send(Array.from({ length: 12 }, () => ({ name: "t/two" })));
  await eventually(() => expect(meter.ended).toBe(12));
  await drained(app);
  expect(meter.most).toEqual({ all: 2 });
});

test("limits each key by itself", async () => {
  const meter = gauge();
  const app = await start((client) => [
    client.createFunction(
      { id: "keyed", concurrency: { limit: 1, key: "event.data.tenant" }, triggers: [{ event: "t/keyed" }] },
      async ({ event }) => {
        await Promise.all([meter.hold(event.data.tenant), meter.hold("all")]);
      },
    ),
  ]);
  const tenants = ["a", "b", "c"].flatMap((tenant) =>
    Array.from({ length: 4 }, () => ({ name: "t/keyed", data: { tenant } })),
  );
  await app.client.send(tenants);
  await eventually(() => expect(meter.ended).toBe(24));
  await drained(app);
  expect(meter.most).toEqual({ a: 1, b: 1, c: 1, all: expect.any(Number) });
  expect(meter.most.all).toBeGreaterThan(1);
});
