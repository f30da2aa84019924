import { createHash, timingSafeEqual } from "node:crypto";
import { hexSignature, standardSignature } from "./sign";

const TOLERANCE_SECONDS = 5 * 60;

/** Whether the value of the signature header (after its prefix) was made from these bytes with any of the secrets. */
export function verifyHexSignature(input: {
  rawBody: string | Uint8Array;
  signature: string;
  prefix?: string;
  secrets: readonly string[];
}): boolean {
  const { rawBody, signature, prefix = "", secrets } = input;
  let matches = false;
  for (const secret of secrets) {
    matches = sameText(signature, prefix + hexSignature(rawBody, secret)) || matches;
  }
  return matches;
}

export type StandardVerification = { ok: true } | { ok: false; reason: "missing" | "timestamp" | "signature" };

/**
 * Verifies the three Standard Webhooks headers over the raw body. `headers` has lower-case names; the timestamp may be
 * five minutes off `nowSeconds` either way; any of the signatures may match any of the secrets.
 */
export function verifyStandardWebhook(input: {
  rawBody: string | Uint8Array;
  headers: Record<string, string | undefined>;
  secrets: readonly string[];
  nowSeconds: number;
}): StandardVerification {
  const { rawBody, headers, secrets, nowSeconds } = input;
  const id = headers["webhook-id"];
  const timestampText = headers["webhook-timestamp"];
  const given = headers["webhook-signature"];
  if (!id || !timestampText || !given) return { ok: false, reason: "missing" };
  if (!/^\d{1,12}$/.test(timestampText)) return { ok: false, reason: "timestamp" };
  const timestamp = Number(timestampText);
  if (Math.abs(nowSeconds - timestamp) > TOLERANCE_SECONDS) return { ok: false, reason: "timestamp" };
  const signatures = given.split(" ");
  let matches = false;
  for (const secret of secrets) {
    const expected = standardSignature(rawBody, id, timestamp, secret);
    for (const signature of signatures) matches = sameText(signature, expected) || matches;
  }
  return matches ? { ok: true } : { ok: false, reason: "signature" };
}

/** Compares two texts in a time that tells nothing of where they differ. timingSafeEqual throws on unequal lengths, so both are hashed first. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}
