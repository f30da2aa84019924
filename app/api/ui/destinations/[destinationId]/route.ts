import { readLiveState } from "@/lib/destinations/live-state";
import { uiRoute } from "@/lib/http/ui-route";

/** How a bridge or a subscription stands now, for its page. */
export const GET = uiRoute<{ destinationId: string }>(({ viewer: { ctx }, params }) =>
  readLiveState(ctx, { destinationId: params.destinationId }),
);
