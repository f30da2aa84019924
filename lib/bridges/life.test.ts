import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { BREAKER_REASON, openBreaker } from "@/lib/testing/breaker";
import { custom, failure, slack } from "@/lib/testing/bridge-forms";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { createBridge } from "./create";
import { getBridge } from "./get";
import { listBridges } from "./list";
import { enableBridge, pauseBridge, resumeBridge } from "./pause";
import { removeBridge, restoreBridge } from "./remove";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await createTenant();
});

function create(input: object, into: Tenant = tenant) {
  return createBridge(into.ctx, { workspaceId: into.workspaceId, ...input });
}

describe("pause, enable, delete", () => {
  it("goes on from a fresh start", async () => {
    const { id } = await create(slack);
    await pauseBridge(tenant.ctx, { bridgeId: id });
    expect((await getBridge(tenant.ctx, { bridgeId: id })).state).toBe("paused");
    await resumeBridge(tenant.ctx, { bridgeId: id });
    const failing = {
      disabledAt: new Date(),
      disabledReason: "410",
      failingSince: new Date(),
      consecutiveFailures: 30,
    };
    await db.destination.update({ where: { id }, data: failing });
    await openBreaker(id);
    expect((await getBridge(tenant.ctx, { bridgeId: id })).state).toBe("disabled");
    await enableBridge(tenant.ctx, { bridgeId: id });
    expect(await getBridge(tenant.ctx, { bridgeId: id })).toMatchObject({
      state: "active",
      disabledReason: null,
      failingSince: null,
      consecutiveFailures: 0,
      flow: { breaker: null, heldUntil: null, learned: null, perSecond: 1 },
    });
  });

  it("cancels what was pending of a deleted bridge, and can take the deletion back", async () => {
    const { id } = await create(slack);
    const deliveryId = await storeDelivery(id, "retrying");
    await removeBridge(tenant.ctx, { bridgeId: id });
    expect(await db.delivery.findUniqueOrThrow({ where: { id: deliveryId } })).toMatchObject({
      status: "cancelled",
      dueAt: null,
    });
    expect((await failure(getBridge(tenant.ctx, { bridgeId: id }))).code).toBe("not_found");
    expect((await failure(removeBridge(tenant.ctx, { bridgeId: id }))).code).toBe("not_found");
    await restoreBridge(tenant.ctx, { bridgeId: id });
    expect((await getBridge(tenant.ctx, { bridgeId: id })).name).toBe(slack.name);
  });
});

describe("listBridges", () => {
  it("pages, searches by name and host, and reads health for all of them", async () => {
    const own = await createTenant();
    const ids: string[] = [];
    for (const name of ["One", "Two", "Three"]) ids.push((await create({ ...custom, name }, own)).id);
    const slackId = (await create(slack, own)).id;
    await storeAttempts(own, ids[0] ?? "", ["delivered", "delivered", "retry"]);
    await storeDelivery(ids[0] ?? "", "retrying", own);
    const list = (extra: object) => listBridges(own.ctx, { workspaceId: own.workspaceId, ...extra });

    const first = await list({ limit: 3 });
    expect(first).toMatchObject({ total: 4, nextCursor: ids[1] });
    const second = await list({ limit: 3, cursor: first.nextCursor });
    expect(second.nextCursor).toBeNull();
    expect([...first.bridges, ...second.bridges].map((bridge) => bridge.id)).toEqual([slackId, ...ids.reverse()]);
    expect(second.bridges[0]?.health).toMatchObject({ successRate: 2 / 3, retrying: 1 });
    expect(second.bridges[0]?.health.hours).toHaveLength(24);
    expect(first.bridges[0]?.health).toMatchObject({ successRate: null, retrying: 0 });

    expect(first.bridges[0]?.flow.breaker).toBeNull();
    await openBreaker(slackId);
    expect((await list({ limit: 1 })).bridges[0]?.flow.breaker?.reason).toBe(BREAKER_REASON);

    expect((await list({ search: "tHr" })).bridges.map((bridge) => bridge.name)).toEqual(["Three"]);
    expect((await list({ search: "hooks.slack" })).bridges.map((bridge) => bridge.id)).toEqual([slackId]);
    expect((await list({ search: "XXXXXX" })).bridges).toEqual([]);
  });

  it("shows no sealed column and no secret", async () => {
    const list = await listBridges(tenant.ctx, { workspaceId: tenant.workspaceId });
    expect(JSON.stringify(list)).not.toMatch(/sealed|v1\.|tok-|XXXXXXXX/i);
  });
});

async function storeDelivery(destinationId: string, status: string, of: Tenant = tenant): Promise<string> {
  const id = newId("delivery");
  const { organizationId, workspaceId } = of;
  const eventType = "workroom.completed";
  await db.delivery.create({
    data: { id, organizationId, workspaceId, destinationId, eventId: newId("event"), eventType, status },
  });
  return id;
}

async function storeAttempts(of: Tenant, destinationId: string, verdicts: readonly string[]): Promise<void> {
  const deliveryId = newId("delivery");
  await db.attempt.createMany({
    data: verdicts.map((verdict, index) => ({
      id: newId("attempt"),
      organizationId: of.organizationId,
      deliveryId,
      destinationId,
      number: index + 1,
      startedAt: new Date(),
      durationMs: 12,
      method: "POST",
      url: "https://example.com",
      requestHeaders: {},
      requestBody: "",
      verdict,
      explanation: "",
    })),
  });
}
