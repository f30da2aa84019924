import { describe, expect, it } from "vitest";
import type { Verdict } from "@/lib/formats/format";
import { type Exchange, judge, summarize } from "./outcome";

const endedAt = new Date("2026-11-23T12:00:00Z");
const twoHundreds = ({ status }: { status: number }): Verdict =>
  status >= 200 && status < 300
    ? { kind: "delivered", explanation: "Delivered." }
    : { kind: "retry", explanation: `Answered ${status}.` };

function outcome(exchange: Exchange, attemptNumber = 1, interpret = twoHundreds) {
  return judge({ exchange, interpret, attemptNumber, endedAt, random: 0.5 });
}

const answer = (status: number, headers: Record<string, string> = {}): Exchange => ({
  ok: true,
  status,
  headers,
  body: "",
});

describe("judge", () => {
  it("ends a delivery that was accepted", () => {
    expect(outcome(answer(204))).toMatchObject({ status: "delivered", nextAt: null, disables: false });
  });

  it("retries what may pass, and fails after the tenth attempt", () => {
    expect(outcome(answer(500)).nextAt).toEqual(new Date("2026-11-23T12:00:05Z"));
    const last = outcome(answer(500), 10);
    expect(last).toMatchObject({ status: "failed", nextAt: null });
    expect(summarize(last, 10)).toBe("Answered 500. That was the last of 10 attempts.");
  });

  it("waits as long as the receiver asks", () => {
    expect(outcome(answer(429, { "retry-after": "90" })).nextAt).toEqual(new Date("2026-11-23T12:01:30Z"));
  });

  it("takes a redirect for a failure that says where it pointed, without what its query may carry", () => {
    const redirected = outcome(answer(301, { location: "https://other.example/hook?token=abc" }));
    expect(redirected.status).toBe("retrying");
    expect(redirected.explanation).toContain("https://other.example/hook");
    expect(redirected.explanation).not.toContain("abc");
  });

  it("calls a 304 what it is, and says what to change", () => {
    const { status, explanation } = outcome(answer(304, { location: "https://other.example/hook" }));
    expect(status).toBe("retrying");
    expect(explanation).toMatch(/^The destination answered 304 Not Modified\b.*answer 200/);
    expect(explanation).not.toMatch(/redirect|final URL|other\.example/i);
  });

  it("disables on 410, in the words of the format where it has some", () => {
    expect(outcome(answer(410))).toMatchObject({ status: "failed", disables: true, nextAt: null });
    const archived = outcome(answer(410), 1, () => ({ kind: "permanent", explanation: "The channel is archived." }));
    expect(archived).toMatchObject({ disables: true, explanation: "The channel is archived." });
  });

  it("stops at once at what the format knows to be permanent", () => {
    const outcomeOfNoService = outcome(answer(404), 1, () => ({ kind: "permanent", explanation: "Removed." }));
    expect(outcomeOfNoService).toMatchObject({ status: "failed", nextAt: null, disables: false });
  });

  it("retries when no answer came", () => {
    const silent = outcome({ ok: false, errorClass: "timeout", message: "No answer within 15 s." });
    expect(silent).toMatchObject({ status: "retrying", explanation: "No answer within 15 s." });
  });
});
