import type { z } from "zod";
import type { HandlerResult, InboundHandler } from "@/lib/inbound/receiver/define-receiver";
import type { InboundEvent } from "@/prisma/generated/client";
import { stripeEvent } from "./objects";
import { ownerOf } from "./owner";

/** An event as its handler is given it. `at` is Stripe's time of it, in whole seconds. */
export type StripeCall<T = unknown> = { object: T; at: Date; stripeEventId: string; row: InboundEvent };

/** What a handler of an organization's event answers; whose it is is added. */
type Outcome =
  | { status: "handled"; eventId?: string | undefined; note?: string | undefined }
  | { status: "ignored"; reason: string };

/** A handler of events whose object has this shape. */
export function onObject<S extends z.ZodType>(
  schema: S,
  act: (call: StripeCall<z.output<S>>) => Promise<HandlerResult>,
): InboundHandler {
  return async ({ row, payload }) => {
    const event = stripeEvent.parse(payload);
    const object = schema.safeParse(event.data.object);
    if (object.success) return act({ object: object.data, at: event.created, stripeEventId: event.id, row });
    const field = object.error.issues[0]?.path.join(".") ?? "";
    const reason = `Its object is not as expected at ${field || "its root"}, in Stripe's API version ${event.api_version ?? "unknown"}.`;
    return { status: "ignored", reason };
  };
}

type Owned = { customer: string | undefined; metadata?: Record<string, string> };

/** The same for objects that have a customer: it waits until that customer is linked to an organization. */
export function onOwned<S extends z.ZodType<Owned>>(
  schema: S,
  act: (call: StripeCall<z.output<S>> & { organizationId: string }) => Promise<Outcome>,
): InboundHandler {
  return onObject(schema, async (call) => {
    const { customer, metadata } = call.object as Owned;
    const owner = await ownerOf(call, customer, metadata);
    return "nobody" in owner ? owner.nobody : owned(owner.organizationId, await act({ ...call, ...owner }));
  });
}

/** An outcome as the inbound page of its organization shows it. */
export function owned(organizationId: string, outcome: Outcome): HandlerResult {
  const tenant = { organizationId };
  if (outcome.status === "ignored") return { ...outcome, tenant };
  const { note, ...rest } = outcome;
  return { ...rest, tenant, ...(note === undefined ? {} : { note }) };
}

/** A handler for what changes nothing here, but is worth showing. */
export function onNoted<S extends z.ZodType<Owned>>(schema: S, note: (object: z.output<S>) => string): InboundHandler {
  return onOwned(schema, async ({ object }) => ({ status: "handled", note: note(object) }));
}
