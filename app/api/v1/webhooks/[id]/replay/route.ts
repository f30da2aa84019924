import { allowOnly } from "@/lib/http/allow-only";
import { operationRoute } from "@/lib/http/operation-route";
import { createReplay } from "@/lib/http/operations/replays";
import { createReplay as startReplay } from "@/lib/replays/create";
import type { ReplayPreview, ReplayView } from "@/lib/replays/schema";

export const POST = operationRoute(createReplay, async ({ ctx, params, body, once }) => {
  const answer = await once<ReplayView | ReplayPreview>((remember) => startReplay(ctx, params.id, body, remember));
  if ("dry_run" in answer) return { status: 200, body: answer };
  return { body: answer, headers: { location: `/api/v1/replays/${answer.id}` } };
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
