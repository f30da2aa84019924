import { allowOnly } from "@/lib/http/allow-only";
import { inboundRoute } from "@/lib/http/inbound-route";
import { mcp } from "@/lib/inbound/mcp/receiver";

export const POST = inboundRoute(mcp);

// There is no stream to listen on and no session to end.
export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
