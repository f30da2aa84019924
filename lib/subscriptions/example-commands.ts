import { exampleRequest } from "@/lib/keys/example-request";
import type { SubscriptionCreate, SubscriptionUpdate } from "./schema";

/** A command that registers a subscription to two event types of a workspace. */
export function exampleCreate({ appUrl, workspaceId }: { appUrl: string; workspaceId: string }): string {
  const body: Partial<SubscriptionCreate> = {
    url: "https://api.example.com/webhooks/atelyaos",
    events: ["workroom.completed", "deliverable.exported"],
    filter: { workspace_ids: [workspaceId] },
    description: "Order desk",
  };
  return exampleRequest({ appUrl, path: "/api/v1/webhooks", body });
}

/** A command that changes a subscription. */
export function exampleUpdate({ appUrl, id }: { appUrl: string; id: string }): string {
  const body: SubscriptionUpdate = { events: ["workroom.completed", "credits.low"], rate_limit_per_second: 10 };
  return exampleRequest({ appUrl, path: `/api/v1/webhooks/${id}`, method: "PATCH", body });
}
