import { catalogue, isEventType } from "@/lib/events/catalogue";
import type { EventEnvelope } from "@/lib/events/envelope";

type Holder = Record<string, unknown>;

/** Where a text stands in an event's data. */
export type TextPlace = { holder: Holder; key: string };

/** Every text of a value, however deep. */
export function textPlaces(value: unknown): TextPlace[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key) =>
    typeof holder[key] === "string" ? [{ holder, key }] : textPlaces(holder[key]),
  );
}

/** Puts the first of the candidates there that the event's schema takes. Says whether there was one; if not, the old text stays. */
export function replaceText(event: EventEnvelope, { holder, key }: TextPlace, candidates: readonly string[]): boolean {
  const old = holder[key];
  if (!isEventType(event.type)) return false;
  const { dataSchema } = catalogue[event.type];
  for (const candidate of candidates) {
    holder[key] = candidate;
    if (dataSchema.safeParse(event.data).success) return true;
  }
  holder[key] = old;
  return false;
}
