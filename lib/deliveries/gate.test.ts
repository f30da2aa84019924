import { describe, expect, it } from "vitest";
import { OPEN_MAX, type Passage, pass, WAITING_MAX } from "./gate";

const leave = (passage: Passage) => ("leave" in passage ? passage.leave() : undefined);

describe("pass", () => {
  it("keeps so many requests open to one destination, and lets the longest waiting go next", async () => {
    const open = await Promise.all(Array.from({ length: OPEN_MAX }, () => pass("br_busy")));
    const order: string[] = [];
    const queue = async (name: string) => {
      const passage = await pass("br_busy");
      order.push(name);
      return passage;
    };
    const [first, second] = [queue("first"), queue("second")];
    await pass("br_other").then(leave);
    expect(order).toEqual([]);
    for (const passage of open) leave(passage);
    leave(await first);
    leave(await second);
    expect(order).toEqual(["first", "second"]);
  });

  it("sends away what would wait too long, one after the other, and keeps other destinations free", async () => {
    const open = await Promise.all(Array.from({ length: OPEN_MAX }, () => pass("br_slow")));
    const waiting = Array.from({ length: WAITING_MAX }, () => pass("br_slow"));
    const away = await Promise.all(Array.from({ length: 100 }, () => pass("br_slow", 1_000)));
    const times = away.map((passage) => ("awayMs" in passage ? passage.awayMs : 0));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(5_000);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(1_900);
    expect(await pass("br_other")).toHaveProperty("leave");
    for (const passage of open) leave(passage);
    for (const passage of waiting) leave(await passage);
    expect(await pass("br_slow")).toHaveProperty("leave");
  });
});
