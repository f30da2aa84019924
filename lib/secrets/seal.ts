import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const VERSION = "v1";
const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

type Key = { id: string; key: Buffer; source: string };

let cached: Key | undefined;

/**
 * Encrypts a secret for the database: `v1.<key id>.<iv>.<ciphertext and tag>`, AES-256-GCM under a key that is drawn
 * from APP_SECRET. `place` names the column and row ("destinations.url:br_…") and is authenticated: a sealed text that
 * is copied to another row or column does not open there.
 */
export function seal(text: string, place: string): string {
  const { id, key } = sealingKey();
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, id, iv.toString("base64url"), sealed.toString("base64url")].join(".");
}

/** A sealed value that cannot be opened here. Its message names the place and none of the secret. */
export class SealError extends Error {}

/** The text that `seal` was given. Throws SealError, without any of the secret, when the text, the place or APP_SECRET is another. */
export function open(sealed: string, place: string): string {
  const [version, id, ivText, bytesText, ...rest] = sealed.split(".");
  if (version !== VERSION || !id || !ivText || !bytesText || rest.length > 0) {
    throw new SealError(`The sealed value of ${place} is not in the form ${VERSION}.key.iv.bytes.`);
  }
  const own = sealingKey();
  if (id !== own.id) {
    throw new SealError(
      `The sealed value of ${place} was sealed under another APP_SECRET. Start with the one it was made with.`,
    );
  }
  const bytes = Buffer.from(bytesText, "base64url");
  if (bytes.length < TAG_BYTES) throw new SealError(`The sealed value of ${place} is cut short.`);
  // Without authTagLength Node accepts a tag of four bytes, which can be guessed.
  const decipher = createDecipheriv(ALGORITHM, own.key, Buffer.from(ivText, "base64url"), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    throw new SealError(`The sealed value of ${place} was altered, or belongs to another place.`);
  }
}

function sealingKey(): Key {
  const source = env().APP_SECRET;
  if (cached?.source !== source) {
    const key = Buffer.from(hkdfSync("sha256", source, "", "atelyaos-webhooks:sealed-columns", KEY_BYTES));
    cached = { id: createHash("sha256").update(key).digest("hex").slice(0, 8), key, source };
  }
  return cached;
}
