import { createHash, randomInt } from "node:crypto";

export const API_KEY_PREFIX = "atl_";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_LENGTH = 30;
const CHECKSUM_LENGTH = 6;
const SHOWN_LENGTH = 10;
// Of a key that an operator gives: enough characters for one that cannot be guessed.
const GIVEN_LENGTH_MIN = 28;
const GIVEN_LENGTH_MAX = 200;

const OWN_FORM = new RegExp(`^${API_KEY_PREFIX}[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`);
const GIVEN_FORM = new RegExp(`^${API_KEY_PREFIX}[\\x21-\\x7e]{${GIVEN_LENGTH_MIN},${GIVEN_LENGTH_MAX}}$`);

/** A new API key: `atl_`, 30 random characters (178 bits) and a checksum of them, by which scanners and we tell a typo. */
export function newApiKey(): string {
  let random = "";
  for (let i = 0; i < RANDOM_LENGTH; i++) random += ALPHABET[randomInt(ALPHABET.length)];
  return API_KEY_PREFIX + random + apiKeyChecksum(random);
}

/** Whether a text has the form and the checksum of a key that we made. */
export function isOwnApiKey(text: string): boolean {
  if (!OWN_FORM.test(text)) return false;
  return apiKeyChecksum(text.slice(API_KEY_PREFIX.length, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH);
}

/** Whether a text may be a key at all, ours or one that an operator gave: `atl_` and 28 to 200 visible characters. */
export function isApiKeyShaped(text: string): boolean {
  return GIVEN_FORM.test(text);
}

/** What is stored of a key: SHA-256 in hex. A key is random enough to need no slower hash. */
export function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** The beginning of a key, by which people tell it from others. */
export function apiKeyLabel(key: string): string {
  return key.slice(0, SHOWN_LENGTH);
}

/** CRC-32 in six digits of base 62, as GitHub's and npm's tokens carry it. */
export function apiKeyChecksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = ALPHABET[rest % ALPHABET.length] + digits;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}

// zlib.crc32 came with Node 20.20; we run on 20.19 too.
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
