import { createHmac } from "node:crypto";
import { previousHeader, SIGNATURE_HEADER } from "./header";
import { parseSigningSecret } from "./secret";

export { SIGNATURE_HEADER } from "./header";

export type SignatureInput = {
  /** The exact text that is sent. */
  body: string;
  /** The event's id: the same on every attempt of every delivery of it. */
  eventId: string;
  /** Unix seconds of this attempt. */
  timestampSeconds: number;
  /** Every secret that signs now, newest first. */
  secrets: readonly string[];
  /** Of the hex signature; a Custom bridge may rename it. */
  headerName?: string | undefined;
  /** Put before the hex, such as "sha256=". */
  prefix?: string | undefined;
};

/**
 * The headers that sign a request in both schemes: the hex HMAC-SHA256 of the body keyed by the secret's text, with the
 * previous secret's beside it during a rotation, and Standard Webhooks 1.0.0 with one signature a secret, newest first.
 * Throws when there is no secret or one is malformed: nothing is ever sent unsigned.
 */
export function signatureHeaders(input: SignatureInput): Record<string, string> {
  const { eventId, timestampSeconds, secrets, headerName = SIGNATURE_HEADER, prefix = "" } = input;
  const [newest, previous] = secrets;
  if (newest === undefined) throw new Error("A request needs at least one signing secret.");
  const body = Buffer.from(input.body);
  const headers: Record<string, string> = { [headerName]: prefix + hexSignature(body, newest) };
  if (previous !== undefined) headers[previousHeader(headerName)] = prefix + hexSignature(body, previous);
  headers["webhook-id"] = eventId;
  headers["webhook-timestamp"] = String(timestampSeconds);
  headers["webhook-signature"] = secrets
    .map((secret) => standardSignature(body, eventId, timestampSeconds, secret))
    .join(" ");
  return headers;
}

/** Hex HMAC-SHA256 of the body; the key is the secret's text exactly as it is shown. */
export function hexSignature(body: string | Uint8Array, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}

/** `v1,` and the base64 HMAC-SHA256 of `id.timestamp.body`; the key is what the secret's base64 decodes to. Source: Standard Webhooks 1.0.0. */
export function standardSignature(body: string | Uint8Array, id: string, timestamp: number, secret: string): string {
  const parsed = parseSigningSecret(secret);
  if (!parsed.ok) throw new Error(parsed.message);
  return `v1,${createHmac("sha256", parsed.key).update(`${id}.${timestamp}.`).update(body).digest("base64")}`;
}
