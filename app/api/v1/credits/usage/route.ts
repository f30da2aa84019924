import type { UsageView } from "@/lib/billing/schema";
import { recordUsage as record } from "@/lib/billing/usage";
import { operationRoute } from "@/lib/http/operation-route";
import { recordUsage } from "@/lib/http/operations/credits";

export const POST = operationRoute(recordUsage, async ({ ctx, body, once }) => ({
  body: await once<UsageView>((remember) => record(ctx, body, remember)),
}));
