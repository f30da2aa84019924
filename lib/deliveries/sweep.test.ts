import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db, sqlPool } from "@/lib/db/client";
import { bridgeTo, createSigningTenant, exampleInput } from "@/lib/testing/bridge";
import type { Tenant } from "@/lib/testing/tenant";
import { DAY_MS, MINUTE_MS } from "@/lib/time";
import { publishEvent } from "./publish/publish";
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
  const later = () => new Date(Date.now() + 2 * MINUTE_MS);

  it("finds what is due and held by nobody, and leaves the rest alone", async () => {
    await publishEvent(tenant.ctx, exampleInput(tenant));
    expect(await sweepDue()).toBe(0);
    expect(await sweepDue({ now: later() })).toBe(1);
    await db.delivery.updateMany({ data: { leasedUntil: new Date(Date.now() + MINUTE_MS) } });
    expect(await sweepDue({ now: later() })).toBe(0);
    await db.delivery.updateMany({ data: { leasedUntil: null, dueAt: null } });
    expect(await sweepDue({ now: later() })).toBe(0);
    await db.delivery.updateMany({ data: { dueAt: new Date(), status: "delivered" } });
    expect(await sweepDue({ now: later() })).toBe(0);
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
});
