import { createHmac, hkdfSync } from "node:crypto";
import { env } from "@/lib/env";

const KEY_BYTES = 32;

/** A key of its own for each purpose, drawn from APP_SECRET; base64url. */
export function deriveSecret(purpose: string): string {
  const key = hkdfSync("sha256", env().APP_SECRET, "", `atelyaos-webhooks:${purpose}`, KEY_BYTES);
  return Buffer.from(key).toString("base64url");
}

/** HMAC-SHA256 of a text under the purpose's key; base64url. */
export function tag(purpose: string, text: string): string {
  return createHmac("sha256", deriveSecret(purpose)).update(text).digest("base64url");
}
