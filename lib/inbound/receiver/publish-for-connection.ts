import { createHash } from "node:crypto";
import { type LiveConnection, liveConnection } from "@/lib/connections/live";
import { systemContext } from "@/lib/context";
import { publishTogether } from "@/lib/deliveries/publish/together";
import { AppError } from "@/lib/errors";
import type { EventTypeName } from "@/lib/events/catalogue";
import type { InboundEvent } from "@/prisma/generated/client";
import type { HandlerResult } from "./define-receiver";

type Publication = {
  type: EventTypeName;
  /** As the event's `provider` names it. */
  provider: string;
  /** Who acts, for people. */
  label: string;
  /** What the event's id is made of. Something of it nobody outside knows: an id that somebody could publish first would bar it. */
  idSource(connection: LiveConnection): string;
  /** The event's data, besides provider and connection. */
  data: Record<string, unknown>;
  /** Why nothing is published where the connection is gone. */
  disconnected: string;
};

/** Publishes what an inbound event led to, in the workspace of the connection that it came by, once however often it is handled. */
export async function publishForConnection(row: InboundEvent, publication: Publication): Promise<HandlerResult> {
  if (row.eventId) return { status: "handled", eventId: row.eventId };
  const connection = await liveConnection(row.connectionId ?? "", row.organizationId ?? "");
  if (!connection) return { status: "ignored", reason: publication.disconnected };
  const { id, organizationId, workspaceId, name } = connection;
  const eventId = `evt_${createHash("sha256").update(publication.idSource(connection)).digest("base64url")}`;
  try {
    await publishTogether(systemContext(organizationId, publication.label), {
      id: eventId,
      type: publication.type,
      workspaceId,
      timestamp: row.occurredAt,
      data: { provider: publication.provider, connection: { id, name }, ...publication.data },
    });
  } catch (error) {
    // Published before, when the connection had another name: this id is nobody else's.
    if (!(error instanceof AppError && error.code === "conflict")) throw error;
  }
  return { status: "handled", eventId };
}
