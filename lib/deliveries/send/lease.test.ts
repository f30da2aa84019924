import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, sqlPool, upkeepPool } from "@/lib/db/client";
import { pretendDatabaseStart } from "@/lib/testing/database-start";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { deliveryRow, NOWHERE, publishMany, webhookTo } from "@/lib/testing/webhooks";
import { type Claimed, claimNamed, claimOldest, giveBack, renewLeases } from "./lease";

const bytesMax = Number.MAX_SAFE_INTEGER;

let startedAgo: (seconds: number) => Promise<void>;
beforeAll(async () => {
  startedAgo = await pretendDatabaseStart();
});

let tenant: Tenant;
let destinationId: string;
beforeEach(async () => {
  await startedAgo(3_600);
  tenant = await createTenant();
  destinationId = await webhookTo(tenant, NOWHERE);
});

const named = (ids: readonly string[], attempt = 0) => claimNamed({ ids, attempt, bytesMax });
const oldest = (count: number, inHand: readonly string[] = []) =>
  claimOldest({ destinationId, count, inHand, bytesMax });
const idsOf = (claimed: readonly Claimed[]) => claimed.map(({ id }) => id);
const change = (id: string, set: string) => sqlPool().query(`UPDATE deliveries SET ${set} WHERE id = $1`, [id]);
const secondsLeft = async (id: string) =>
  ((await deliveryRow(id)).leasedUntil?.getTime() ?? 0) / 1_000 - Date.now() / 1_000;

describe("a claim", () => {
  it("gives each delivery to one holder, however many ask at once, by name or by destination", async () => {
    const ids = await publishMany(tenant, 20);
    const asked = Array.from({ length: 8 }, (_, n) => (n % 2 ? named(ids) : oldest(20)));
    const claims = await Promise.all(asked);
    expect(claims.flatMap(idsOf).sort()).toEqual(ids);
    const holders = new Map(claims.flat().map(({ id, lease }) => [id, lease]));
    for (const id of ids) expect((await deliveryRow(id)).lease).toBe(holders.get(id));
    expect(await named(ids)).toEqual([]);
    expect(await oldest(20)).toEqual([]);
  });

  it.each([
    ["is not due", "due_at = now() + interval '1 minute'"],
    ["has no due time", "due_at = NULL"],
    ["has ended", "status = 'failed'"],
    ["was cancelled", "status = 'cancelled'"],
    ["is held by another", "lease = 'another', leased_until = now() + interval '1 second'"],
  ])("leaves a delivery that %s", async (_, set) => {
    const [id = "", free = ""] = await publishMany(tenant, 2);
    await change(id, set);
    expect(idsOf(await oldest(10))).toEqual([free]);
    expect(await named([id])).toEqual([]);
  });

  it("by name is for the attempt that the wake-up is about", async () => {
    const [id = ""] = await publishMany(tenant);
    await change(id, "attempt_count = 2, status = 'retrying'");
    for (const attempt of [0, 1, 3]) expect(await named([id], attempt)).toEqual([]);
    expect(await named([id], 2)).toMatchObject([{ id, attemptCount: 2 }]);
  });

  it.each([
    ["is paused", "paused_at = now()"],
    ["is disabled", "disabled_at = now()"],
    ["is deleted", "deleted_at = now()"],
    ["has an open breaker", "breaker_opened_at = now()"],
    ["closed its breaker a moment ago", "breaker_closed_at = now() - interval '19 seconds'"],
    ["has a limit", "rate_limit_per_second = 5"],
    ["asked for patience", "held_until = now() + interval '1 second'"],
    ["showed a pace of its own", "learned_until = now() + interval '1 second'"],
  ])("by name leaves what goes to a destination that %s", async (_, set) => {
    const [id = ""] = await publishMany(tenant);
    await sqlPool().query(`UPDATE destinations SET ${set} WHERE id = $1`, [destinationId]);
    expect(await named([id])).toEqual([]);
    expect(await deliveryRow(id)).toMatchObject({ lease: null, leasedUntil: null });
  });

  it("by destination takes the oldest, but for those in hand", async () => {
    const ids = await publishMany(tenant, 5);
    const [first = "", second, third] = ids;
    expect(idsOf(await oldest(2, [first]))).toEqual([second, third]);
  });

  it("takes no more events than there is room for, and at least one", async () => {
    const ids = await publishMany(tenant, 5);
    const { data } = await db.event.findFirstOrThrow({ where: { organizationId: tenant.organizationId } });
    const some = await claimNamed({ ids, attempt: 0, bytesMax: data.length * 2 + 1 });
    expect(idsOf(some)).toEqual(ids.slice(0, 3));
    expect(await claimNamed({ ids, attempt: 0, bytesMax: 1 })).toHaveLength(1);
    expect(await claimNamed({ ids, attempt: 0, bytesMax: 0 })).toEqual([]);
  });
});

describe("a lease", () => {
  const ended = "lease = 'dead', leased_until = now() - interval '1 second'";

  it("that ended is taken over by the next claim", async () => {
    const [id = ""] = await publishMany(tenant);
    await change(id, ended);
    const [claimed] = await named([id]);
    expect(claimed?.lease).not.toBe("dead");
    expect(await secondsLeft(id)).toBeGreaterThan(15);
  });

  it("that ended while the database was away is its holder's for ten seconds more", async () => {
    const [id = ""] = await publishMany(tenant);
    await change(id, ended);
    await startedAgo(9);
    expect(await named([id])).toEqual([]);
    expect(await oldest(1)).toEqual([]);
    await startedAgo(11);
    expect(idsOf(await named([id]))).toEqual([id]);
  });

  it("is renewed by its holder alone, for as long as the delivery is open", async () => {
    const ids = await publishMany(tenant, 3);
    const [mine, lost, cancelled] = await named(ids);
    if (!mine || !lost || !cancelled) throw new Error("Not all were claimed.");
    for (const { id } of [mine, lost, cancelled]) await change(id, "leased_until = now() + interval '1 second'");
    await change(lost.id, "lease = 'another'");
    await change(cancelled.id, "status = 'cancelled'");
    expect(await renewLeases(upkeepPool(), [mine, lost, cancelled])).toEqual([mine.id]);
    expect(await secondsLeft(mine.id)).toBeGreaterThan(15);
    expect(await secondsLeft(lost.id)).toBeLessThan(2);
  });

  it("is given back by its holder alone, for the next to take at once", async () => {
    const ids = await publishMany(tenant, 2);
    const [mine, lost] = await named(ids);
    if (!mine || !lost) throw new Error("Not all were claimed.");
    await change(lost.id, "lease = 'another'");
    await giveBack([mine, lost]);
    expect(await deliveryRow(mine.id)).toMatchObject({ lease: null, leasedUntil: null, status: "pending" });
    expect(await deliveryRow(lost.id)).toMatchObject({ lease: "another" });
    expect(idsOf(await named(ids))).toEqual([mine.id]);
  });
});
