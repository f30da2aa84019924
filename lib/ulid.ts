// Crockford's base 32: no I, L, O, U, and sorted as ASCII.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;
// The last digits take the random step between two ids of one millisecond: 40 bits.
const STEP_LENGTH = 8;
const POOL_BYTES = 4_096;

type Last = { time: number; timeText: string; digits: Uint8Array };

// Next evaluates modules once a module graph; ids of one process never run backwards all the same.
const shared = globalThis as typeof globalThis & { atelyaLastUlid?: Last };
shared.atelyaLastUlid ??= { time: -1, timeText: "", digits: new Uint8Array(RANDOM_LENGTH) };
const last = shared.atelyaLastUlid;

const pool = new Uint8Array(POOL_BYTES);
let poolOffset = POOL_BYTES;

/**
 * A new ULID: 48 bits of milliseconds, 80 random bits, 26 characters. Those of one process never run backwards, whatever
 * `now` says: a moment that is not later than the last one's gets the last one's time and more of its random part.
 * Source: github.com/ulid/spec.
 */
export function newUlid(now = Date.now()): string {
  if (now > last.time) {
    setTime(now);
    for (let i = 0, from = takeRandom(RANDOM_LENGTH); i < RANDOM_LENGTH; i++) last.digits[i] = digitAt(from + i);
  } else {
    stepOn();
  }
  let text = last.timeText;
  for (let i = 0; i < RANDOM_LENGTH; i++) text += ALPHABET[last.digits[i] ?? 0];
  return text;
}

/** The ULID of a moment (Unix milliseconds) and ten bytes of random: the same two give the same one. */
export function ulidOf(time: number, random: Uint8Array): string {
  let text = encodeTime(time);
  for (let from = 0; from < 10; from += 5) {
    // Five bytes are eight digits; a number holds 40 bits exactly.
    let rest = 0;
    for (let i = from; i < from + 5; i++) rest = rest * 256 + (random[i] ?? 0);
    for (let power = 32 ** 7; power >= 1; power /= 32) text += ALPHABET[Math.floor(rest / power) % 32];
  }
  return text;
}

/** The smallest ULID of a moment: bounds a range of ids by time. */
export function ulidFloor(time: number): string {
  return encodeTime(time) + "0".repeat(RANDOM_LENGTH);
}

function setTime(time: number): void {
  last.time = time;
  last.timeText = encodeTime(time);
}

// Ids of one millisecond differ by a random step, not by one, so that one id does not tell the next.
function stepOn(): void {
  const from = takeRandom(STEP_LENGTH) - (RANDOM_LENGTH - STEP_LENGTH);
  // At least one: a step of nothing would give an id twice.
  let carry = 1;
  for (let i = RANDOM_LENGTH - 1; i >= 0; i--) {
    const sum = (last.digits[i] ?? 0) + (i >= RANDOM_LENGTH - STEP_LENGTH ? digitAt(from + i) : 0) + carry;
    last.digits[i] = sum & 31;
    carry = sum >> 5;
  }
  if (carry) setTime(last.time + 1);
}

/** Where so many unused random bytes lie in the pool. */
function takeRandom(count: number): number {
  if (poolOffset + count > POOL_BYTES) {
    crypto.getRandomValues(pool);
    poolOffset = 0;
  }
  poolOffset += count;
  return poolOffset - count;
}

function digitAt(offset: number): number {
  return (pool[offset] ?? 0) & 31;
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
