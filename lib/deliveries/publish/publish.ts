import { createHash } from "node:crypto";
import { authorize, type Context } from "@/lib/context";
import { queueFirstAttempts } from "@/lib/deliveries/queue/queue";
import { matches } from "@/lib/destinations/match";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type PreparedEvent, type PublishInput, prepareEvents } from "./input";
import { findListeners } from "./listeners";
import { type NewDelivery, storeEvents } from "./store";

export type { PublishInput } from "./input";

/** What a publish answers: the event, and how many destinations it reaches. */
export type Published = { id: string; type: string; deliveries: number };

export type PublishOptions = {
  /** A repeat with the same key answers as the first did; the same key with other events is a conflict. 24 hours. */
  idempotencyKey?: string | undefined;
  /** How the caller names the n-th event in errors; `events[n].` unless told. */
  pathOf?: (index: number) => string;
};

/**
 * Publishes 1 to 100 events: validated by the catalogue, matched with the destinations of this moment, and stored with
 * their deliveries in one transaction before it returns. Throws invalid, forbidden, too_large or conflict, and has then
 * stored nothing.
 */
export async function publishEvents(
  ctx: Context,
  inputs: readonly PublishInput[],
  options: PublishOptions = {},
): Promise<Published[]> {
  authorize(ctx, "events:write");
  const events = await prepareEvents(ctx, inputs, options.pathOf ?? ((index) => `events[${index}].`));
  const deliveries = await deliveriesFor(ctx, events);
  const stored = await storeEvents(ctx, {
    events,
    deliveries,
    answer: events.map((event) => answerFor(event, deliveries)),
    idempotency: options.idempotencyKey ? { key: options.idempotencyKey, requestHash: requestHash(inputs) } : undefined,
  });
  const created = new Set(stored.created);
  await queueFirstAttempts(deliveries.filter(({ id }) => created.has(id)));
  return stored.answer;
}

/** The same for one event. */
export async function publishEvent(ctx: Context, input: PublishInput, options?: PublishOptions): Promise<Published> {
  const [published] = await publishEvents(ctx, [input], { pathOf: () => "", ...options });
  if (!published) throw new AppError("invalid", "Nothing was published.");
  return published;
}

async function deliveriesFor(ctx: Context, events: readonly PreparedEvent[]): Promise<NewDelivery[]> {
  const listeners = await findListeners(ctx.organizationId, [...new Set(events.map((event) => event.type))]);
  return events.flatMap((event) =>
    listeners
      .filter((listener) => matches(listener, event))
      .map((listener) => ({ id: newId("delivery"), eventId: event.id, destinationId: listener.id })),
  );
}

function answerFor(event: PreparedEvent, deliveries: readonly NewDelivery[]): Published {
  const reached = deliveries.filter((delivery) => delivery.eventId === event.id).length;
  return { id: event.id, type: event.type, deliveries: reached };
}

function requestHash(inputs: readonly PublishInput[]): string {
  return createHash("sha256").update(JSON.stringify(inputs)).digest("hex");
}
