import pg from "pg";
import { beforeAll, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { createApiKey } from "@/lib/keys/api-keys";
import { exampleInput } from "@/lib/testing/bridge";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { publishEvents } from "./publish";

let tenant: Tenant;
beforeAll(async () => {
  // What a process asks once, it has asked.
  tenant = await withDestinations(1);
  await createApiKey(tenant.ctx, { name: "Warm", scopes: ["events:write"], workspaceIds: [] });
  await publishEvents(tenant.ctx, [exampleInput(tenant)]);
});

async function withDestinations(count: number): Promise<Tenant> {
  const made = await createTenant();
  const { organizationId, workspaceId } = made;
  const row = { organizationId, workspaceId, kind: "bridge", format: "generic_json", eventTypes: ["*"] };
  const url = { urlSealed: "sealed", urlOrigin: "https://example.com", urlMasked: "https://example.com/" };
  const rows = Array.from({ length: count }, (_, n) => ({ ...row, ...url, id: newId("bridge"), name: `Bridge ${n}` }));
  await db.destination.createMany({ data: rows });
  return made;
}

/** How many statements reach the database while something runs. */
async function statements(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  await work();
  // Other processes' engines are woken in passing, by the clock.
  const count = query.mock.calls.filter(([statement]) => !String(statement).startsWith("notify")).length;
  query.mockRestore();
  return count;
}

it("asks the database the same few things for 1, 10 and 100 destinations, and for 1 and 100 events", async () => {
  for (const destinations of [1, 10, 100]) {
    const { ctx, workspaceId } = await withDestinations(destinations);
    const input = { ...exampleInput(tenant), workspaceId };
    let stored = 0;
    for (const events of [1, 100]) {
      const inputs = Array.from({ length: events }, () => input);
      const count = await statements(() => publishEvents(ctx, inputs));
      stored += events * destinations;
      expect(await db.delivery.count({ where: { workspaceId } })).toBe(stored);
      // Workspaces, listeners, one that stores all of it, and one for each thousand wake-ups.
      const wakeUps = Math.ceil((events * destinations) / 1_000);
      expect(count, `${events} events to ${destinations}`).toBeLessThanOrEqual(4 + wakeUps);
    }
  }
}, 60_000);
