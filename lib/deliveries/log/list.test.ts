import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { deliveryRows, destinationRow } from "@/lib/testing/deliveries";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { countNewer, listDeliveries, listDeliveriesById } from "./list";

const NOON = Date.parse("2026-11-23T12:00:00.000Z");
const MINUTE = 60_000;

describe("listDeliveries", () => {
  let tenant: Tenant;
  let ops: string;
  let crm: string;
  let ids: string[];

  beforeAll(async () => {
    tenant = await createTenant();
    ops = await destinationRow(tenant, "Ops");
    crm = await destinationRow(tenant, "CRM");
    ids = await deliveryRows(tenant, [
      { destinationId: ops, status: "delivered", eventType: "agent.updated", at: NOON },
      { destinationId: crm, status: "failed", eventType: "credits.low", at: NOON + MINUTE },
      { destinationId: ops, status: "failed", eventType: "credits.low", at: NOON + 2 * MINUTE },
      { destinationId: crm, status: "retrying", eventType: "agent.updated", at: NOON + 3 * MINUTE },
    ]);
  });

  const positions = (items: readonly { id: string }[]) => items.map((item) => ids.indexOf(item.id));

  it("is newest first, with the destination's name and format on every line", async () => {
    const { items, nextCursor } = await listDeliveries(tenant.ctx, { workspaceId: tenant.workspaceId, limit: 10 });
    expect(positions(items)).toEqual([3, 2, 1, 0]);
    expect(items[0]?.destination).toMatchObject({ id: crm, name: "CRM", formatLabel: "Generic JSON" });
    expect(nextCursor).toBeNull();
  });

  it("goes on where the page before ended, without a repeat", async () => {
    const first = await listDeliveries(tenant.ctx, { limit: 3 });
    const second = await listDeliveries(tenant.ctx, { limit: 3, cursor: first.nextCursor ?? "" });
    expect(positions([...first.items, ...second.items])).toEqual([3, 2, 1, 0]);
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    ["status", () => ({ status: "failed" as const }), [2, 1]],
    ["event type", () => ({ eventType: "agent.updated" }), [3, 0]],
    ["destination", () => ({ destinationId: ops }), [2, 0]],
    ["status and destination", () => ({ destinationId: ops, status: "failed" as const }), [2]],
    ["the time from", () => ({ since: new Date(NOON + 2 * MINUTE) }), [3, 2]],
    ["the time until, which is not in it", () => ({ until: new Date(NOON + 2 * MINUTE) }), [1, 0]],
  ])("filters by %s", async (_, filters, expected) => {
    const { items } = await listDeliveries(tenant.ctx, { workspaceId: tenant.workspaceId, ...filters(), limit: 10 });
    expect(positions(items)).toEqual(expected);
  });

  it("counts what came later, under the same filters", async () => {
    expect(await countNewer(tenant.ctx, ids[0] ?? "", {})).toBe(3);
    expect(await countNewer(tenant.ctx, ids[0] ?? "", { destinationId: crm, status: "failed" })).toBe(1);
    expect(await countNewer(tenant.ctx, ids[3] ?? "", {})).toBe(0);
  });

  it("shows another tenant nothing, whatever it names", async () => {
    const { ctx } = await createTenant();
    for (const filters of [{}, { workspaceId: tenant.workspaceId }, { destinationId: ops }]) {
      expect((await listDeliveries(ctx, { ...filters, limit: 10 })).items).toEqual([]);
      expect(await countNewer(ctx, "dlv_0", filters)).toBe(0);
    }
    expect(await listDeliveriesById(ctx, ids)).toEqual([]);
  });

  it("shows an actor the workspaces that it may see, merged in order", async () => {
    const other = newId("workspace");
    await db.workspace.create({ data: { id: other, name: "Other", organizationId: tenant.organizationId } });
    const there = await destinationRow(tenant, "There", { workspaceId: other });
    const [late] = await deliveryRows(tenant, [{ destinationId: there, workspaceId: other, at: NOON + 90_000 }]);
    const all = await listDeliveries(tenant.ctx, { limit: 3 });
    expect(all.items.map((item) => item.id)).toEqual([ids[3], ids[2], late]);

    const limited = { ...tenant.ctx, workspaces: [other] };
    for (const filters of [{}, { workspaceId: other }, { destinationId: there }]) {
      expect((await listDeliveries(limited, { ...filters, limit: 10 })).items.map((item) => item.id)).toEqual([late]);
    }
    expect((await listDeliveries(limited, { destinationId: ops, limit: 10 })).items).toEqual([]);
    expect((await listDeliveriesById(limited, [...ids, late ?? ""])).map((item) => item.id)).toEqual([late]);
  });

  it("asks for the permission to read", async () => {
    const ctx = { ...tenant.ctx, permissions: new Set<never>() };
    await expect(listDeliveries(ctx, { limit: 1 })).rejects.toMatchObject({ code: "forbidden" });
  });
});
