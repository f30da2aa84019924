import { describe, expect, it } from "vitest";
import { relativeWords } from "./relative-words";
import { shortenId } from "./shorten-id";

const now = Date.parse("2026-11-23T12:00:00Z");

describe("relativeWords", () => {
  it.each([
    ["2026-11-23T11:59:58Z", "just now"],
    ["2026-11-23T11:59:20Z", "40 s ago"],
    ["2026-11-23T11:58:00Z", "2 min ago"],
    ["2026-11-23T12:04:00Z", "in 4 min"],
    ["2026-11-23T02:00:00Z", "10 h ago"],
    ["2026-11-20T12:00:00Z", "3 days ago"],
    ["2026-10-01T12:00:00Z", "1 Oct 2026"],
  ])("%s reads %s", (at, words) => {
    expect(relativeWords(Date.parse(at), now)).toBe(words);
  });
});

describe("shortenId", () => {
  it("keeps prefix, head and tail", () => {
    expect(shortenId("dlv_01JD3ZK4ABCDEFGHJKMNPQ9XQM")).toBe("dlv_01JD3ZK4…9XQM");
  });
  it("leaves short texts whole", () => {
    expect(shortenId("wr_42")).toBe("wr_42");
  });
});
