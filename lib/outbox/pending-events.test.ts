import { beforeEach, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import * as publishing from "@/lib/deliveries/publish/publish";
import { newId } from "@/lib/ids";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { type Announcement, announce, publishPending, sweepPending } from "./pending-events";

let tenant: Tenant;
beforeEach(async () => {
  tenant = await createTenant();
});

function disabled(more: Partial<Announcement<"webhook.disabled">> = {}): Announcement<"webhook.disabled"> {
  const destination = { id: "br_1", kind: "bridge" as const, name: "Ops" };
  const data = { destination, reason: "It answered 410.", failing_since: null };
  return { id: newId("event"), type: "webhook.disabled", timestamp: new Date(), ...more, data };
}

const stored = (id: string) => db.event.findMany({ where: { id } });

it("publishes what a change has announced in the workspace that it names, and else in the first", async () => {
  const { organizationId, workspaceId: first } = tenant;
  const { id: second } = await db.workspace.create({
    data: { id: newId("workspace"), organizationId, name: "Second" },
  });
  const [anywhere, there] = [disabled(), disabled({ workspaceId: second })];
  await db.$transaction(async (tx) => {
    await announce(tx, organizationId, anywhere);
    await announce(tx, organizationId, there);
  });
  await publishPending(organizationId, [anywhere.id, there.id]);
  expect(await stored(anywhere.id)).toMatchObject([{ organizationId, workspaceId: first }]);
  expect(await stored(there.id)).toMatchObject([{ workspaceId: second, data: JSON.stringify(there.data) }]);
  await publishPending(organizationId, [there.id]);
  expect(await stored(there.id)).toHaveLength(1);
});

it("announces nothing of a change that is taken back, nor in another organization's workspace", async () => {
  const other = await createTenant();
  const [undone, foreign] = [disabled(), disabled({ workspaceId: other.workspaceId })];
  await db
    .$transaction(async (tx) => {
      await announce(tx, tenant.organizationId, undone);
      throw new Error("no");
    })
    .catch(() => undefined);
  await announce(db, tenant.organizationId, foreign);
  expect(await db.pendingEvent.count({ where: { id: { in: [undone.id, foreign.id] } } })).toBe(0);
});

it("is swept up after a crash between the commit and the publishing, under the name of what announced it", async () => {
  const publish = vi.spyOn(publishing, "publishEvent");
  const event = disabled();
  await announce(db, tenant.organizationId, event);
  await sweepPending(new Date(Date.now() + 60_000));
  expect(await stored(event.id)).toHaveLength(1);
  expect(await db.pendingEvent.count({ where: { id: event.id } })).toBe(0);
  const label = publish.mock.calls.find(([, input]) => input.id === event.id)?.[0].actor.label;
  expect(label).toBe("Delivery");
});
