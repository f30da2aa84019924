import { describe, expect, it } from "vitest";
import { isFiltered, readFilterParams, writeFilterParams } from "./filter-schema";
import { deliveryPageParams } from "./page-schema";

const BRIDGE = "br_01K9ZZZZZZZZZZZZZZZZZZZZZZ";

describe("the log's filters in an address", () => {
  it("come back as they were written", () => {
    const address = `status=failed&event=workroom.completed&bridge=${BRIDGE}&since=2026-11-01T00:00:00Z`;
    expect(writeFilterParams(readFilterParams(new URLSearchParams(address))).toString()).toBe(
      new URLSearchParams(address).toString(),
    );
  });

  it("leave out what cannot be read, and what is not theirs", () => {
    const query = new URLSearchParams("status=broken&event=%27;--&bridge=br_1&time=1y&since=yesterday&tab=activity");
    expect(isFiltered(readFilterParams(query))).toBe(false);
  });
});

describe("a page's place", () => {
  it("refuses what is no delivery's id", () => {
    expect(deliveryPageParams.safeParse({ cursor: "dlv_'" }).success).toBe(false);
    expect(deliveryPageParams.safeParse({ watch: "dlv_01,br_02" }).success).toBe(false);
    expect(deliveryPageParams.parse({ watch: "" })).toEqual({ watch: [] });
  });
});
