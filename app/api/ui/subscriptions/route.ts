import { uiRoute } from "@/lib/http/ui-route";
import { listSubscriptionSummaries } from "@/lib/subscriptions/overview";

/** The organization's subscriptions, for the list that polls them. */
export const GET = uiRoute(async ({ viewer: { ctx } }) => ({ data: await listSubscriptionSummaries(ctx) }));
