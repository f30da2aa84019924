import { clockNow } from "@/lib/clock";
import { newUlid, ulidOf } from "@/lib/ulid";
import { MOMENT_MAX } from "./duration";
import type { QueuedEvent } from "./types";

const EVENT_BYTES_MAX = 512 * 1024;
const SEED_BYTES = 10;

/** A request that the event API would refuse. */
export class RefusedRequest extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

type Payload = { id?: string; name?: string; ts?: number; data?: unknown };

/**
 * Reads the body of the SDK's `POST /e/<key>`. Events without an id of their own get one from the seed; those without a
 * moment are due at once. Throws a RefusedRequest on what the event API would refuse.
 */
export function readSendRequest(body: string, seed: string | undefined): QueuedEvent[] {
  const payloads = JSON.parse(body) as Payload | Payload[];
  const seeded = readSeed(seed);
  return (Array.isArray(payloads) ? payloads : [payloads]).map((payload, index) => {
    const id = payload.id || (seeded ? seededId(seeded, index) : newUlid());
    // The SDK stamps an event that has no moment by this process's clock, with the very millisecond of the seed.
    const event = toQueuedEvent(payload.ts === seeded?.at ? { ...payload, ts: clockNow() } : payload, id);
    if (event.text.length > EVENT_BYTES_MAX) throw new RefusedRequest(413, tooLarge(event.name));
    return event;
  });
}

/** An event of the engine's own, of any size: one that says what failed carries what failed. */
export function ownEvent(event: { id: string; name: string; data: unknown }): QueuedEvent {
  return toQueuedEvent(event, event.id);
}

/** An event as it was stored by a process without an engine. */
export function storedEvent({ id, text }: { id: string; text: string }): QueuedEvent {
  return toQueuedEvent(JSON.parse(text) as Payload, id);
}

function tooLarge(name: string): string {
  return `The event "${name}" is larger than 512 KB.`;
}

type Seed = { at: number; random: Uint8Array };

// The SDK writes "<its own ms>,<base64 of 10 bytes>" and repeats a send with the same seed: the same events get the same ids.
function readSeed(header: string | undefined): Seed | undefined {
  const [ms, base64] = header?.split(",") ?? [];
  const random = Buffer.from(base64 ?? "", "base64");
  const at = Number(ms);
  return random.length === SEED_BYTES && at > 0 && Number.isSafeInteger(at) ? { at, random } : undefined;
}

function seededId({ at, random }: Seed, index: number): string {
  const bytes = Buffer.from(random);
  bytes.writeUInt32BE((bytes.readUInt32BE(6) + index) >>> 0, 6);
  return ulidOf(at, bytes);
}

function toQueuedEvent(payload: Payload, id: string): QueuedEvent {
  const { name } = payload;
  if (typeof name !== "string" || name === "") throw new RefusedRequest(400, "An event has no name.");
  const ts = payload.ts ?? clockNow();
  // One event that the database cannot store would fail those that are stored with it.
  if (!(ts >= 0 && ts <= MOMENT_MAX)) throw new RefusedRequest(400, `The event "${name}" has no valid ts.`);
  if (id.includes("\0")) throw new RefusedRequest(400, `The event "${name}" has a zero byte in its id.`);
  const value = { ...payload, name, id: id || newUlid(), ts, data: payload.data ?? {}, user: {} };
  const text = JSON.stringify(value);
  return { id: value.id, name, dueAtMs: ts, text, value };
}
