import { expect, it } from "vitest";
import { inLine } from "./in-line";

it("lets one in at a time, each key by itself, and goes on after a failure", async () => {
  const inside = new Map<string, number>();
  let most = 0;
  const work = (key: string) =>
    inLine(key, async () => {
      inside.set(key, (inside.get(key) ?? 0) + 1);
      most = Math.max(most, inside.get(key) ?? 0);
      await Promise.resolve();
      inside.set(key, (inside.get(key) ?? 0) - 1);
      return key;
    });
  const failing = inLine("a", () => Promise.reject(new Error("no")));
  const results = await Promise.all([..."aabbaabb"].map(work));
  await expect(failing).rejects.toThrow("no");
  expect([results.join(""), most]).toEqual(["aabbaabb", 1]);
  const order: string[] = [];
  await Promise.all([
    inLine("c", async () => {
      await inLine("d", async () => void order.push("other key"));
      order.push("own key");
    }),
    inLine("c", async () => void order.push("next")),
  ]);
  expect(order).toEqual(["other key", "own key", "next"]);
});
