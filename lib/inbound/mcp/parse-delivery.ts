import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { InboundRequest, ParsedRequest } from "@/lib/inbound/receiver/define-receiver";
import { fieldErrors, firstInWords } from "@/lib/validation/field-errors";
import { storedText } from "@/lib/validation/text-schema";
import type { McpSender } from "./authenticate";
import { itemOf } from "./item";

const NAME_LENGTH_MAX = 200;
const CHALLENGE_LENGTH_MAX = 1_000;
// PostgreSQL knows no year 0, and nothing here happened before 1970.
const OLDEST_MS = 0;

const cursor = z.string().nullish();

const event = z.object({
  eventId: z.string(),
  name: storedText(NAME_LENGTH_MAX, 1),
  timestamp: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .refine((date) => date.getTime() >= OLDEST_MS, "must be a moment since 1970"),
  data: z.unknown().optional(),
  cursor,
});
const verification = z.object({
  type: z.literal("verification"),
  challenge: z.string().min(1).max(CHALLENGE_LENGTH_MAX),
});
const gap = z.object({ type: z.literal("gap"), cursor });
const terminated = z.object({
  type: z.literal("terminated"),
  error: z.object({ code: z.union([z.string(), z.number()]).optional(), message: z.string().optional() }).optional(),
});
const otherControl = z.object({ type: storedText(NAME_LENGTH_MAX, 1) });

/**
 * One delivery of the Events extension: an event, or one of its controls, which have a `type`. A challenge is echoed;
 * what this does not know is stored and ignored. Throws malformed.
 * Source: SEP-3415, modelcontextprotocol.io/extensions/events.
 */
export function parseDelivery(
  body: Record<string, unknown>,
  inbound: InboundRequest,
  sender: McpSender,
): ParsedRequest {
  if (!("type" in body)) return parseEvent(body, inbound, sender);
  const { type } = held(otherControl, body);
  const item = (payload: Record<string, unknown>, as = type) => itemOf(inbound, sender, { type: as, payload });
  if (type === "verification") {
    const { challenge } = held(verification, body);
    return { items: [item({})], answer: { status: 200, body: { challenge } } };
  }
  if (type === "gap") return { items: [item({ cursor: held(gap, body).cursor ?? null })] };
  if (type === "terminated") return { items: [item({ error: held(terminated, body).error ?? null })] };
  // Under a name of its own: no handler takes it for an event.
  return { items: [item({}, `control/${type}`)] };
}

function parseEvent(body: Record<string, unknown>, inbound: InboundRequest, sender: McpSender): ParsedRequest {
  const { eventId, name, timestamp, data, cursor } = held(event, body);
  if ((inbound.headers.get("webhook-id") ?? eventId) !== eventId) {
    throw new AppError("malformed", "The header webhook-id must be the event’s eventId.");
  }
  const payload = { event: name, data: data ?? null, cursor: cursor ?? null };
  return { items: [itemOf(inbound, sender, { type: "event", payload, occurredAt: timestamp, ownId: eventId })] };
}

function held<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fault = firstInWords(fieldErrors(parsed.error));
  throw new AppError("malformed", `This is no delivery of MCP’s Events extension, and no JSON-RPC: ${fault}.`);
}
