import type { QueuedEvent } from "./types";
import { newUlid, seededUlid } from "./ulid";

const EVENT_BYTES_MAX = 512 * 1024;

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

/** Reads the body of the SDK's `POST /e/<key>`. Events without an id of their own get one from the seed. */
export function readSendRequest(body: string, seed: string | undefined): QueuedEvent[] {
  const payloads = JSON.parse(body) as Payload | Payload[];
  return (Array.isArray(payloads) ? payloads : [payloads]).map((payload, index) =>
    toQueuedEvent(payload, payload.id || seededUlid(seed, index)),
  );
}

/** An event of the engine's own. */
export function ownEvent(event: { id: string; name: string; data: unknown }): QueuedEvent {
  return toQueuedEvent({ ...event, ts: Date.now() }, event.id);
}

/** An event as it was stored by a process without an engine. */
export function storedEvent({ id, text }: { id: string; text: string }): QueuedEvent {
  return toQueuedEvent(JSON.parse(text) as Payload, id);
}

function toQueuedEvent(payload: Payload, id: string): QueuedEvent {
  const { name } = payload;
  if (typeof name !== "string" || name === "") throw new RefusedRequest(400, "An event has no name.");
  const ts = payload.ts ?? Date.now();
  const value = { ...payload, name, id: id || newUlid(), ts, data: payload.data ?? {}, user: {} };
  const text = JSON.stringify(value);
  if (text.length > EVENT_BYTES_MAX) throw new RefusedRequest(413, `The event "${name}" is larger than 512 KB.`);
  return { id: value.id, name, dueAtMs: ts, text, value };
}
