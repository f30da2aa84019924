import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { InboundItem, InboundRequest } from "@/lib/inbound/receiver/define-receiver";
import type { McpSender } from "./authenticate";

/** How a sender names what it sends, so that a repeat is known for one. */
const OWN_ID = /^[\x21-\x7e]{1,255}$/;

type Told = { type: string; payload: Record<string, unknown>; occurredAt?: Date; ownId?: string | undefined };

/**
 * What was sent, as it is stored: unique by connection and the sender's own id for it, which is the `webhook-id` of a
 * signed request. A bearer may give one in `webhook-id` or `Idempotency-Key`; without, each request is its own: two
 * equal notifications a minute apart are two changes, and a digest of the body would swallow the second. Throws malformed.
 */
export function itemOf({ headers }: InboundRequest, sender: McpSender, told: Told): InboundItem {
  const ownId = told.ownId ?? headers.get("webhook-id") ?? headers.get("idempotency-key") ?? newId("request");
  if (!OWN_ID.test(ownId))
    throw new AppError("malformed", "An id is 1 to 255 visible ASCII characters, such as a UUID.");
  const subscriptionId = headers.get("x-mcp-subscription-id")?.slice(0, 255);
  return {
    externalId: `${sender.connectionId}:${ownId}`,
    type: told.type,
    occurredAt: told.occurredAt ?? sender.sentAt,
    payload: { ...told.payload, ...(subscriptionId ? { subscriptionId } : {}) },
    tenant: sender.tenant,
  };
}
