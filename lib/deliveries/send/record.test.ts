import { beforeEach, describe, expect, it, vi } from "vitest";
import { inngest } from "@/inngest/client";
import { sqlPool, workPool } from "@/lib/db/client";
import { attemptRecord, attemptResult, retryOutcome } from "@/lib/testing/attempt-result";
import { afterTest } from "@/lib/testing/sender";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { attemptRows, deliveryRow, NOWHERE, publishMany, webhookRow, webhookTo } from "@/lib/testing/webhooks";
import type { AttemptResult } from "./attempt";
import { type Claimed, claimNamed } from "./lease";
import { recordAttempt } from "./record";
import { healthWritten } from "./write-health";

const NEIGHBOURS = 20;
// As large as a provider's token may be, and as odd.
const ODD_TEXT = "a\u0000b\ud83d";

let tenant: Tenant;
beforeEach(async () => {
  tenant = await createTenant();
  await webhookTo(tenant, NOWHERE);
});

async function claimed(count: number): Promise<Claimed[]> {
  const ids = await publishMany(tenant, count);
  return claimNamed({ ids, attempt: 0, bytesMax: Number.MAX_SAFE_INTEGER });
}

// One call of many, so that all but the first share a statement.
async function recordTogether(odd: Partial<AttemptResult>): Promise<{ odd: Claimed; neighbours: Claimed[] }> {
  const [first, ...rest] = await claimed(NEIGHBOURS + 1);
  if (!first) throw new Error("Nothing was claimed.");
  const middle = rest.length / 2;
  const all = [...rest.slice(0, middle), first, ...rest.slice(middle)];
  const result = (one: Claimed) => attemptResult(one === first ? { outcome: retryOutcome(), ...odd } : {});
  await Promise.all(all.map((one) => recordAttempt(attemptRecord(one, result(one)))));
  await healthWritten();
  return { odd: first, neighbours: rest };
}

const KEPT: [string, Partial<AttemptResult>, Record<string, unknown>][] = [
  ["a token in our own header", { requestHeaders: { authorization: `Bearer ${ODD_TEXT}` } }, {}],
  ["a header's name", { responseHeaders: { [ODD_TEXT]: "1" } }, { responseHeaders: { "a\ufffdb\ufffd": "1" } }],
  ["a header's value", { responseHeaders: { "x-odd": ODD_TEXT } }, { responseHeaders: { "x-odd": "a\ufffdb\ufffd" } }],
  ["a body", { responseBody: ODD_TEXT }, { responseBody: "a\ufffdb\ufffd" }],
  ["an explanation", { outcome: retryOutcome(ODD_TEXT) }, { explanation: "a\ufffdb\ufffd" }],
  ["a length over 2 GiB", { responseBodyBytes: 3_000_000_000 }, { responseBodyBytes: 3_000_000_000n }],
  ["a length that is no number", { responseBodyBytes: Number.NaN }, { responseBodyBytes: null }],
  ["a length without end", { responseBodyBytes: Number.POSITIVE_INFINITY }, { responseBodyBytes: null }],
  ["a length of twenty digits", { responseBodyBytes: 1e20 }, { responseBodyBytes: null }],
  ["status 999", { responseStatus: 999 }, { responseStatus: 999 }],
];

describe("recordAttempt", () => {
  it.each(KEPT)("keeps what came whatever it is: %s", async (_, odd, row) => {
    const { odd: one, neighbours } = await recordTogether(odd);
    expect(await attemptRows(one.id)).toMatchObject([{ number: 1, verdict: "retry", ...row }]);
    expect(await deliveryRow(one.id)).toMatchObject({ status: "retrying", attemptCount: 1, lease: null });
    for (const { id } of neighbours) expect(await deliveryRow(id)).toMatchObject({ status: "delivered" });
  });

  it("keeps the bare facts of what the database refuses, on schedule, and its neighbours whole", async () => {
    const { odd, neighbours } = await recordTogether({ responseStatus: 3_000_000_000, responseBody: "lost" });
    const explanation = "The destination answered with an unreadable status; what it said could not be kept.";
    expect(await attemptRows(odd.id)).toMatchObject([
      { number: 1, explanation, responseStatus: null, responseBody: null },
    ]);
    const row = await deliveryRow(odd.id);
    expect(row).toMatchObject({ status: "retrying", attemptCount: 1, lease: null, summary: explanation });
    expect(row.dueAt?.getTime() ?? 0).toBeGreaterThan(Date.now() + 2_000);
    for (const { id } of neighbours) {
      expect(await attemptRows(id)).toMatchObject([{ number: 1, responseBody: "ok" }]);
    }
  });

  it("changes nothing when the lease is somebody else's by now", async () => {
    const [one] = await claimed(1);
    if (!one) throw new Error("Nothing was claimed.");
    await sqlPool().query("UPDATE deliveries SET lease = 'another' WHERE id = $1", [one.id]);
    await recordAttempt(attemptRecord(one));
    expect(await attemptRows(one.id)).toEqual([]);
    expect(await deliveryRow(one.id)).toMatchObject({ status: "pending", attemptCount: 0, lease: "another" });
  });

  it("changes nothing when its number is on record already", async () => {
    const [one] = await claimed(1);
    if (!one) throw new Error("Nothing was claimed.");
    await sqlPool().query("UPDATE deliveries SET attempt_count = 1 WHERE id = $1", [one.id]);
    await recordAttempt(attemptRecord(one));
    expect(await attemptRows(one.id)).toEqual([]);
    expect(await deliveryRow(one.id)).toMatchObject({ status: "pending", attemptCount: 1, lease: one.lease });
  });

  it("knows its own when the database took them, and the connection broke before it said so", async () => {
    const all = await claimed(3);
    const pool = workPool();
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
    const cut = vi.spyOn(pool, "query").mockImplementationOnce(async (...args: unknown[]) => {
      await query(...args);
      throw Object.assign(new Error("terminating connection"), { code: "57P01" });
    });
    const queued = vi.spyOn(inngest, "send");
    afterTest(async () => {
      for (const spy of [cut, queued]) spy.mockRestore();
    });
    const result = attemptResult({ responseStatus: 404, outcome: retryOutcome() });
    await Promise.all(all.map((one) => recordAttempt(attemptRecord(one, result))));
    await healthWritten();
    for (const { id } of all) expect(await attemptRows(id)).toHaveLength(1);
    expect(await webhookRow(all[0]?.destinationId ?? "")).toMatchObject({ consecutiveFailures: 3 });
    const [one] = all;
    expect(JSON.stringify(queued.mock.calls)).toContain(`"destinationId":"${one?.destinationId}"`);
  });

  it("ends a run of failures with the first success", async () => {
    const [failed, delivered] = await claimed(2);
    if (!failed || !delivered) throw new Error("Nothing was claimed.");
    await recordAttempt(attemptRecord(failed, attemptResult({ responseStatus: 404, outcome: retryOutcome() })));
    await healthWritten();
    const { destinationId } = failed;
    expect(await webhookRow(destinationId)).toMatchObject({ failingSince: expect.any(Date), consecutiveFailures: 1 });
    await recordAttempt(attemptRecord(delivered));
    await healthWritten();
    const healthy = { failingSince: null, consecutiveFailures: 0, lastVerdict: "delivered" };
    expect(await webhookRow(destinationId)).toMatchObject(healthy);
  });
});
