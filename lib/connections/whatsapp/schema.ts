import { z } from "zod";

/** Messages of a day are counted up to here. */
export const MESSAGES_COUNTED_MAX = 10_000;

const name = z
  .string()
  .trim()
  .min(1, "Give the number a name that your team knows it by, such as Support.")
  .max(80, "A name is 80 characters at most.");

const displayNumber = z
  .string()
  .trim()
  .max(40, "A phone number is 40 characters at most.")
  .regex(/^(\+?[\d\s().-]{4,})?$/, "Write the number as people dial it, such as +49 30 901820.");

/** What an admin tells of a WhatsApp number to link it. An empty display number is none. */
export const linkWhatsappInput = z.object({
  name,
  phoneNumberId: z
    .string()
    .trim()
    .regex(
      /^\d{5,32}$/,
      "The phone number ID is digits alone, such as 106540352242922. Meta shows it under API setup.",
    ),
  displayNumber,
});
export type LinkWhatsappInput = z.infer<typeof linkWhatsappInput>;

/** What may be changed of a linked number. */
export const editWhatsappInput = linkWhatsappInput.pick({ name: true, displayNumber: true });
export type EditWhatsappInput = z.infer<typeof editWhatsappInput>;
