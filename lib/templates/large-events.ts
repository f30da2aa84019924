import { catalogue, type EventTypeName } from "@/lib/events/catalogue";
import { type EventEnvelope, PAYLOAD_BYTES_MAX } from "@/lib/events/envelope";

const LIST_LENGTH_MAX = 2_000;
const SENTENCE = "Please shorten the second paragraph & lead with the “date”.\n";

// What grows in each: its list first, then its text, until the event is as large as any may be.
const GROWING: readonly { type: EventTypeName; list?: string; text: string }[] = [
  { type: "workroom.completed", list: "deliverables", text: "workroom.name" },
  { type: "agent.updated", list: "changed_fields", text: "agent.name" },
  { type: "workroom.revision_requested", text: "note" },
  { type: "integration.message_received", text: "message.text" },
];

let made: readonly EventEnvelope[] | undefined;

/**
 * Events of the largest size that is accepted: one of each type that has a list, with up to 2,000 entries, and some of a
 * single long text. They tell what a template costs at its dearest.
 */
export function largeEvents(): readonly EventEnvelope[] {
  made ??= GROWING.map(({ type, list, text }) => {
    const event = structuredClone(catalogue[type].example);
    if (list) growList(event, list);
    growText(event, text);
    return event;
  });
  return made;
}

function growList(event: EventEnvelope, name: string): void {
  const list = event.data[name] as readonly unknown[];
  const lengthMax = Math.floor(roomBytes(event) / (bytesOf(list) / list.length));
  const length = Math.min(LIST_LENGTH_MAX, lengthMax);
  event.data[name] = Array.from({ length }, (_, index) => structuredClone(list[index % list.length]));
}

function growText(event: EventEnvelope, path: string): void {
  const names = path.split(".");
  const last = names.pop() ?? "";
  const holder = names.reduce<Record<string, unknown>>(
    (each, name) => each[name] as Record<string, unknown>,
    event.data,
  );
  const sentences = Math.floor(roomBytes(event) / (bytesOf(SENTENCE) - 2));
  holder[last] += SENTENCE.repeat(sentences);
}

function roomBytes(event: EventEnvelope): number {
  return PAYLOAD_BYTES_MAX - bytesOf(event);
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
