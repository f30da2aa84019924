import { randomFillSync } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_BYTES = 10;
const POOL_BYTES = 4_000;

const pool = Buffer.alloc(POOL_BYTES);
let poolOffset = POOL_BYTES;

/** A new run id: a ULID, so that rows are stored in the order of time. */
export function newUlid(now = Date.now()): string {
  if (poolOffset + RANDOM_BYTES > POOL_BYTES) {
    randomFillSync(pool);
    poolOffset = 0;
  }
  const id = encode(now, pool, poolOffset);
  poolOffset += RANDOM_BYTES;
  return id;
}

/**
 * The id of the `index`th event of one send. The SDK repeats a send with the same seed ("<ms>,<base64 of 10 bytes>"),
 * so the same events get the same ids. Without a readable seed the id is new.
 */
export function seededUlid(seed: string | undefined, index: number): string {
  const [ms, base64] = seed?.split(",") ?? [];
  const random = Buffer.from(base64 ?? "", "base64");
  const time = Number(ms);
  if (random.length !== RANDOM_BYTES || !Number.isSafeInteger(time)) return newUlid();
  random.writeUInt32BE((random.readUInt32BE(6) + index) >>> 0, 6);
  return encode(time, random, 0);
}

function encode(time: number, bytes: Buffer, offset: number): string {
  let rest = time;
  let text = "";
  for (let i = 0; i < 10; i++) {
    text = ALPHABET[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  for (let half = offset; half < offset + RANDOM_BYTES; half += 5) {
    // 5 bytes are 8 digits: 4 from the upper 20 bits and 4 from the lower.
    const upper = bytes.readUIntBE(half, 3) >>> 4;
    const lower = bytes.readUIntBE(half + 2, 3) & 0xfffff;
    for (const part of [upper, lower]) {
      for (const shift of [15, 10, 5, 0]) text += ALPHABET[(part >>> shift) & 31];
    }
  }
  return text;
}
