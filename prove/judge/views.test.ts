import { expect, test } from "vitest";
import { clientInWords, clientView } from "./client-view";
import { healthInWords, healthView } from "./health-view";
import { TIMES } from "./testing/steady-ledger";

const request = { hasRetryAfter: false, tookMs: 10 };

test("the client's view begins with what is open when the hurt begins", () => {
  const view = clientView(
    [
      { ...request, at: 9_000, status: 202 },
      { ...request, at: 9_500, tookMs: 4_000, status: 202 },
      { ...request, at: 11_000, status: "no answer" },
      { ...request, at: 12_000, status: 500, problemType: "about:blank" },
      { ...request, at: 12_000, status: 503, problemType: "https://x/unavailable", hasRetryAfter: true },
    ],
    TIMES,
  );
  expect(clientInWords(view)).toBe(
    "202 ×1, 500 ×1, 503 ×1, no answer ×1, slowest 4.0 s; of 2 5xx 1 with Retry-After, 1 with a problem type",
  );
});

test("health: what it said during the hurt, and when it first said that something is wrong", () => {
  const answer = (askedAt: number, said: string, tookMs = 5) => ({ askedAt, answeredAt: askedAt + tookMs, said });
  expect(healthInWords(healthView([], TIMES))).toBe("not asked");
  expect(healthInWords(healthView([answer(5_000, "503"), answer(11_000, "ok")], TIMES))).toBe("ok throughout");
  const view = healthView([answer(10_500, "ok"), answer(11_000, "503", 5_000), answer(19_000, "no answer")], TIMES);
  expect(healthInWords(view)).toBe("503 ×1, ok ×1, no answer ×1, first not ok after 6.0 s");
});
