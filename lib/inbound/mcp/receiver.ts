import { defineReceiver, type InboundRequest } from "@/lib/inbound/receiver/define-receiver";
import { authenticate, type McpSender } from "./authenticate";
import { onEvent } from "./on/event";
import { onGap } from "./on/gap";
import { onListChanged } from "./on/list-changed";
import { onResourceUpdated } from "./on/resource-updated";
import { onTerminated } from "./on/terminated";
import { onVerification } from "./on/verification";
import { parseDelivery } from "./parse-delivery";
import { isRpc, parseRpc } from "./parse-rpc";
import { readBody } from "./read-body";

const BODY_BYTES_MAX = 256 * 1024;
const REQUESTS_PER_MINUTE_MAX = 60;

/**
 * Whatever an MCP server has to say to us, at an address for each connection: JSON-RPC 2.0 messages, and deliveries of
 * the Events extension (SEP-3415), told apart by their `jsonrpc` member. Always on: what it needs is a connection.
 */
export const mcp = defineReceiver<McpSender>({
  name: "mcp",
  bodyBytesMax: BODY_BYTES_MAX,
  requestsPerMinuteMax: REQUESTS_PER_MINUTE_MAX,
  limitKey: ({ params }) => params.connectionId ?? "",
  isConfigured: () => true,
  verify: authenticate,
  parse: (request: InboundRequest, sender) => {
    const read = readBody(request);
    if ("answer" in read) return { items: [], answer: read.answer };
    return isRpc(read.body) ? parseRpc(read.body, request, sender) : parseDelivery(read.body, request, sender);
  },
  on: {
    "notifications/tools/list_changed": onListChanged,
    "notifications/prompts/list_changed": onListChanged,
    "notifications/resources/list_changed": onListChanged,
    "notifications/resources/updated": onResourceUpdated,
    event: onEvent,
    verification: onVerification,
    gap: onGap,
    terminated: onTerminated,
  },
});
