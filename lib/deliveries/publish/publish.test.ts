import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { getEvent } from "@/lib/deliveries/log/list-events";
import { claimNamed } from "@/lib/deliveries/send/lease";
import { newId } from "@/lib/ids";
import { bridgeTo, createSigningTenant, exampleInput } from "@/lib/testing/bridge";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { publishEvent, publishEvents } from "./publish";

let tenant: Tenant;
beforeEach(async () => {
  tenant = await createSigningTenant();
});

const stored = () => {
  const { organizationId } = tenant;
  return Promise.all([db.event.count({ where: { organizationId } }), db.delivery.count({ where: { organizationId } })]);
};

describe("publishEvents", () => {
  it("stores the event and one delivery for each destination that hears of it", async () => {
    await bridgeTo(tenant, "http://127.0.0.1:59999/a");
    await bridgeTo(tenant, "http://127.0.0.1:59999/b", ["workroom.completed"]);
    await bridgeTo(tenant, "http://127.0.0.1:59999/c", ["credits.low"]);
    const published = await publishEvent(tenant.ctx, exampleInput(tenant));
    expect(published).toMatchObject({ type: "workroom.completed", deliveries: 2 });
    expect(await stored()).toEqual([1, 2]);
  });

  it("makes no delivery for a bridge of another organization or a paused one", async () => {
    const other = await createSigningTenant();
    await bridgeTo(other, "http://127.0.0.1:59999/a");
    const paused = await bridgeTo(tenant, "http://127.0.0.1:59999/b");
    await db.destination.update({ where: { id: paused }, data: { pausedAt: new Date() } });
    expect(await publishEvent(tenant.ctx, exampleInput(tenant))).toMatchObject({ deliveries: 0 });
  });

  it("stores nothing when one of several events is wrong, and names every field at fault", async () => {
    const inputs = [
      exampleInput(tenant),
      { ...exampleInput(tenant), data: { workroom: { id: "wr_1" } } },
      { ...exampleInput(tenant), type: "workroom.compleated" },
    ];
    const failure = publishEvents(tenant.ctx, inputs);
    await expect(failure).rejects.toMatchObject({ code: "invalid" });
    const paths = await failure.catch((error) => error.errors.map((each: { path: string }) => each.path));
    expect(paths).toContain("events[2].type");
    expect(paths).toContain("events[1].data.workroom.name");
    expect(await stored()).toEqual([0, 0]);
  });

  it("refuses another organization's workspace as it refuses one that does not exist", async () => {
    const other = await createTenant();
    for (const workspaceId of [other.workspaceId, newId("workspace"), "nonsense"]) {
      const failure = publishEvent(tenant.ctx, { ...exampleInput(tenant), workspaceId });
      await expect(failure).rejects.toMatchObject({ code: "forbidden", errors: [{ path: "workspace_id" }] });
    }
  });

  it("refuses an event over 256 KiB and stores nothing", async () => {
    const { data } = exampleInput(tenant, "workroom.revision_requested");
    const failure = publishEvent(tenant.ctx, {
      ...exampleInput(tenant, "workroom.revision_requested"),
      data: { ...data, note: "x".repeat(256 * 1024) },
    });
    await expect(failure).rejects.toMatchObject({ code: "too_large" });
    expect(await stored()).toEqual([0, 0]);
  });

  it("answers a repeat of the caller's own id as the first did", async () => {
    await bridgeTo(tenant, "http://127.0.0.1:59999/a");
    const input = { ...exampleInput(tenant), id: newId("event") };
    const first = await publishEvent(tenant.ctx, input);
    await bridgeTo(tenant, "http://127.0.0.1:59999/b");
    expect(await publishEvent(tenant.ctx, input)).toEqual(first);
    expect(await stored()).toEqual([1, 1]);
  });

  it("refuses an id that stands for another event, and stores none of the request", async () => {
    const id = newId("event");
    await publishEvent(tenant.ctx, { ...exampleInput(tenant), id });
    const again = [exampleInput(tenant), { ...exampleInput(tenant, "credits.low"), id }];
    await expect(publishEvents(tenant.ctx, again)).rejects.toMatchObject({ code: "conflict" });
    expect(await stored()).toEqual([1, 0]);
  });

  it("lets two organizations choose one id, each for an event of its own", async () => {
    const id = newId("event");
    const other = await createSigningTenant();
    for (const each of [tenant, other]) await bridgeTo(each, "http://127.0.0.1:59999/a");
    const ours = { ...exampleInput(tenant), id };
    expect(await publishEvent(tenant.ctx, ours)).toMatchObject({ id, deliveries: 1 });
    const theirs = { ...exampleInput(other, "credits.low"), id };
    expect(await publishEvent(other.ctx, theirs)).toMatchObject({ id, type: "credits.low", deliveries: 1 });
    expect(await publishEvent(tenant.ctx, ours)).toMatchObject({ id, type: "workroom.completed", deliveries: 1 });
    for (const [{ ctx }, { type }] of [[tenant, ours] as const, [other, theirs] as const]) {
      expect(await getEvent(ctx, { id })).toMatchObject({ id, type });
      const where = { organizationId: ctx.organizationId };
      const [delivery] = await db.delivery.findMany({ where });
      const [claimed, ...more] = await claimNamed({ ids: [delivery?.id ?? ""], attempt: 0, bytesMax: 1_000_000 });
      const { data } = await db.event.findFirstOrThrow({ where });
      expect([claimed?.eventType, claimed?.data, more]).toEqual([type, data, []]);
    }
  });

  it("publishes once for any number of simultaneous requests with one Idempotency-Key", async () => {
    await bridgeTo(tenant, "http://127.0.0.1:59999/a");
    const options = { idempotencyKey: "first-of-the-month" };
    const all = await Promise.all(
      Array.from({ length: 30 }, () => publishEvent(tenant.ctx, exampleInput(tenant), options)),
    );
    expect(new Set(all.map((published) => published.id)).size).toBe(1);
    expect(await stored()).toEqual([1, 1]);
    const different = publishEvent(tenant.ctx, exampleInput(tenant, "credits.low"), options);
    await expect(different).rejects.toMatchObject({ code: "conflict" });
  });
});
