import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db, sqlPool } from "@/lib/db/client";
import { bridgeTo, createSigningTenant, exampleInput } from "@/lib/testing/bridge";
import type { Tenant } from "@/lib/testing/tenant";
import { DAY_MS, MINUTE_MS } from "@/lib/time";
import type { Prisma } from "@/prisma/generated/client";
import { publishEvent, publishEvents } from "./publish/publish";
import { disableFailing } from "./send/disable";
import { sweepDue } from "./sweep";

let tenant: Tenant;
let bridgeId: string;
beforeEach(async () => {
  tenant = await createSigningTenant();
  bridgeId = await bridgeTo(tenant, "http://127.0.0.1:59999/hook");
  await db.delivery.deleteMany();
});

describe("sweepDue", () => {
  it("finds destinations with something due that nobody holds, and leaves the rest alone", async () => {
    await publishEvent(tenant.ctx, exampleInput(tenant));
    expect(await sweepDue()).toBe(0);
    expect(await sweepDue({ graceMs: 0 })).toBe(1);
    await db.delivery.updateMany({ data: { lease: "somebody's", leasedUntil: new Date(Date.now() + MINUTE_MS) } });
    expect(await sweepDue({ graceMs: 0 })).toBe(0);
    await db.delivery.updateMany({ data: { lease: null, leasedUntil: null, status: "delivered" } });
    expect(await sweepDue({ graceMs: 0 })).toBe(0);
  });

  it("looks once at a destination, however much waits there", async () => {
    await publishEvents(
      tenant.ctx,
      Array.from({ length: 60 }, () => exampleInput(tenant)),
    );
    const other = await bridgeTo(tenant, "http://127.0.0.1:59999/other");
    await publishEvent(tenant.ctx, exampleInput(tenant));
    expect(other).not.toBe(bridgeId);
    expect(await sweepDue({ graceMs: 0 })).toBe(2);
  });

  it("leaves a paused destination to whoever resumes it, unless it was closed besides: then what waits is cancelled", async () => {
    await publishEvent(tenant.ctx, exampleInput(tenant));
    const set = (data: Prisma.DestinationUpdateInput) => db.destination.update({ where: { id: bridgeId }, data });
    await set({ pausedAt: new Date() });
    expect(await sweepDue({ graceMs: 0 })).toBe(0);
    await set({ disabledAt: new Date() });
    expect(await sweepDue({ graceMs: 0 })).toBe(1);
    await set({ disabledAt: null, deletedAt: new Date() });
    expect(await sweepDue({ graceMs: 0 })).toBe(1);
  });

  it("lets what is open without a due time fall due, and ends a test that was interrupted", async () => {
    await publishEvents(tenant.ctx, [exampleInput(tenant), exampleInput(tenant)]);
    const [stray, test] = await db.delivery.findMany({ orderBy: { id: "asc" } });
    await db.delivery.updateMany({ data: { dueAt: null } });
    const longAgo = new Date(Date.now() - 10 * MINUTE_MS);
    await db.delivery.update({ where: { id: test?.id ?? "" }, data: { origin: "test", createdAt: longAgo } });
    await sweepDue();
    const rows = await db.delivery.findMany({ orderBy: { id: "asc" } });
    expect(rows).toMatchObject([
      { id: stray?.id, status: "pending", dueAt: expect.any(Date) },
      { status: "cancelled", dueAt: null, endedAt: expect.any(Date) },
    ]);
  });
});

describe("disableFailing", () => {
  async function failures(deliveries: number, since: Date): Promise<void> {
    await db.destination.update({ where: { id: bridgeId }, data: { failingSince: since, consecutiveFailures: 40 } });
    await sqlPool().query(
      `INSERT INTO attempts (id, organization_id, delivery_id, destination_id, number, started_at, duration_ms, method,
         url, request_headers, request_body, verdict, explanation)
       SELECT $1 || n, $2, $1 || n, $3, 1, $4::timestamptz + n * interval '1 minute', 5, 'POST', '', '{}', '', 'retry',
         'Answered 401.'
       FROM generate_series(1, $5) n`,
      [`${randomUUID()}-`, tenant.organizationId, bridgeId, since, deliveries],
    );
  }

  it.each([
    ["five days and twenty deliveries", 20, 5.1, 1],
    ["five days but nineteen deliveries", 19, 5.1, 0],
    ["twenty deliveries but four days", 20, 4, 0],
  ])("%s", async (_, deliveries, days, disabled) => {
    await failures(deliveries, new Date(Date.now() - days * DAY_MS));
    expect(await disableFailing()).toBe(disabled);
    const bridge = await db.destination.findUniqueOrThrow({ where: { id: bridgeId } });
    expect(bridge.disabledReason?.includes("Answered 401.") ?? false).toBe(disabled === 1);
    const told = { organizationId: tenant.organizationId, type: "webhook.disabled" };
    expect(await db.event.count({ where: told })).toBe(disabled);
    await db.destination.delete({ where: { id: bridgeId } });
  });

  it.each([
    ["counts what an open breaker holds back as failed", new Date(), 1],
    ["counts nothing that only waits", null, 0],
  ])("%s", async (_, breakerOpenedAt, disabled) => {
    await failures(5, new Date(Date.now() - 6 * DAY_MS));
    const inputs = Array.from({ length: 15 }, () => exampleInput(tenant));
    await publishEvents(tenant.ctx, inputs);
    await db.destination.update({ where: { id: bridgeId }, data: { breakerOpenedAt } });
    expect(await disableFailing()).toBe(disabled);
    await db.destination.delete({ where: { id: bridgeId } });
  });
});
