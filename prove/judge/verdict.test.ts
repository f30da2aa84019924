import { expect, test } from "vitest";
import type { Ledger } from "./ledger";
import { arrival, steadyLedger, TIMES } from "./testing/steady-ledger";
import { type Demands, judge } from "./verdict";

const STRICT: Demands = { doubles: "none", others: "keep pace", recoverySecondsMax: 30 };

const isHurt = (at: number) => at >= TIMES.hurtAt && at < TIMES.healedAt;

function fallsOf(ledger: Ledger, demands: Partial<Demands> = {}): string[] {
  return judge(ledger, TIMES, { ...STRICT, ...demands }).falls;
}

test("a cell in which nothing happens holds, and its row has the numbers", () => {
  const verdict = judge(steadyLedger(), TIMES, STRICT);
  expect(verdict.falls).toEqual([]);
  expect(verdict.remarks).toEqual([]);
  expect(verdict.losses).toEqual({ published: 300, answered: 300, owed: 600, delivered: 600, lost: 0, miscounted: 0 });
  expect(verdict.recoverySeconds).toBe(0);
  expect(verdict.others).toMatchObject({ perSecond: 20, cleanPerSecond: 20, p95Ms: 20, cleanP95Ms: 20 });
});

test("one delivery that never comes is lost, and the cell never recovers", () => {
  const ledger = steadyLedger({ latencyMs: (sentAt, name) => (sentAt === 12_000 && name === "b" ? null : 20) });
  expect(fallsOf(ledger)).toEqual([
    "1 deliveries that were answered with 202 did not arrive",
    "no second was healthy until the end",
  ]);
});

test("an event without a 202 is owed to nobody", () => {
  const ledger = steadyLedger({
    event: (event) => (event.sentAt === 12_000 ? { key: event.key, sentAt: event.sentAt, wasGivenUp: true } : event),
    latencyMs: (sentAt) => (sentAt === 12_000 ? null : 20),
  });
  expect(judge(ledger, TIMES, STRICT)).toMatchObject({ losses: { published: 300, answered: 299 }, falls: [] });
});

test("a sick destination is owed nothing, a held one all", () => {
  const withOne = (kind: "sick" | "held") =>
    steadyLedger({
      destinations: [
        { name: "a", kind: "healthy" },
        { name: "x", kind },
      ],
      latencyMs: (_, name) => (name === "x" ? null : 20),
    });
  expect(fallsOf(withOne("sick"))).toEqual([]);
  expect(fallsOf(withOne("held"))).toEqual(["300 deliveries that were answered with 202 did not arrive"]);
});

test("an answer that counts too few deliveries is a fall", () => {
  const ledger = steadyLedger({ event: (event) => (event.sentAt === 500 ? { ...event, deliveries: 1 } : event) });
  expect(fallsOf(ledger)).toEqual(["1 answers counted other deliveries than there are destinations"]);
});

test("what is sent twice falls where no process was killed, and beyond what was in flight where one was frozen", () => {
  const ledger = steadyLedger();
  const again = [arrival("e1", "a", 9_000), arrival("e2", "b", 9_000)];
  const twice = { ...ledger, arrivals: [...ledger.arrivals, ...again] };
  expect(fallsOf(twice)).toEqual(["2 requests were sent twice (2 to healthy)"]);
  expect(fallsOf(twice, { doubles: "any" })).toEqual([]);
  expect(fallsOf(twice, { doubles: 2 })).toEqual([]);
  expect(fallsOf(twice, { doubles: 1 })).toEqual(["2 requests were sent twice (2 to healthy), 1 were in flight"]);
});

test("a neighbour that stops everybody falls, unless all of it is hurt", () => {
  // What is published during the hurt comes at its end.
  const ledger = steadyLedger({ latencyMs: (sentAt) => (isHurt(sentAt) ? TIMES.healedAt - sentAt + 20 : 20) });
  expect(fallsOf(ledger)).toEqual([
    "the others got nothing for 10.0 s",
    "the others fell to 0 % of their throughput",
    "the others' p95 rose from 0.02 s to 9.6 s",
  ]);
  expect(fallsOf(ledger, { others: "may stop" })).toEqual([]);
  expect(judge(ledger, TIMES, STRICT).recoverySeconds).toBe(0);
});

test("slower neighbours fall where they must keep pace alone", () => {
  const ledger = steadyLedger({ latencyMs: (sentAt) => (isHurt(sentAt) ? 400 : 20) });
  expect(fallsOf(ledger)).toEqual(["the others' p95 rose from 0.02 s to 0.40 s"]);
  expect(fallsOf(ledger, { others: "go on" })).toEqual([]);
});

test("a recovery longer than allowed falls", () => {
  const ledger = steadyLedger({ latencyMs: (sentAt) => (sentAt >= 20_000 && sentAt < 25_000 ? 900 : 20) });
  // The second that follows still waits for what the last slow one published.
  expect(judge(ledger, TIMES, STRICT).recoverySeconds).toBe(5);
  expect(fallsOf(ledger, { recoverySecondsMax: 4 })).toEqual(["it took 5 s to recover, 4 allowed"]);
});

test("a machine too busy for a clean run is named", () => {
  expect(judge(steadyLedger({ latencyMs: () => 600 }), TIMES, STRICT)).toMatchObject({
    falls: [],
    remarks: ["the machine was busy: the clean p95 was 0.60 s"],
  });
});

test("what clients and health said falls short without failing the cell", () => {
  const ledger = steadyLedger({ latencyMs: (sentAt) => (isHurt(sentAt) ? TIMES.healedAt - sentAt + 20 : 20) });
  const bare = { at: 11_000, hasRetryAfter: false };
  const said = {
    ...ledger,
    requests: [
      { ...bare, tookMs: 6_000, status: 500 },
      { ...bare, tookMs: 10, status: 503, hasRetryAfter: true, problemType: "https://example.com/unavailable" },
    ],
    health: [{ askedAt: 12_000, answeredAt: 12_010, said: "ok" }],
  };
  const verdict = judge(said, TIMES, { ...STRICT, others: "may stop" });
  expect(verdict.falls).toEqual([]);
  expect(verdict.remarks).toEqual([
    "1 answers were 500",
    "1 of 2 server errors had no Retry-After",
    "1 of 2 server errors had no problem type",
    "an answer took 6.0 s",
    'health said "ok" while nothing left for 10.0 s',
  ]);
});
