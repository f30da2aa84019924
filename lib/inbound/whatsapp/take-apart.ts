import { createHash } from "node:crypto";
import type { z } from "zod";
import { AppError } from "@/lib/errors";
import type { InboundItem } from "@/lib/inbound/receiver/define-receiver";
import { SECOND_MS } from "@/lib/time";
import * as shape from "./on/shape";
import { statusKey } from "./on/status-rank";

/** One update of a request, and the number that it is about where it names one. */
export type Part = InboundItem & { phoneNumberId?: string };

/**
 * Takes a request's entries and changes apart, each message and each status by itself. What cannot be read becomes a part
 * that is ignored, with why: it fails no other. Throws `malformed` for what is no envelope of Meta's. Pure.
 */
export function takeApart(payload: unknown, now: Date): Part[] {
  const envelope = shape.envelope.safeParse(payload);
  if (!envelope.success) throw new AppError("malformed", "The body has no entries.");
  const { object, entry } = envelope.data;
  if (object !== "whatsapp_business_account") return [ignored(`object.${word(object)}`, payload, NOT_WHATSAPP, now)];
  return entry.flatMap((each) => ofEntry(each, now));
}

const NOT_WHATSAPP = "It is not about a WhatsApp account.";

function ofEntry(raw: unknown, now: Date): Part[] {
  const entry = shape.entry.safeParse(raw);
  if (!entry.success) return [ignored("entry.invalid", raw, because(entry.error), now)];
  return entry.data.changes.flatMap((each) => ofChange(entry.data.id, each, now));
}

function ofChange(accountId: string | undefined, raw: unknown, now: Date): Part[] {
  const change = shape.change.safeParse(raw);
  if (!change.success) return [ignored("change.invalid", raw, because(change.error), now)];
  const { field, value } = change.data;
  if (field !== "messages") return [ofOtherField(accountId, field, value, now)];
  const messages = shape.messagesValue.safeParse(value);
  if (!messages.success)
    return [ignored("field.messages", { account_id: accountId, value }, because(messages.error), now)];
  const { metadata, contacts, ...lists } = messages.data;
  const number = metadata.phone_number_id;
  return [
    ...lists.messages.map((each) => ofMessage(number, contacts, each, now)),
    ...lists.statuses.map((each) => ofStatus(number, each, now)),
    ...lists.errors.map((each) => ({
      ...ignored("error", { phone_number_id: number, error: each }, "Meta reports a problem of its own.", now),
      phoneNumberId: number,
    })),
  ];
}

// Without a reason: that nothing acts on it is the receiver's to say, and could change.
function ofOtherField(accountId: string | undefined, field: string, value: unknown, now: Date): Part {
  const payload = { account_id: accountId, field, value };
  const { ignoredBecause: _, ...part } = ignored(`field.${word(field)}`, payload, "", now);
  const number = shape.phoneNumberId.safeParse(at(value, "metadata", "phone_number_id"));
  return number.success ? { ...part, phoneNumberId: number.data } : part;
}

function ofMessage(number: string, contacts: readonly unknown[], raw: unknown, now: Date): Part {
  const message = shape.message.safeParse(raw);
  const broken = message.success ? noSender(message.data, contacts) : because(message.error);
  if (!message.success || broken) {
    const payload = { phone_number_id: number, message: raw };
    return { ...ignored("message.invalid", payload, broken ?? "", now), phoneNumberId: number };
  }
  const { id, type, timestamp } = message.data;
  const known = shape.MESSAGE_TYPES.find((name) => name === type) ?? "unsupported";
  const contact = senderOf(message.data, contacts);
  return {
    externalId: `${number}:${id}`,
    type: `message.${known}`,
    occurredAt: momentOf(timestamp),
    payload: { phone_number_id: number, ...(contact ? { contact } : {}), message: raw },
    phoneNumberId: number,
  };
}

function noSender(message: shape.Message, contacts: readonly unknown[]): string | undefined {
  const sender = senderOf(message, contacts);
  if (message.from ?? message.from_user_id ?? sender?.wa_id ?? sender?.user_id) return undefined;
  return "It could not be read: it names no sender.";
}

// A batch lists its people once; of several the one that the message names.
function senderOf(message: shape.Message, contacts: readonly unknown[]): shape.Contact | undefined {
  const known = contacts.flatMap((each) => shape.contact.safeParse(each).data ?? []);
  const named = known.find(
    ({ wa_id, user_id }) =>
      (wa_id !== undefined && wa_id === message.from) || (user_id !== undefined && user_id === message.from_user_id),
  );
  return named ?? (known.length === 1 && !message.from && !message.from_user_id ? known[0] : undefined);
}

function ofStatus(number: string, raw: unknown, now: Date): Part {
  const status = shape.status.safeParse(raw);
  if (!status.success) {
    const payload = { phone_number_id: number, status: raw };
    return { ...ignored("status.invalid", payload, because(status.error), now), phoneNumberId: number };
  }
  return {
    externalId: statusKey(number, status.data, status.data.status),
    type: `status.${status.data.status}`,
    occurredAt: momentOf(status.data.timestamp),
    payload: { phone_number_id: number, status: raw },
    phoneNumberId: number,
  };
}

// What has no id of its own is known by its content: a repeat of the request finds it again.
function ignored(type: string, payload: unknown, ignoredBecause: string, now: Date): Part {
  const digest = createHash("sha256").update(JSON.stringify(payload)).digest("hex");
  return { externalId: `${type}:${digest}`, type, occurredAt: now, payload, ignoredBecause };
}

function because(error: z.ZodError): string {
  const path = error.issues[0]?.path.map(String).join(".") ?? "";
  return path ? `It could not be read: ${path.slice(0, 60)} is missing or not as expected.` : "It could not be read.";
}

function momentOf(seconds: string): Date {
  return new Date(Number(seconds) * SECOND_MS);
}

function word(name: string): string {
  return /^[a-z_]{1,60}$/.test(name) ? name : "unknown";
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );
}
