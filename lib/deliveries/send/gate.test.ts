import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LOOK_EVERY_MS, OPEN_MAX, type Passage, pass, WAITING_MIN } from "./gate";

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

  describe("beyond its places", () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    it("sends away what a slow destination would keep waiting, one after the other, and keeps others free", async () => {
      const open = await fill("br_slow");
      const answers = ask("br_slow", WAITING_MIN + 100);
      await vi.advanceTimersByTimeAsync(LOOK_EVERY_MS);
      const times = answers.slice(WAITING_MIN).map((answer) => awayMs(answer.passage));
      expect(Math.min(...times)).toBeGreaterThanOrEqual(5_000);
      expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(1_900);
      expect(answers.slice(0, WAITING_MIN).every(({ passage }) => passage === undefined)).toBe(true);
      expect(awayMs(await pass("br_slow"))).toBeGreaterThan(5_000);
      expect(await pass("br_other")).toHaveProperty("leave");
      for (const passage of open) leave(passage);
      await drain(answers.slice(0, WAITING_MIN));
      expect(await pass("br_slow")).toHaveProperty("leave");
    });

    it("lets as many wait as a quick destination takes in time", async () => {
      const open = await fill("br_quick");
      const answers = ask("br_quick", 5_000);
      // A thousand end between two looks: two thousand a second, so that six thousand may wait.
      for (const passage of open) leave(passage);
      for (let ended = 0; ended < 900; ended += OPEN_MAX) {
        await drain(answers.slice(ended, ended + OPEN_MAX));
      }
      await vi.advanceTimersByTimeAsync(LOOK_EVERY_MS);
      expect(answers.filter(({ passage }) => passage && "awayMs" in passage)).toEqual([]);
      await drain(answers.slice(900));
      expect(answers.every(({ passage }) => passage && "leave" in passage)).toBe(true);
    });
  });
});

type Answer = { passage: Passage | undefined };

function fill(destinationId: string): Promise<Passage[]> {
  return Promise.all(Array.from({ length: OPEN_MAX }, () => pass(destinationId)));
}

// Each answer appears in its place once it is given.
function ask(destinationId: string, count: number): Answer[] {
  return Array.from({ length: count }, () => {
    const answer: Answer = { passage: undefined };
    void pass(destinationId).then((passage) => {
      answer.passage = passage;
    });
    return answer;
  });
}

// Lets each of them go as soon as it has passed.
async function drain(answers: readonly Answer[]): Promise<void> {
  for (const answer of answers) {
    // The clock stands still, promises go on.
    if (!answer.passage) await vi.advanceTimersByTimeAsync(0);
    if (!answer.passage) throw new Error("it has not passed");
    leave(answer.passage);
  }
}

function awayMs(passage: Passage | undefined): number {
  return passage && "awayMs" in passage ? passage.awayMs : 0;
}
