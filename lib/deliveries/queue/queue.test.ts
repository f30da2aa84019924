import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { inngest } from "@/inngest/client";
import type { DeliveriesDue } from "@/inngest/events";
import { type Due, queueAttempts, queueFirstAttempts, WAKE_UP_MAX, wakeDestinations } from "./queue";

type Event = { name: string; id?: string; ts?: number; data: DeliveriesDue & { destinationId?: string } };

let send: MockInstance;
beforeEach(() => {
  send = vi.spyOn(inngest, "send").mockResolvedValue({ ids: [] });
});
afterEach(() => send.mockRestore());

const sent = (): Event[] => send.mock.calls.flatMap(([events]) => events as Event[]);
const named = ({ data }: Event): string[] => Object.values(data.deliveries).flat();
const now = Date.UTC(2026, 10, 27, 12);
const due = (id: number, inMs: number, attempt = 1): Due => ({
  ...{ deliveryId: `dlv_${id}`, destinationId: `sub_${id % 3}`, attempt },
  dueAt: new Date(now + inMs),
});

describe("first attempts", () => {
  it("share wake-ups of a hundred, which name each once, under its destination", async () => {
    const deliveries = Array.from({ length: 250 }, (_, n) => ({ id: `dlv_${n}`, destinationId: `sub_${n % 51}` }));
    await queueFirstAttempts(deliveries);
    expect(sent().map((event) => named(event).length)).toEqual([WAKE_UP_MAX, WAKE_UP_MAX, 50]);
    expect(sent().flatMap(named).sort()).toEqual(deliveries.map(({ id }) => id).sort());
    for (const { data, ts } of sent()) {
      expect(data.attempt).toBe(0);
      expect(ts).toBeUndefined();
      for (const [destinationId, ids] of Object.entries(data.deliveries)) {
        for (const id of ids) expect(destinationId).toBe(`sub_${Number(id.slice(4)) % 51}`);
      }
    }
    expect(new Set(sent().map(({ id }) => id)).size).toBe(3);
  });

  it("of nothing ask for nothing", async () => {
    await queueFirstAttempts([]);
    expect(send).not.toHaveBeenCalled();
  });
});

describe("attempts that fall due later", () => {
  it("share a wake-up when they fall due together, and none comes before its time", async () => {
    const together = Array.from({ length: 40 }, (_, n) => due(n, 5_001 + n));
    await queueAttempts([...together, due(98, 9_000), due(99, 5_010, 2)]);
    const events = sent();
    expect(events.map((event) => named(event).length).sort()).toEqual([1, 1, 40]);
    for (const event of events) {
      const times = [...together, due(98, 9_000), due(99, 5_010, 2)].filter(({ deliveryId }) =>
        named(event).includes(deliveryId),
      );
      const latest = Math.max(...times.map(({ dueAt }) => dueAt?.getTime() ?? 0));
      expect(event.ts).toBe(latest);
      expect(new Set(times.map(({ attempt }) => attempt))).toEqual(new Set([event.data.attempt]));
    }
  });

  it("make nobody wait long for their company", async () => {
    const spread = Array.from({ length: 100 }, (_, n) => due(n, n * 37));
    await queueAttempts(spread);
    for (const event of sent()) {
      const times = spread
        .filter(({ deliveryId }) => named(event).includes(deliveryId))
        .map(({ dueAt }) => Number(dueAt));
      expect((event.ts ?? 0) - Math.min(...times)).toBeLessThanOrEqual(250);
    }
    expect(sent().length).toBeLessThan(20);
  });
});

it("looks at destinations each by a wake-up of its own, at a moment or now", async () => {
  await wakeDestinations(["sub_1", "sub_2"]);
  await wakeDestinations(["sub_1"], new Date(now));
  expect(sent().map(({ data, ts }) => [data.destinationId, ts])).toEqual([
    ["sub_1", undefined],
    ["sub_2", undefined],
    ["sub_1", now],
  ]);
  expect(new Set(sent().map(({ id }) => id)).size).toBe(3);
});

it("fails nobody when the queue is away: the database knows what is due", async () => {
  send.mockRejectedValue(new Error("the queue is away"));
  await expect(queueFirstAttempts([{ id: "dlv_1", destinationId: "sub_1" }])).resolves.toBeUndefined();
  await expect(wakeDestinations(["sub_1"])).resolves.toBeUndefined();
});
