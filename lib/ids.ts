export const ID_PREFIXES = {
  organization: "org",
  workspace: "ws",
  workroom: "wr",
  deliverable: "dl",
  agent: "ag",
  event: "evt",
  bridge: "br",
  subscription: "sub",
  delivery: "dlv",
  attempt: "att",
  connection: "con",
  user: "usr",
  session: "ses",
  account: "acc",
  verification: "ver",
  member: "mem",
  invitation: "inv",
  apiKey: "key",
  secret: "sec",
  audit: "aud",
  record: "rec",
  request: "req",
  replay: "rpl",
  inbound: "inb",
  credit: "crd",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

// Crockford's base 32: no I, L, O, U, and sorted as ASCII.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;
const POOL_BYTES = 4096;

const pool = new Uint8Array(POOL_BYTES);
let poolOffset = POOL_BYTES;
let lastTime = 0;
let lastRandom = new Uint8Array(RANDOM_LENGTH);

/** A new id such as `evt_01JD3Z…`: prefix, then a ULID (48 bits of milliseconds, 80 random bits). Ids of one process never run backwards. */
export function newId(kind: IdKind, now = Date.now()): string {
  return `${ID_PREFIXES[kind]}_${ulid(now)}`;
}

/** The smallest id part for a moment: `${prefix}_${ulidFloor(date)}` bounds a range of ids by time. */
export function ulidFloor(time: number): string {
  return encodeTime(time) + "0".repeat(RANDOM_LENGTH);
}

/** A pattern that every id of this kind matches. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${ID_PREFIXES[kind]}_[0-9A-HJKMNP-TV-Z]{26}$`);
}

function ulid(now: number): string {
  if (now > lastTime) {
    lastTime = now;
    lastRandom = nextRandom();
  } else {
    increment(lastRandom);
  }
  let random = "";
  for (const digit of lastRandom) random += ALPHABET[digit];
  return encodeTime(lastTime) + random;
}

function encodeTime(time: number): string {
  let rest = time;
  let text = "";
  for (let i = 0; i < TIME_LENGTH; i++) {
    text = ALPHABET[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function nextRandom(): Uint8Array<ArrayBuffer> {
  if (poolOffset + RANDOM_LENGTH > POOL_BYTES) {
    crypto.getRandomValues(pool);
    poolOffset = 0;
  }
  const digits = new Uint8Array(RANDOM_LENGTH);
  for (let i = 0; i < RANDOM_LENGTH; i++) digits[i] = (pool[poolOffset + i] ?? 0) & 31;
  poolOffset += RANDOM_LENGTH;
  return digits;
}

// Ids of one millisecond differ by a random step, not by one, so that one id does not tell the next.
function increment(digits: Uint8Array): void {
  const step = nextRandom();
  let carry = 0;
  for (let i = RANDOM_LENGTH - 1; i >= 0; i--) {
    const sum = (digits[i] ?? 0) + (i >= RANDOM_LENGTH - 8 ? (step[i] ?? 0) : 0) + carry;
    digits[i] = sum & 31;
    carry = sum >> 5;
  }
  if (carry) lastTime += 1;
}
