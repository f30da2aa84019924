import { afterEach, describe, expect, it } from "vitest";
import { toDays, toSpan } from "./day-range";

const zone = process.env.TZ;

describe("a range of days", () => {
  afterEach(() => {
    process.env.TZ = zone;
  });

  it("runs from midnight to midnight in the reader's zone and comes back as it was", () => {
    process.env.TZ = "Europe/Berlin";
    const days = { from: "2026-10-24", to: "2026-10-25" };
    const span = toSpan(days);
    // The 25th has 25 hours there.
    expect(span).toEqual({ since: "2026-10-23T22:00:00.000Z", until: "2026-10-25T23:00:00.000Z" });
    expect(toDays(span)).toEqual(days);
  });

  it("may be open at either end", () => {
    expect(toSpan({ from: "", to: "2026-11-23" }).since).toBeUndefined();
    expect(toSpan({ from: "2026-11-23", to: "" }).until).toBeUndefined();
    expect(toDays({})).toEqual({ from: "", to: "" });
  });
});
