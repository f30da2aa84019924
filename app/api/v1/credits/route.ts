import { readCredits as read } from "@/lib/billing/credits";
import { operationRoute } from "@/lib/http/operation-route";
import { readCredits } from "@/lib/http/operations/credits";

export const GET = operationRoute(readCredits, async ({ ctx }) => ({ body: await read(ctx) }));
