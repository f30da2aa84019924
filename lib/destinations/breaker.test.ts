import { beforeEach, describe, expect, it } from "vitest";
import { sqlPool } from "@/lib/db/client";
import { type PastAttempts, pastAttempts } from "@/lib/testing/past-attempts";
import { lockedDestination } from "@/lib/testing/row-lock";
import { createTenant } from "@/lib/testing/tenant";
import { NOWHERE, webhookRow, webhookTo } from "@/lib/testing/webhooks";
import { openBreakers, PROBE_AFTER_MS, returnProbe, takeProbe } from "./breaker";

let id: string;
beforeEach(async () => {
  id = await webhookTo(await createTenant(), NOWHERE);
});

const past = (of: Omit<PastAttempts, "destinationId">) => pastAttempts({ destinationId: id, ...of });
const change = (set: string) => sqlPool().query(`UPDATE destinations SET ${set} WHERE id = $1`, [id]);
const opens = async () => (await openBreakers([id])).length === 1;
const isOpen = async () => (await webhookRow(id)).breakerOpenedAt !== null;

describe("a breaker", () => {
  it("opens at ten attempts of which nine failed as a dead host's do, and says why and until when", async () => {
    await past({ count: 9 });
    await past({ count: 1, status: 200 });
    expect(await openBreakers([id])).toEqual([{ id, probeInMs: PROBE_AFTER_MS }]);
    const row = await webhookRow(id);
    expect(row.breakerReason).toBe("9 of 10 attempts within a minute failed. The last one: It did not do.");
    expect((row.breakerProbeAt?.getTime() ?? 0) - (row.breakerOpenedAt?.getTime() ?? 0)).toBe(PROBE_AFTER_MS);
  });

  it("stays closed at nine attempts, however they ended", async () => {
    await past({ count: 9 });
    expect(await opens()).toBe(false);
    await past({ count: 1 });
    expect(await opens()).toBe(true);
  });

  it("stays closed at 89 of a hundred, and opens at 90", async () => {
    await past({ count: 89 });
    await past({ count: 10, status: 200 });
    await past({ count: 1, status: 404 });
    expect(await opens()).toBe(false);
    await past({ count: 10 });
    expect(await opens()).toBe(true);
  });

  it.each<[string, Omit<PastAttempts, "destinationId" | "count">, boolean]>([
    ["status 500", { status: 500 }, true],
    ["status 503", { status: 503 }, true],
    ["status 429", { status: 429 }, true],
    ["no name", { errorClass: "dns" }, true],
    ["no connection", { errorClass: "unreachable" }, true],
    ["no TLS", { errorClass: "tls" }, true],
    ["no answer in time", { errorClass: "timeout" }, true],
    ["a broken connection", { errorClass: "reset" }, true],
    ["status 404", { status: 404 }, false],
    ["status 410", { status: 410, verdict: "permanent" }, false],
    ["headers without end", { errorClass: "too_large" }, false],
    ["what we did not even send", { errorClass: "rejected" }, false],
    ["a status 500 that its format takes for success", { status: 500, verdict: "delivered" }, false],
  ])("counts what a dead host does: %s", async (_, attempt, counts) => {
    await past({ count: 10, ...attempt });
    expect(await opens()).toBe(counts);
  });

  it("counts neither tests nor replays, nor what is older than a minute or than its last closing", async () => {
    await past({ count: 10, origin: "test" });
    await past({ count: 10, origin: "replay" });
    await past({ count: 10, secondsAgo: 61 });
    await change("breaker_closed_at = now() - interval '20 seconds'");
    await past({ count: 10, secondsAgo: 21 });
    expect(await opens()).toBe(false);
    await past({ count: 10, origin: "resend" });
    expect(await opens()).toBe(true);
  });

  it("that is open stays as it is, and one whose row is locked opens at the next failure", async () => {
    await past({ count: 10 });
    const unlock = await lockedDestination(id);
    expect(await opens()).toBe(false);
    await unlock();
    expect(await opens()).toBe(true);
    const { breakerOpenedAt } = await webhookRow(id);
    expect(await opens()).toBe(false);
    expect((await webhookRow(id)).breakerOpenedAt).toEqual(breakerOpenedAt);
  });
});

describe("a probe", () => {
  const open = (probeAt: string) => change(`breaker_opened_at = now(), breaker_probe_at = ${probeAt}`);

  it("is one looker's alone, however many look", async () => {
    await open("now() - interval '1 second'");
    const taken = await Promise.all(Array.from({ length: 20 }, () => takeProbe(id)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await takeProbe(id)).toBe(false);
  });

  it("goes neither before its time nor at a closed breaker", async () => {
    await open("now() + interval '1 minute'");
    expect(await takeProbe(id)).toBe(false);
    await change("breaker_opened_at = NULL, breaker_probe_at = now() - interval '1 second'");
    expect(await takeProbe(id)).toBe(false);
  });

  it("that found nothing to send is there for the next, and does not open what is closed", async () => {
    await open("now() - interval '1 second'");
    await takeProbe(id);
    await returnProbe(id);
    expect(await takeProbe(id)).toBe(true);
    await change("breaker_opened_at = NULL, breaker_probe_at = NULL");
    await returnProbe(id);
    expect(await isOpen()).toBe(false);
    expect((await webhookRow(id)).breakerProbeAt).toBeNull();
  });
});
