import type { UsageView } from "@/lib/billing/schema";
import { recordUsage as record } from "@/lib/billing/usage";
import { allowOnly } from "@/lib/http/allow-only";
import { operationRoute } from "@/lib/http/operation-route";
import { recordUsage } from "@/lib/http/operations/credits";

export const POST = operationRoute(recordUsage, async ({ ctx, body, once }) => ({
  body: await once<UsageView>((remember) => record(ctx, body, remember)),
}));

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
