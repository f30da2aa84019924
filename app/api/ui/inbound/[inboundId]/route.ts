import { uiRoute } from "@/lib/http/ui-route";
import { getInbound } from "@/lib/inbound/log/get";

/** One inbound event for its sheet, its personal data masked. */
export const GET = uiRoute<{ inboundId: string }>(({ viewer: { ctx }, params }) => getInbound(ctx, params.inboundId));
