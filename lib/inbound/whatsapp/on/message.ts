import type { HandlerCall, HandlerResult } from "@/lib/inbound/receiver/define-receiver";
import { publishForConnection } from "@/lib/inbound/receiver/publish-for-connection";
import { SECOND_MS } from "@/lib/time";
import { wordsOf } from "./message-words";
import { type MessagePayload, messagePayload } from "./shape";

const NAME_LENGTH_MAX = 256;

/** A message to a linked number: published as `integration.message_received` in its workspace, once. */
export async function onMessage({ row, payload }: HandlerCall): Promise<HandlerResult> {
  return publishForConnection(row, {
    type: "integration.message_received",
    provider: "whatsapp",
    label: "WhatsApp",
    idSource: ({ id }) => `${id}:${row.externalId}`,
    data: { message: messageOf(messagePayload.parse(payload)) },
    disconnected: "The number has been disconnected since.",
  });
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
