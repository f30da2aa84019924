import { beforeEach, describe, expect, it, vi } from "vitest";
import { inngest } from "@/inngest/client";
import { newId } from "@/lib/ids";
import { afterTest } from "@/lib/testing/sender";
import { beginFlight, FLIGHT_BYTES_MAX, FLIGHTS_MAX } from "./flights";
import {
  type Ended,
  freePlace,
  holdWindow,
  leaveWaiting,
  OPEN_MAX,
  releaseWindow,
  resetWindow,
  roomFor,
  stopWaiting,
  takePlaces,
} from "./window";

let id: string;
let passedMs: number;
beforeEach(() => {
  id = newId("subscription");
  passedMs = 0;
  const steady = performance.now.bind(performance);
  // Whole, so that sums of it are exact.
  const startedAt = Math.round(steady());
  const clock = vi.spyOn(performance, "now").mockImplementation(() => startedAt + passedMs);
  afterTest(async () => clock.mockRestore());
});

function answered(count: number, ended: Ended = "answered", destinationId = id): void {
  for (let n = 0; n < count; n++) {
    takePlaces(destinationId, 1);
    freePlace(destinationId, ended);
  }
}

describe("the window of a destination", () => {
  it("starts with two, and opens slowly while nobody answers", () => {
    expect(roomFor(id)).toBe(2);
    takePlaces(id, 2);
    expect(roomFor(id)).toBe(0);
    passedMs += 200;
    expect(roomFor(id)).toBe(1);
    passedMs += 60_000;
    expect(roomFor(id)).toBe(8);
    takePlaces(id, 8);
    passedMs += 60_000;
    expect(roomFor(id)).toBe(0);
  });

  it("grows with each answer up to a hundred: the 101st request waits", () => {
    answered(10);
    expect(roomFor(id)).toBe(12);
    answered(200);
    expect(roomFor(id)).toBe(OPEN_MAX);
    takePlaces(id, OPEN_MAX);
    passedMs += 60_000;
    expect(roomFor(id)).toBe(0);
    freePlace(id, "answered");
    expect(roomFor(id)).toBe(1);
  });

  it("shrinks by half with each failure of a dead host's kind, and to the least when it is asked for patience", () => {
    answered(98);
    answered(1, "dead");
    expect(roomFor(id)).toBe(50);
    answered(1, "dead");
    expect(roomFor(id)).toBe(25);
    answered(1, "unsent");
    expect(roomFor(id)).toBe(25);
    answered(1, "refused");
    expect(roomFor(id)).toBe(1);
    answered(1, "unsent");
    expect(roomFor(id)).toBe(1);
    answered(50);
    expect(roomFor(id)).toBe(51);
    resetWindow(id);
    expect(roomFor(id)).toBe(2);
  });

  it("shrinks to ten with failures that are answered, which hold nothing for long", () => {
    answered(98);
    answered(2, "failed");
    expect(roomFor(id)).toBe(25);
    answered(10, "failed");
    expect(roomFor(id)).toBe(10);
    answered(4, "dead");
    expect(roomFor(id)).toBe(2);
    answered(1, "failed");
    expect(roomFor(id)).toBe(2);
  });

  it("is shut for as long as patience was asked for, and says what was taken in such a span before", () => {
    answered(3);
    passedMs += 10_000;
    answered(2);
    expect(holdWindow(id, 5_000)).toBe(2);
    expect(roomFor(id)).toBe(0);
    passedMs += 4_999;
    expect(roomFor(id)).toBe(0);
    passedMs += 2;
    expect(roomFor(id)).toBeGreaterThan(0);
    expect(holdWindow(newId("subscription"), 1_000)).toBe(0);
    expect(holdWindow(id, 60_000)).toBe(5);
    expect(roomFor(id)).toBe(0);
    releaseWindow(id);
    expect(roomFor(id)).toBeGreaterThan(0);
  });

  it("is a quarter of what the process has left, and shut when nothing is left", () => {
    answered(200);
    const held = { lease: "", leaseEndsAt: Number.POSITIVE_INFINITY, destinationId: "another" };
    const flights = Array.from({ length: FLIGHTS_MAX - 40 }, (_, n) => beginFlight({ ...held, id: `${n}`, bytes: 1 }));
    expect(roomFor(id)).toBe(10);
    for (const flight of flights) flight.end();
    const large = beginFlight({ ...held, id: "large", bytes: FLIGHT_BYTES_MAX });
    expect(roomFor(id)).toBe(0);
    large.end();
    expect(roomFor(id)).toBe(OPEN_MAX);
  });
});

describe("what waits for a place", () => {
  const looksAt = (destinationId: string) => {
    const send = vi.spyOn(inngest, "send");
    afterTest(async () => send.mockRestore());
    return () => JSON.stringify(send.mock.calls).split(`"destinationId":"${destinationId}"`).length - 1;
  };

  it("is looked at as soon as a place is free, once", async () => {
    const looks = looksAt(id);
    takePlaces(id, 2);
    leaveWaiting(id);
    freePlace(id, "answered");
    freePlace(id, "answered");
    await vi.waitFor(() => expect(looks()).toBe(1));
  });

  it("is looked at when no answer comes, as the window opens by itself", async () => {
    const looks = looksAt(id);
    takePlaces(id, 2);
    leaveWaiting(id);
    passedMs += 300;
    await vi.waitFor(() => expect(looks()).toBe(1));
  });

  it("is left to whoever looks already", async () => {
    const looks = looksAt(id);
    const other = newId("subscription");
    const otherLooks = looksAt(other);
    for (const each of [id, other]) {
      takePlaces(each, 1);
      leaveWaiting(each);
    }
    stopWaiting(id);
    for (const each of [id, other]) freePlace(each, "answered");
    await vi.waitFor(() => expect(otherLooks()).toBe(1));
    expect(looks()).toBe(0);
  });
});
