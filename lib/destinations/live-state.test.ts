import { beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { pauseSubscription, resumeSubscription } from "@/lib/subscriptions/pause";
import { updateSubscription } from "@/lib/subscriptions/update";
import { BREAKER_REASON, openBreaker } from "@/lib/testing/breaker";
import { failure } from "@/lib/testing/bridge-forms";
import { pastAttempts } from "@/lib/testing/past-attempts";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { deliveryRow, NOWHERE, publishMany, webhookRow, webhookTo } from "@/lib/testing/webhooks";
import { readLiveState } from "./live-state";

let tenant: Tenant;
let destinationId: string;
beforeEach(async () => {
  tenant = await createTenant();
  destinationId = await webhookTo(tenant, NOWHERE, { rate_limit_per_second: 5 });
});

const live = () => readLiveState(tenant.ctx, { destinationId });

it("counts what waits, and knows whether a request is on its way", async () => {
  expect(await live()).toMatchObject({ state: "active", waiting: 0, isSending: false, flow: { breaker: null } });
  const [first = "", second = ""] = await publishMany(tenant, 3);
  await db.delivery.update({ where: { id: second }, data: { status: "delivered", dueAt: null } });
  expect(await live()).toMatchObject({ waiting: 2, isSending: false });
  await db.delivery.update({ where: { id: first }, data: { leasedUntil: new Date(Date.now() + 60_000) } });
  expect(await live()).toMatchObject({ waiting: 2, retrying: 0, isSending: true });
  await db.delivery.update({ where: { id: first }, data: { status: "retrying" } });
  expect(await live()).toMatchObject({ waiting: 2, retrying: 1 });
});

it("says what the last probe of an open breaker found: no test, and nothing from before it opened", async () => {
  await pastAttempts({ destinationId, count: 1, secondsAgo: 90 });
  await openBreaker(destinationId);
  await pastAttempts({ destinationId, count: 1, origin: "test", secondsAgo: 1 });
  expect(await live()).toMatchObject({ failedProbe: null });
  // Under way when it opened: no probe, as long as none is counted.
  await pastAttempts({ destinationId, count: 1, secondsAgo: 50 });
  const data = { breakerProbes: 0 };
  await db.destination.update({ where: { id: destinationId }, data });
  expect(await live()).toMatchObject({ failedProbe: null });
  await db.destination.update({ where: { id: destinationId }, data: { breakerProbes: 1 } });
  await pastAttempts({ destinationId, count: 1, secondsAgo: 30 });
  const { failedProbe } = await live();
  expect(failedProbe?.explanation).toBe("It did not do.");
  expect(Date.now() - Date.parse(failedProbe?.at ?? "")).toBeGreaterThan(29_000);
});

it("shows a change of the configuration by its version", async () => {
  const { version } = await live();
  await updateSubscription(tenant.ctx, destinationId, { rate_limit_per_second: 7 });
  expect((await live()).version).toBeGreaterThan(version);
});

it("tells of the breaker, of patience and of the pace", async () => {
  await openBreaker(destinationId, { probeInMs: 24_000 });
  const until = new Date(Date.now() + 60_000);
  const learned = { heldUntil: until, learnedIntervalMs: 400, learnedUntil: until };
  await db.destination.update({ where: { id: destinationId }, data: learned });
  const { flow, now } = await live();
  expect(flow).toMatchObject({
    breaker: { reason: BREAKER_REASON },
    heldUntil: until.toISOString(),
    perSecond: 5,
    learned: { intervalMs: 400, until: until.toISOString() },
  });
  const probeInMs = Date.parse(flow.breaker?.nextProbeAt ?? "") - Date.parse(now);
  expect(probeInMs).toBeGreaterThan(10_000);
  expect(probeInMs).toBeLessThan(25_000);
});

it("is nobody's of another organization", async () => {
  const other = await createTenant();
  expect((await failure(readLiveState(other.ctx, { destinationId }))).code).toBe("not_found");
});

it("begins anew when it goes on after a pause: nothing of what its receiver did holds it back", async () => {
  await openBreaker(destinationId);
  const later = new Date(Date.now() + 3_600_000);
  const data = { heldUntil: later, learnedIntervalMs: 30_000, learnedUntil: later };
  await db.destination.update({ where: { id: destinationId }, data });
  const [id = ""] = await publishMany(tenant);
  await pauseSubscription(tenant.ctx, { id: destinationId });
  expect(await live()).toMatchObject({ state: "paused", flow: { breaker: {} } });
  await resumeSubscription(tenant.ctx, { id: destinationId });
  expect(await live()).toMatchObject({
    state: "active",
    flow: { breaker: null, heldUntil: null, learned: null, perSecond: 5 },
  });
  const { breakerProbes, breakerClosedAt } = await webhookRow(destinationId);
  expect(breakerProbes).toBe(0);
  // So that the failures of before do not open it again at once.
  expect(breakerClosedAt?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  expect((await deliveryRow(id)).status).toBe("pending");
});
