import { describe, expect, it } from "vitest";
import { idPattern, newId } from "./ids";

describe("newId", () => {
  it("never runs backwards within a process", () => {
    const ids = Array.from({ length: 5_000 }, () => newId("delivery"));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids.slice(0, 20)) expect(id).toMatch(idPattern("delivery"));
  });
});
