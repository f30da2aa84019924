import { z } from "zod";
import { HEADER_NAME, isReservedHeader } from "./header-rules";

export const DEFAULT_SIGNATURE_HEADER = "X-AtelyaOS-Signature";
const PREFIX_LENGTH_MAX = 32;

/** The name of the header that carries the signature. Ours by default, or one that the receiver's own code expects. */
export const signatureHeaderName = z
  .string()
  .trim()
  .regex(HEADER_NAME, "A header's name has letters, digits and hyphens, such as X-Hub-Signature-256.")
  .refine((name) => isOwnDefault(name) || !(isReservedHeader(name) || name.toLowerCase() === "authorization"), {
    error: "This header has another use in every delivery. Choose another name, such as X-Hub-Signature-256.",
  });

/** What stands before the hexadecimal signature, such as `sha256=`. */
export const signaturePrefix = z
  .string()
  .max(PREFIX_LENGTH_MAX, `A prefix has at most ${PREFIX_LENGTH_MAX} characters.`)
  .regex(/^([\x21-\x7e][\x20-\x7e]*)?$/, "A prefix has plain visible characters, such as sha256=.");

function isOwnDefault(name: string): boolean {
  return name.toLowerCase() === DEFAULT_SIGNATURE_HEADER.toLowerCase();
}
