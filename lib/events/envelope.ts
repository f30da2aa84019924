import { z } from "zod";

/** The largest `data` plus envelope that is accepted, in bytes of UTF-8 JSON. */
export const PAYLOAD_BYTES_MAX = 256 * 1024;

/** An event as the outside world sees it: the body of a subscription, the variables of a Custom template. */
export const eventEnvelope = z.object({
  id: z.string(),
  type: z.string(),
  timestamp: z.iso.datetime(),
  organization_id: z.string(),
  workspace_id: z.string(),
  data: z.record(z.string(), z.unknown()),
});

export type EventEnvelope = z.infer<typeof eventEnvelope>;

/** A stored event as the outside world sees it. */
export function envelopeOf(row: {
  eventId: string;
  eventType: string;
  timestamp: Date;
  organizationId: string;
  workspaceId: string;
  data: string;
}): EventEnvelope {
  return {
    id: row.eventId,
    type: row.eventType,
    timestamp: row.timestamp.toISOString(),
    organization_id: row.organizationId,
    workspace_id: row.workspaceId,
    data: JSON.parse(row.data) as Record<string, unknown>,
  };
}
