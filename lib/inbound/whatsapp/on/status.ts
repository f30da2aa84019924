import { db } from "@/lib/db/client";
import type { HandlerCall, HandlerResult } from "@/lib/inbound/receiver/define-receiver";
import { type Status, type StatusUpdate, statusPayload } from "./shape";
import { further, furthest, statusKey } from "./status-rank";

const WORDS: Readonly<Record<Status, string>> = {
  sent: "sent",
  delivered: "delivered",
  read: "read",
  played: "played",
  failed: "not delivered",
  deleted: "deleted",
};

/**
 * What became of a message that the number sent elsewhere. Each status is an inbound event of its own, so a message's
 * standing is the furthest of them; nothing in the product reads it, and so no table repeats it. The note says both.
 */
export async function onStatus({ row, payload }: HandlerCall): Promise<HandlerResult> {
  const { phone_number_id, status } = statusPayload.parse(payload);
  const keys = new Map(further(status.status).map((name) => [statusKey(phone_number_id, status, name), name]));
  const known = await db.inboundEvent.findMany({
    where: { provider: "whatsapp", externalId: { in: [...keys.keys()] }, organizationId: row.organizationId },
    select: { externalId: true },
  });
  const standing = furthest(known.flatMap(({ externalId }) => keys.get(externalId) ?? []));
  const late = standing ? ` It stays “${WORDS[standing]}”, which came before.` : "";
  return { status: "handled", note: `The message was ${WORDS[status.status]}${whyFailed(status)}.${late}` };
}

function whyFailed({ errors }: StatusUpdate): string {
  const [error] = errors ?? [];
  if (!error) return "";
  return `: ${[error.title?.slice(0, 200), error.code && `(${error.code})`].filter(Boolean).join(" ")}`;
}
