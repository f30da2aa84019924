import { readCredits as read } from "@/lib/billing/credits";
import { allowOnly } from "@/lib/http/allow-only";
import { operationRoute } from "@/lib/http/operation-route";
import { readCredits } from "@/lib/http/operations/credits";

export const GET = operationRoute(readCredits, async ({ ctx }) => ({ body: await read(ctx) }));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
