import { z } from "zod";
import type { Message } from "./shape";

const TEXT_LENGTH_MAX = 32_000;

const words = z.string().catch("");
const caption = z.object({ caption: words.default("") }).transform((media) => media.caption);
const titled = z.object({ title: words }).transform(({ title }) => title);

const formatted = z.object({ name: z.object({ formatted_name: words }) }).transform(({ name }) => name.formatted_name);

// What a person would read of each kind; of a voice note or a sticker there is nothing.
const READERS: Readonly<Record<string, z.ZodType<string>>> = {
  text: z.object({ body: words }).transform(({ body }) => body),
  image: caption,
  video: caption,
  document: z
    .object({ caption: words.default(""), filename: words.default("") })
    .transform((file) => file.caption || file.filename),
  button: z.object({ text: words }).transform(({ text }) => text),
  interactive: z
    .object({
      button_reply: titled.optional(),
      list_reply: titled.optional(),
      nfm_reply: z
        .object({ body: words })
        .transform(({ body }) => body)
        .optional(),
    })
    .transform((reply) => reply.button_reply ?? reply.list_reply ?? reply.nfm_reply ?? ""),
  reaction: z.object({ emoji: words.default("") }).transform(({ emoji }) => emoji),
  location: z
    .object({
      name: words.default(""),
      address: words.default(""),
      latitude: z.number().optional(),
      longitude: z.number().optional(),
    })
    .transform(({ name, address, latitude, longitude }) => {
      const place = [name, address].filter(Boolean).join(", ");
      return place || (latitude === undefined || longitude === undefined ? "" : `${latitude}, ${longitude}`);
    }),
  contacts: z.array(formatted.catch("")).transform((names) => names.filter(Boolean).join(", ")),
  order: z
    .object({ text: words.default(""), product_items: z.array(z.unknown()).default([]) })
    .transform(
      ({ text, product_items: { length } }) => text || `Order of ${length} ${length === 1 ? "item" : "items"}`,
    ),
  system: z.object({ body: words }).transform(({ body }) => body),
};

/** What a person would read of a message: its text, caption, chosen answer, place or emoji; null where there is nothing. Pure. */
export function wordsOf(message: Message): string | null {
  const reader = Object.hasOwn(READERS, message.type) ? READERS[message.type] : undefined;
  const read = reader?.safeParse(message[message.type]);
  const text = read?.success ? read.data.slice(0, TEXT_LENGTH_MAX) : "";
  return text === "" ? null : text;
}
