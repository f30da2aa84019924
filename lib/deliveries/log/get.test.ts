import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { deliveryRows, destinationRow } from "@/lib/testing/deliveries";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { getDelivery } from "./get";

const DATA = '{"workroom":{"id":"wr_1"},"a":1}';

describe("getDelivery", () => {
  let tenant: Tenant;
  let deliveryId: string;
  let resendId: string;

  beforeAll(async () => {
    tenant = await createTenant();
    const { organizationId, workspaceId } = tenant;
    const destinationId = await destinationRow(tenant);
    const eventId = newId("event");
    await db.event.create({
      data: { id: eventId, organizationId, workspaceId, type: "agent.updated", data: DATA, timestamp: new Date() },
    });
    const rows = [{ destinationId, eventId, status: "failed" as const }];
    [deliveryId = ""] = await deliveryRows(tenant, rows);
    [resendId = ""] = await deliveryRows(tenant, [
      { destinationId, eventId, origin: "resend", resendOfId: deliveryId },
    ]);
    const attempt = {
      organizationId,
      deliveryId,
      destinationId,
      startedAt: new Date("2026-11-23T12:00:00.000Z"),
      durationMs: 212,
      method: "POST",
      url: "https://example.com/",
      requestHeaders: { "webhook-id": eventId },
      requestBody: "{}",
      verdict: "permanent",
      explanation: "It was refused.",
    };
    await db.attempt.createMany({
      data: [
        { ...attempt, id: newId("attempt"), number: 2, errorClass: "timeout" },
        { ...attempt, id: newId("attempt"), number: 1, responseStatus: 404, responseHeaders: { a: "b" } },
      ],
    });
  });

  it("tells all of a delivery: its event as published, its attempts in order, its resends", async () => {
    const delivery = await getDelivery(tenant.ctx, deliveryId);
    expect(delivery).toMatchObject({ id: deliveryId, status: "failed", destination: { name: "Ops" } });
    expect(delivery.event?.data).toBe(DATA);
    expect(delivery.attempts.map(({ number, responseStatus }) => [number, responseStatus])).toEqual([
      [1, 404],
      [2, null],
    ]);
    expect(delivery.attempts[0]).toMatchObject({ startedAt: "2026-11-23T12:00:00.000Z", responseHeaders: { a: "b" } });
    expect(delivery.related).toMatchObject([{ id: resendId, origin: "resend", resendOfId: deliveryId }]);
    expect(await getDelivery(tenant.ctx, resendId)).toMatchObject({ resendOfId: deliveryId });
  });

  it("tells a reader that holds the first attempt no more than the rest", async () => {
    const delivery = await getDelivery(tenant.ctx, deliveryId, { afterAttempt: 1 });
    expect(delivery.attempts.map((attempt) => attempt.number)).toEqual([2]);
    expect(delivery.event).toBeNull();
  });

  it("holds nothing of the tenant's own in what it answers", async () => {
    const text = JSON.stringify(await getDelivery(tenant.ctx, deliveryId));
    expect(text).not.toContain("sealed");
    expect(text).not.toContain(tenant.organizationId);
  });

  it("reads as not found for another tenant, another workspace and no id at all", async () => {
    const stranger = await createTenant();
    const elsewhere = { ...tenant.ctx, workspaces: [newId("workspace")] };
    await expect(getDelivery(stranger.ctx, deliveryId)).rejects.toMatchObject({ code: "not_found" });
    await expect(getDelivery(elsewhere, deliveryId)).rejects.toMatchObject({ code: "not_found" });
    await expect(getDelivery(tenant.ctx, "dlv_nothing")).rejects.toMatchObject({ code: "not_found" });
  });
});
