import { z } from "zod";
import { noteMcp } from "@/lib/connections/mcp/note";
import type { InboundRequest, ParsedRequest } from "@/lib/inbound/receiver/define-receiver";
import type { McpSender } from "./authenticate";
import { itemOf } from "./item";
import { type RpcId, rpcEmpty, rpcFault } from "./rpc-answer";

const INVALID_REQUEST = -32600;
const METHOD_NOT_FOUND = -32601;
const ACCEPTED = { status: 202 } as const;

const id = z.union([z.string().max(1_000), z.int()]);
const method = z.string().regex(/^[\x21-\x7e]{1,200}$/);
const NOTIFICATION = "notifications/";
const params = z.record(z.string(), z.unknown()).optional();

const request = z.object({ jsonrpc: z.literal("2.0"), id, method, params });
const notification = z.object({
  jsonrpc: z.literal("2.0"),
  id: z.undefined().optional(),
  method,
  params,
});
const response = z.union([
  z.object({ jsonrpc: z.literal("2.0"), id, result: z.record(z.string(), z.unknown()) }),
  z.object({
    jsonrpc: z.literal("2.0"),
    id: id.nullish(),
    error: z.object({ code: z.int(), message: z.string() }),
  }),
]);

/** Whether a body is, or means to be, a JSON-RPC message: the Events extension's have neither member. */
export function isRpc(body: Record<string, unknown>): boolean {
  return "jsonrpc" in body || "method" in body;
}

/**
 * One JSON-RPC message. A ping is answered at once and noted; a notification is stored for its handler, 202; a response
 * is of nothing that we asked, 202; any other request is for a server, which we are not: -32601.
 */
export async function parseRpc(
  body: Record<string, unknown>,
  inbound: InboundRequest,
  sender: McpSender,
): Promise<ParsedRequest> {
  const asked = request.safeParse(body);
  if (asked.success) return answerRequest(asked.data, inbound, sender);
  const told = notification.safeParse(body);
  if (told.success) {
    return { items: [itemOf(inbound, sender, toldOf(told.data))], answer: ACCEPTED };
  }
  if (response.safeParse(body).success) return { items: [], answer: ACCEPTED };
  const known = id.safeParse(body.id);
  const message =
    'This is no JSON-RPC 2.0 message: jsonrpc must be "2.0", method a text, params an object, id a text or a whole number.';
  return { items: [], answer: rpcFault(400, { code: INVALID_REQUEST, message }, known.success ? known.data : null) };
}

// MCP's begin alike. Another method is kept apart, so that none is taken for an event's or a control's type.
function toldOf({ method, params = {} }: z.output<typeof notification>) {
  return { type: method.startsWith(NOTIFICATION) ? method : `rpc/${method}`, payload: { params } };
}

async function answerRequest(
  { id, method }: { id: RpcId; method: string },
  { now }: InboundRequest,
  { connectionId }: McpSender,
): Promise<ParsedRequest> {
  if (method !== "ping") {
    const message = "This is no MCP server: of requests it takes ping alone.";
    return { items: [], answer: rpcFault(200, { code: METHOD_NOT_FOUND, message }, id) };
  }
  await noteMcp(connectionId, "lastPingAt", now);
  return { items: [], answer: rpcEmpty(id) };
}
