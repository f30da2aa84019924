import { describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { type DeliveryRow, deliveryRows, destinationRow } from "@/lib/testing/deliveries";
import { createTenant } from "@/lib/testing/tenant";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { purgeOld } from "./purge";

const NOW = new Date("2026-11-23T12:00:00.000Z");
const ago = (ms: number) => new Date(NOW.getTime() - ms);

describe("purgeOld", () => {
  it("forgets what is older than 30 days with all that belongs to it, and keeps the rest", async () => {
    const tenant = await createTenant();
    const { organizationId, workspaceId } = tenant;
    const destinationId = await destinationRow(tenant);
    const store = async (days: number, rest: Partial<DeliveryRow> = {}) => {
      const at = ago(days * DAY_MS);
      const eventId = rest.eventId ?? newId("event");
      if (!rest.eventId) {
        const event = { id: eventId, organizationId, workspaceId, type: "agent.updated", data: "{}" };
        await db.event.create({ data: { ...event, timestamp: at, createdAt: at } });
      }
      const [id = ""] = await deliveryRows(tenant, [{ destinationId, at: at.getTime(), ...rest, eventId }]);
      await db.attempt.create({
        data: {
          id: newId("attempt"),
          organizationId,
          deliveryId: id,
          destinationId,
          number: 1,
          startedAt: at,
          durationMs: 1,
          method: "POST",
          url: "https://example.com/",
          requestHeaders: {},
          requestBody: "",
          verdict: "delivered",
          explanation: "",
        },
      });
      return { id, eventId };
    };

    const old = [await store(31), await store(40), await store(60, { status: "failed" })];
    const young = await store(29);
    const owed = await store(45, { status: "pending" });
    const resent = await store(50);
    const resend = await store(2, { eventId: resent.eventId, origin: "resend" });
    // Of the same id in another organization: it keeps none of these, and is kept with none.
    const theirs = { id: old[0]?.eventId ?? "", organizationId: newId("organization"), workspaceId };
    await db.event.create({ data: { ...theirs, type: "agent.updated", data: "{}", timestamp: NOW, createdAt: NOW } });
    for (const [key, hours] of [
      ["young", 23],
      ["old", 25],
    ] as const) {
      const record = { id: newId("record"), organizationId, operation: "events.publish", key, requestHash: "" };
      await db.idempotencyRecord.create({ data: { ...record, createdAt: ago(hours * HOUR_MS) } });
    }

    // Batches of two: four deliveries and three events take more than one.
    expect(await purgeOld(NOW, 2)).toEqual({ deliveries: 4, events: 3, replays: 0, idempotencyRecords: 1 });

    const kept = [young, owed, resend].map(({ id }) => id).sort();
    const deliveries = await db.delivery.findMany({ select: { id: true }, orderBy: { id: "asc" } });
    const attempts = await db.attempt.findMany({ select: { deliveryId: true } });
    const events = await db.event.findMany({ where: { organizationId }, select: { id: true } });
    expect(deliveries.map(({ id }) => id).sort()).toEqual(kept);
    expect(attempts.map(({ deliveryId }) => deliveryId).sort()).toEqual(kept);
    expect(events.map(({ id }) => id).sort()).toEqual([young.eventId, owed.eventId, resent.eventId].sort());
    expect(await db.event.count({ where: theirs })).toBe(1);
    expect(events.some(({ id }) => old.some(({ eventId }) => eventId === id))).toBe(false);
    expect(await db.idempotencyRecord.findMany({ select: { key: true } })).toEqual([{ key: "young" }]);

    expect(await purgeOld(NOW, 2)).toEqual({ deliveries: 0, events: 0, replays: 0, idempotencyRecords: 0 });
  });

  it("keeps a delivery whose last attempt is younger than 30 days", async () => {
    const tenant = await createTenant();
    const destinationId = await destinationRow(tenant);
    const [id = ""] = await deliveryRows(tenant, [{ destinationId, at: ago(33 * DAY_MS).getTime() }]);
    await db.delivery.update({ where: { id }, data: { endedAt: ago(28 * DAY_MS) } });
    await purgeOld(NOW);
    expect(await db.delivery.count({ where: { id } })).toBe(1);
  });
});
