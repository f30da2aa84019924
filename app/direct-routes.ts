import type { DirectRoute } from "@/lib/http/direct-listener";
import { POST as fromMcpServer } from "./api/inbound/mcp/[connectionId]/route";
import { POST as fromStripe } from "./api/inbound/stripe/route";
import { POST as fromWhatsapp } from "./api/inbound/whatsapp/route";
import { POST as recordUsage } from "./api/v1/credits/usage/route";
import { POST as publishEvents } from "./api/v1/events/route";

/** The POST routes that come by the hundred a second: providers do not wait, and publishers should not have to. */
export const DIRECT_ROUTES: readonly DirectRoute[] = [
  { path: "/api/inbound/stripe", handle: fromStripe },
  { path: "/api/inbound/whatsapp", handle: fromWhatsapp },
  { path: "/api/inbound/mcp/[connectionId]", handle: fromMcpServer },
  { path: "/api/v1/credits/usage", handle: recordUsage as DirectRoute["handle"] },
  { path: "/api/v1/events", handle: publishEvents as DirectRoute["handle"] },
];
