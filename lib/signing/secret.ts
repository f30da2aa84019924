import { randomBytes } from "node:crypto";

export const SECRET_PREFIX = "whsec_";
const NEW_SECRET_BYTES = 32;
export const SECRET_BYTES_MIN = 24;
export const SECRET_BYTES_MAX = 64;

export type ParsedSecret = { ok: true; key: Buffer } | { ok: false; message: string };

/** A new signing secret: `whsec_` and the base64 of 32 random bytes. */
export function newSigningSecret(): string {
  return SECRET_PREFIX + randomBytes(NEW_SECRET_BYTES).toString("base64");
}

/**
 * The key bytes inside a secret, or what is wrong with it in plain words. Only canonical base64 passes: receivers in
 * other languages refuse what Node's decoder forgives (missing padding, the URL alphabet, stray characters).
 */
export function parseSigningSecret(secret: string): ParsedSecret {
  if (!secret.startsWith(SECRET_PREFIX)) {
    return { ok: false, message: `A signing secret starts with ${SECRET_PREFIX}, followed by base64.` };
  }
  const text = secret.slice(SECRET_PREFIX.length);
  const key = Buffer.from(text, "base64");
  if (text === "" || key.toString("base64") !== text) {
    return { ok: false, message: `What follows ${SECRET_PREFIX} must be standard base64 with its padding.` };
  }
  if (key.length < SECRET_BYTES_MIN || key.length > SECRET_BYTES_MAX) {
    return {
      ok: false,
      message: `A signing secret holds ${SECRET_BYTES_MIN} to ${SECRET_BYTES_MAX} bytes; this one holds ${key.length}.`,
    };
  }
  return { ok: true, key };
}
