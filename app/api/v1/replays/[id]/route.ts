import { allowOnly } from "@/lib/http/allow-only";
import { operationRoute } from "@/lib/http/operation-route";
import { cancelReplay, getReplay } from "@/lib/http/operations/replays";
import { cancelReplay as stopReplay } from "@/lib/replays/cancel";
import { getReplay as readReplay } from "@/lib/replays/get";

export const GET = operationRoute(getReplay, async ({ ctx, params }) => ({ body: await readReplay(ctx, params) }));

export const DELETE = operationRoute(cancelReplay, async ({ ctx, params }) => ({
  body: await stopReplay(ctx, params),
}));

export const { POST, PUT, PATCH, OPTIONS } = allowOnly("GET", "DELETE");
