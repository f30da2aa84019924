import { z } from "zod";

/** Kinds of message that Meta names. What it may add later is taken as `unsupported`, its own name kept. */
export const MESSAGE_TYPES = [
  "text",
  "image",
  "video",
  "audio",
  "document",
  "sticker",
  "location",
  "contacts",
  "interactive",
  "button",
  "reaction",
  "order",
  "system",
  "request_welcome",
  "unsupported",
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** What can be said of a message that the number sent. */
export const STATUSES = ["sent", "delivered", "read", "played", "failed", "deleted"] as const;
export type Status = (typeof STATUSES)[number];

// Ids become part of keys: printable ASCII alone, and bounded.
const id = z.string().regex(/^[\x21-\x7e]{1,256}$/);
const seconds = z.string().regex(/^\d{1,11}$/);
const record = z.record(z.string(), z.unknown());

/** An envelope that Meta sends. Its inner parts are read one by one, so that a broken one fails no other. */
export const envelope = z.object({ object: z.string(), entry: z.array(z.unknown()) });
export const entry = z.object({ id: z.string().optional(), changes: z.array(z.unknown()) });
export const change = z.object({ field: z.string(), value: z.unknown() });
export const phoneNumberId = z.string().regex(/^\d{1,32}$/);

const list = z.array(z.unknown()).catch([]);
export const messagesValue = z.object({
  metadata: z.object({ phone_number_id: phoneNumberId, display_phone_number: z.string().optional() }),
  contacts: list.default([]),
  messages: list.default([]),
  statuses: list.default([]),
  errors: list.default([]),
});

/** A person as Meta names them. With a username there may be no phone number: `user_id` is then all there is. */
export const contact = z.object({
  wa_id: z.string().optional(),
  user_id: z.string().optional(),
  profile: z.object({ name: z.string().optional(), username: z.string().optional() }).optional(),
});
export type Contact = z.infer<typeof contact>;

export const message = z
  .object({
    id,
    timestamp: seconds,
    type: z.string().min(1).max(64),
    from: z.string().min(1).max(256).optional(),
    from_user_id: z.string().min(1).max(256).optional(),
  })
  .and(record);
export type Message = z.infer<typeof message>;

export const status = z
  .object({
    id,
    timestamp: seconds,
    status: z.enum(STATUSES),
    // In a group each member has statuses of their own.
    recipient_participant_id: id.optional(),
    recipient_participant_user_id: id.optional(),
    errors: z.array(z.object({ code: z.number().optional(), title: z.string().optional() })).optional(),
  })
  .and(record);
export type StatusUpdate = z.infer<typeof status>;

/** What the handlers are given, kept with the inbound event. */
export const messagePayload = z.object({ phone_number_id: phoneNumberId, contact: contact.optional(), message });
export type MessagePayload = z.infer<typeof messagePayload>;
export const statusPayload = z.object({ phone_number_id: phoneNumberId, status });
export type StatusPayload = z.infer<typeof statusPayload>;
