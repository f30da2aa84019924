import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { pauseSubscription } from "@/lib/subscriptions/pause";
import { openBreaker } from "@/lib/testing/breaker";
import { bridgeTo, createSigningTenant } from "@/lib/testing/bridge";
import { failure } from "@/lib/testing/bridge-forms";
import { type Sink, startSink } from "@/lib/testing/sink";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { deliveryRow, publishMany, webhookRow, webhookTo } from "@/lib/testing/webhooks";
import { probeNow } from "./probe-now";
import { retryNow } from "./retry-now";
import { deliverWaiting } from "./send/deliver-waiting";
import { flightsEnded } from "./send/flights";
import { healthWritten } from "./send/write-health";

let sink: Sink;
let tenant: Tenant;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.close());
beforeEach(async () => {
  sink.clear();
  sink.answer({ status: 200 });
  tenant = await createSigningTenant();
});

// What the engine does when it wakes the destination.
async function look(destinationId: string): Promise<void> {
  await deliverWaiting({ destinationId });
  await flightsEnded(10_000);
  await healthWritten();
}

describe("probeNow", () => {
  it("sends the oldest delivery that waits, though it is not due, and lets all go when it arrives", async () => {
    const destinationId = await webhookTo(tenant, sink.url);
    const ids = await publishMany(tenant, 3);
    await db.delivery.updateMany({ where: { id: { in: ids } }, data: { dueAt: new Date(Date.now() + 3_600_000) } });
    await openBreaker(destinationId);
    await look(destinationId);
    expect(sink.requests).toHaveLength(0);

    expect(await probeNow(tenant.ctx, { destinationId })).toEqual({ isWaiting: true });
    await look(destinationId);
    expect(sink.requests.map((request) => request.headers["x-atelyaos-delivery"])).toEqual([ids[0]]);
    expect(await webhookRow(destinationId)).toMatchObject({ breakerOpenedAt: null, breakerReason: null });
    expect((await deliveryRow(ids[1] ?? "")).dueAt?.getTime()).toBeGreaterThan(Date.now());
  });

  it("uses up no attempt when it fails, and the next one comes later than the last", async () => {
    sink.answer({ status: 503 });
    const destinationId = await webhookTo(tenant, sink.url);
    const [id = ""] = await publishMany(tenant);
    await openBreaker(destinationId);
    await probeNow(tenant.ctx, { destinationId });
    await look(destinationId);
    expect(await deliveryRow(id)).toMatchObject({ status: "retrying", attemptCount: 1, sparedCount: 1 });
    const { breakerOpenedAt, breakerProbeAt } = await webhookRow(destinationId);
    expect(breakerOpenedAt).not.toBeNull();
    expect(breakerProbeAt?.getTime()).toBeGreaterThan(Date.now() + 90_000);
  });

  it("is recorded, for a bridge as for a subscription", async () => {
    for (const destinationId of [await bridgeTo(tenant, sink.url), await webhookTo(tenant, sink.url)]) {
      await openBreaker(destinationId);
      await probeNow(tenant.ctx, { destinationId });
      const entries = await db.auditEntry.findMany({ where: { targetId: destinationId } });
      const kind = destinationId.startsWith("br_") ? "bridge" : "subscription";
      expect(entries.map(({ action }) => action)).toContain(`${kind}.probed`);
    }
  });

  it("says that nothing waits, and makes the next delivery the probe", async () => {
    const destinationId = await webhookTo(tenant, sink.url);
    await openBreaker(destinationId);
    expect(await probeNow(tenant.ctx, { destinationId })).toEqual({ isWaiting: false });
    await publishMany(tenant);
    await look(destinationId);
    expect(sink.requests).toHaveLength(1);
    expect(await webhookRow(destinationId)).toMatchObject({ breakerOpenedAt: null });
  });

  it("is refused for a closed breaker, a pause, a reader, and everybody of another organization or workspace", async () => {
    const destinationId = await webhookTo(tenant, sink.url);
    const bridgeId = await bridgeTo(tenant, sink.url);
    const probe = (ctx: Context, id = destinationId) => failure(probeNow(ctx, { destinationId: id }));
    expect(await probe(tenant.ctx)).toMatchObject({ code: "conflict", message: expect.stringMatching(/is closed/) });
    await Promise.all([openBreaker(destinationId), openBreaker(bridgeId)]);
    expect((await probe({ ...tenant.ctx, permissions: new Set(["webhooks:read"]) })).code).toBe("forbidden");
    expect((await probe((await createTenant()).ctx)).code).toBe("not_found");
    expect((await probe({ ...tenant.ctx, workspaces: ["ws_other"] }, bridgeId)).code).toBe("not_found");
    await pauseSubscription(tenant.ctx, { id: destinationId });
    expect(await probe(tenant.ctx)).toMatchObject({ code: "conflict", message: expect.stringMatching(/is paused/) });
    const before = await webhookRow(bridgeId);
    expect(before.breakerProbeAt?.getTime()).toBeGreaterThan(Date.now());
  });
});

describe("retryNow", () => {
  it("sends nothing to a receiver that is down or asked for patience, and says so", async () => {
    const destinationId = await webhookTo(tenant, sink.url);
    const [deliveryId = ""] = await publishMany(tenant);
    await openBreaker(destinationId);
    const down = await failure(retryNow(tenant.ctx, { deliveryId }));
    expect(down).toMatchObject({ code: "conflict", message: expect.stringMatching(/Probe now instead/) });
    const heldUntil = new Date(Date.now() + 90_000);
    await db.destination.update({ where: { id: destinationId }, data: { breakerOpenedAt: null, heldUntil } });
    const held = await failure(retryNow(tenant.ctx, { deliveryId }));
    expect(held).toMatchObject({ code: "conflict", message: expect.stringMatching(/asked us to wait another/) });
    await db.destination.update({ where: { id: destinationId }, data: { heldUntil: new Date(Date.now() - 60_000) } });
    await expect(retryNow(tenant.ctx, { deliveryId })).resolves.toBeUndefined();
  });
});
