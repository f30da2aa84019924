import type { z } from "zod";
import type { FieldError } from "@/lib/errors";
import { fieldErrors } from "@/lib/validation/field-errors";
import { agentEvents } from "./agents";
import { billingEvents } from "./billing";
import { creditEvents } from "./credits";
import type { EventDefinition } from "./define-event";
import { deliverableEvents } from "./deliverables";
import { integrationEvents } from "./integrations";
import { webhookEvents } from "./webhooks";
import { workroomEvents } from "./workrooms";

export type { EventDefinition } from "./define-event";

const definitions = {
  ...workroomEvents,
  ...deliverableEvents,
  ...creditEvents,
  ...agentEvents,
  ...billingEvents,
  ...integrationEvents,
  ...webhookEvents,
};

export type EventTypeName = keyof typeof definitions;

/** What an event type's `data` carries. */
export type EventData<Type extends EventTypeName> = z.infer<(typeof definitions)[Type]["dataSchema"]>;

/** The one list of everything that can happen. */
export const catalogue: Readonly<Record<EventTypeName, EventDefinition>> = definitions;

export const EVENT_TYPES: readonly EventTypeName[] = Object.freeze(Object.keys(definitions).filter(isEventType));

/** The types that subscriptions may pick: the stable ones, and `webhook.disabled`. */
export const SUBSCRIBABLE_TYPES: readonly EventTypeName[] = EVENT_TYPES.filter(
  (type) => catalogue[type].stable || type === "webhook.disabled",
);

export type EventFamily = { id: string; title: string; description: string; types: readonly EventTypeName[] };

/** Event types grouped for the picker, in its order. */
export const FAMILIES: readonly EventFamily[] = [
  family("workroom", "Workrooms", "Work that starts, ends or goes into another round."),
  family("deliverable", "Deliverables", "Results that are approved or leave as files."),
  family("credits", "Credits", "The balance that agents work from."),
  family("agent", "Agents", "Changes to the agents that do the work."),
  family("billing", "Billing", "The paid plan and its invoices, as Stripe reports them."),
  family("integration", "Integrations", "Linked accounts, and what comes in through them."),
  family("webhook", "Webhooks", "What happens to your outgoing webhooks themselves."),
];

function family(id: string, title: string, description: string): EventFamily {
  return { id, title, description, types: EVENT_TYPES.filter((type) => catalogue[type].family === id) };
}

/** Whether a text names a type of the catalogue. */
export function isEventType(type: string): type is EventTypeName {
  return Object.hasOwn(definitions, type);
}

export type ParsedEventData =
  | { ok: true; type: EventTypeName; data: Record<string, unknown> }
  | { ok: false; errors: readonly FieldError[] };

/**
 * Checks an event's `data` against its type. `data` comes back as it came in, its keys in their order; otherwise one
 * error a field, with paths as the caller wrote them: "type", "data.deliverables[0].id".
 */
export function parseEventData(type: string, data: unknown): ParsedEventData {
  if (!isEventType(type)) {
    return { ok: false, errors: [{ path: "type", message: `${type.slice(0, 80)} is no event type of the catalogue` }] };
  }
  const parsed = catalogue[type].dataSchema.safeParse(data);
  if (parsed.success && isRecord(data)) return { ok: true, type, data };
  return {
    ok: false,
    errors: parsed.success ? [{ path: "data", message: "must be an object" }] : fieldErrors(parsed.error, "data"),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
