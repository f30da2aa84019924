import { createHash } from "node:crypto";
import { systemContext } from "@/lib/context";
import { publishTogether } from "@/lib/deliveries/publish-together";
import { AppError } from "@/lib/errors";
import { SECOND_MS } from "@/lib/time";
import type { HandlerCall, HandlerResult } from "../../define-receiver";
import { wordsOf } from "../message-words";
import { liveConnection } from "../numbers";
import { type MessagePayload, messagePayload } from "../shape";

const NAME_LENGTH_MAX = 256;

/** A message to a linked number: published as `integration.message_received` in its workspace, once. */
export async function onMessage({ row, payload }: HandlerCall): Promise<HandlerResult> {
  if (row.eventId) return { status: "handled", eventId: row.eventId };
  const connection = await liveConnection(row.connectionId ?? "", row.organizationId ?? "");
  if (!connection) return { status: "ignored", reason: "The number has been disconnected since." };
  const { id, organizationId, workspaceId, name } = connection;
  const message = messageOf(messagePayload.parse(payload));
  const eventId = eventIdOf(id, row.externalId);
  try {
    await publishTogether(systemContext(organizationId, "WhatsApp"), {
      id: eventId,
      type: "integration.message_received",
      workspaceId,
      timestamp: row.occurredAt,
      data: { provider: "whatsapp", connection: { id, name }, message },
    });
  } catch (error) {
    // Published before, when the number had another name: this id is nobody else's.
    if (!(error instanceof AppError && error.code === "conflict")) throw error;
  }
  return { status: "handled", eventId };
}

function messageOf({ message, contact }: MessagePayload) {
  const from = message.from ?? message.from_user_id ?? contact?.wa_id ?? contact?.user_id ?? "";
  return {
    id: message.id,
    type: message.type,
    from,
    from_name: (contact?.profile?.name || contact?.profile?.username)?.slice(0, NAME_LENGTH_MAX) ?? null,
    text: wordsOf(message),
    sent_at: new Date(Number(message.timestamp) * SECOND_MS).toISOString(),
  };
}

// Of the connection's id as well, which nobody outside knows: an id that somebody else could publish first would bar it.
function eventIdOf(connectionId: string, externalId: string): string {
  return `evt_${createHash("sha256").update(`${connectionId}:${externalId}`).digest("base64url")}`;
}
