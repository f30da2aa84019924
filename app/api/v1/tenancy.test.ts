import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { API_SCOPES } from "@/lib/context";
import { db } from "@/lib/db/client";
import { operations } from "@/lib/http/operations";
import { newId } from "@/lib/ids";
import { createSubscription } from "@/lib/subscriptions/create";
import { deliveryRows } from "@/lib/testing/deliveries";
import { callApi } from "./testing/call";
import { createWorld, idFor, keyOf, type World } from "./testing/world";

let ours: World;
let theirs: World;
beforeAll(async () => {
  [ours, theirs] = await Promise.all([createWorld(), createWorld()]);
});

const withId = operations.filter((operation) => operation.params);
const lists = operations.filter((operation) => operation.method === "get" && operation.query && !operation.params);
const bodyOf = (operation: (typeof operations)[number]) => Object.values(operation.body?.examples ?? {})[0];

/** All that belongs to an organization, as text. */
async function belongings({ organizationId }: World): Promise<string> {
  const where = { organizationId };
  return JSON.stringify([
    await db.destination.findMany({ where, orderBy: { id: "asc" } }),
    await db.signingSecret.findMany({ where, orderBy: { id: "asc" } }),
    await db.event.findMany({ where, orderBy: { id: "asc" } }),
    await db.delivery.findMany({ where, orderBy: { id: "asc" } }),
    await db.replay.findMany({ where, orderBy: { id: "asc" } }),
    await db.auditEntry.findMany({ where, orderBy: { id: "asc" } }),
  ]);
}

describe("another organization's things", () => {
  it("are not found by any operation, whatever is sent, and stay as they are", async () => {
    const before = await belongings(theirs);
    const ids = Object.values(theirs.ids);
    const attempt = fc.record({
      operation: fc.constantFrom(...withId),
      id: fc.constantFrom(...ids),
      own: fc.boolean(),
      idempotent: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(attempt, async ({ operation, id, own, idempotent }) => {
        const target = own ? (idFor(operation, theirs) ?? id) : id;
        const headers: Record<string, string> = idempotent ? { "idempotency-key": newId("request") } : {};
        const answer = await callApi(operation, { key: ours.key, id: target, body: bodyOf(operation), headers });
        expect(answer.status, `${operation.id} ${target}`).toBe(404);
        expect(answer.text).not.toContain(theirs.organizationId);
        expect(answer.text).not.toContain(theirs.workspaceId);
      }),
      { numRuns: 150 },
    );
    expect(await belongings(theirs)).toBe(before);
  }, 120_000);

  it.each(withId.map((operation) => [operation.id, operation] as const))("%s: 404", async (_, operation) => {
    const id = idFor(operation, theirs);
    expect((await callApi(operation, { key: ours.key, id, body: bodyOf(operation) })).status).toBe(404);
  });

  it.each(lists.map((operation) => [operation.id, operation] as const))("%s lists none", async (_, operation) => {
    const { text } = await callApi(operation, { key: ours.key });
    for (const id of [...Object.values(theirs.ids), theirs.organizationId, theirs.workspaceId]) {
      expect(text).not.toContain(id);
    }
  });

  it("are no cursor, no filter and no place to publish to", async () => {
    const [listEvents, createWebhook, publishEvents] = ["listEvents", "createWebhook", "publishEvents"].map((id) =>
      operations.find((operation) => operation.id === id),
    );
    if (!listEvents || !createWebhook || !publishEvents) throw new Error("An operation is gone.");
    const { key } = ours;
    expect((await callApi(listEvents, { key, query: { cursor: theirs.ids.event } })).status).toBe(404);
    const filtered = await callApi(listEvents, { key, query: { workspace_id: theirs.workspaceId } });
    expect(filtered.body).toEqual({ data: [], next_cursor: null });
    const filter = { workspace_ids: [theirs.workspaceId] };
    const webhook = { url: "http://127.0.0.1:9999/", events: ["credits.low"], filter };
    const refused = await callApi(createWebhook, { key, body: webhook });
    expect(refused.body.errors).toMatchObject([{ path: "filter.workspace_ids[0]" }]);
    const event = { ...(bodyOf(publishEvents) as object), workspace_id: theirs.workspaceId };
    expect((await callApi(publishEvents, { key, body: event })).status).toBe(403);
  });
});

describe("a key that is restricted to a workspace", () => {
  it("finds nothing of the others, of things that hear of all, or of mixed ones", async () => {
    const { organizationId, workspaceId, ctx } = ours;
    const narrow = newId("workspace");
    await db.workspace.create({ data: { id: narrow, organizationId, name: "Narrow" } });
    const key = await keyOf(ours, API_SCOPES, [narrow]);
    for (const operation of withId) {
      const answer = await callApi(operation, { key, id: idFor(operation, ours), body: bodyOf(operation) });
      expect([operation.id, answer.status]).toEqual([operation.id, 404]);
    }
    for (const operation of lists) {
      expect([operation.id, (await callApi(operation, { key })).body.data]).toEqual([operation.id, []]);
    }
    const of = (workspaceIds: string[]) =>
      createSubscription(ctx, {
        url: "http://127.0.0.1:9999/hook",
        events: ["workroom.completed"],
        filter: { workspace_ids: workspaceIds },
      });
    const [mixed, own] = [await of([workspaceId, narrow]), await of([narrow])];
    const byId = (id: string) => operations.find((operation) => operation.id === id) ?? withId[0];
    const [getWebhook, getDelivery] = [byId("getWebhook"), byId("getDelivery")];
    if (!getWebhook || !getDelivery) throw new Error("An operation is gone.");
    expect((await callApi(getWebhook, { key, id: mixed.id })).status).toBe(404);
    expect((await callApi(getWebhook, { key, id: own.id })).status).toBe(200);
    const rows = await deliveryRows(ours, [
      { destinationId: mixed.id, workspaceId: narrow },
      { destinationId: own.id, workspaceId: narrow },
      { destinationId: own.id, workspaceId },
    ]);
    const statuses = await Promise.all(rows.map(async (id) => (await callApi(getDelivery, { key, id })).status));
    expect(statuses).toEqual([404, 200, 404]);
  });
});
