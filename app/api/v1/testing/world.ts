import type { ApiScope } from "@/lib/context";
import { API_SCOPES } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { Operation } from "@/lib/http/operation";
import { newId } from "@/lib/ids";
import { createApiKey } from "@/lib/keys/api-keys";
import { createReplay } from "@/lib/replays/create";
import { createSubscription } from "@/lib/subscriptions/create";
import { deliveryRows } from "@/lib/testing/deliveries";
import { createTenant, type Tenant } from "@/lib/testing/tenant";

/** An organization with one of each thing that the API has ids of. */
export type World = Tenant & {
  key: string;
  ids: { webhook: string; delivery: string; event: string; replay: string };
};

/** A key of a tenant's, with all scopes and workspaces unless told. */
export async function keyOf(
  tenant: Tenant,
  scopes: readonly ApiScope[] = API_SCOPES,
  workspaceIds: string[] = [],
): Promise<string> {
  return (await createApiKey(tenant.ctx, { name: "Test", scopes: [...scopes], workspaceIds })).key;
}

/** Makes a world whose webhook posts to `url`. */
export async function createWorld(url = "http://127.0.0.1:9999/hook"): Promise<World> {
  const tenant = await createTenant();
  const { organizationId, workspaceId, ctx } = tenant;
  const { id: webhook } = await createSubscription(ctx, { url, events: ["workroom.completed"] });
  const event = newId("event");
  const row = { id: event, organizationId, workspaceId, type: "workroom.completed", data: "{}", timestamp: new Date() };
  await db.event.create({ data: row });
  const [delivery = ""] = await deliveryRows(tenant, [{ destinationId: webhook, eventId: event, status: "failed" }]);
  const replay = await createReplay(ctx, webhook, { since: "2026-01-01T00:00:00Z", types: ["credits.low"] });
  const ids = { webhook, delivery, event, replay: "id" in replay ? replay.id : "" };
  return { ...tenant, key: await keyOf(tenant), ids };
}

/** The id of a world's that an operation speaks of. */
export function idFor(operation: Operation, { ids }: World): string | undefined {
  const kind = operation.params?.id;
  if (!kind) return undefined;
  return { subscription: ids.webhook, delivery: ids.delivery, event: ids.event, replay: ids.replay }[kind as "event"];
}
