import Stripe from "stripe";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { InboundRequest } from "@/lib/inbound/receiver/define-receiver";
import { unixSeconds } from "@/lib/time";
import { type StripeEvent, stripeEvent } from "./read/objects";

const TOLERANCE_SECONDS = 300;

/** The one answer to whatever fails: neither header nor body comes back in it. */
export const UNVERIFIED =
  "The signature could not be verified. The endpoint's signing secret in Stripe must be one of STRIPE_WEBHOOK_SECRET, the body the very bytes that were signed, and the clocks within five minutes of each other.";
export const THIN =
  "This is a thin event. Choose the snapshot payload style for this endpoint in Stripe's dashboard: its events carry their object.";
export const NO_EVENT = "This is signed, but it is no event of Stripe's: an object with id, type, created and data.";

/** An event whose signature held, with everything that Stripe sent of it. */
export type VerifiedEvent = { event: StripeEvent; payload: unknown };

/**
 * The event that a request carries, by Stripe's own library and against every live secret. Throws `malformed`, with a
 * text of its own for a thin event and for what is signed and no event. https://docs.stripe.com/webhooks/signature
 */
export function verifyStripe({ headers, rawBody, now }: InboundRequest): VerifiedEvent {
  const header = headers.get("stripe-signature") ?? "";
  const payload = construct(rawBody, header, secretsOf(env().STRIPE_WEBHOOK_SECRET));
  // The library refuses what is too old, and takes what is dated ahead.
  if (!(timestampOf(header) <= unixSeconds(now.getTime()) + TOLERANCE_SECONDS)) throw refused(UNVERIFIED);
  const event = stripeEvent.safeParse(payload);
  if (!event.success) throw refused(NO_EVENT);
  return { event: event.data, payload };
}

/** The signing secrets of a comma-separated list: two while one rolls. */
export function secretsOf(list: string | undefined): string[] {
  return (list ?? "").split(",").flatMap((secret) => secret.trim() || []);
}

// Its errors are of several classes and hold header and body: none of them leaves this function.
function construct(rawBody: Buffer, header: string, secrets: readonly string[]): unknown {
  for (const secret of secrets) {
    try {
      return Stripe.webhooks.constructEvent(rawBody, header, secret, TOLERANCE_SECONDS);
    } catch {
      if (isThin(rawBody) && holds(rawBody, header, secret)) throw refused(THIN);
    }
  }
  throw refused(UNVERIFIED);
}

function holds(rawBody: Buffer, header: string, secret: string): boolean {
  try {
    return Stripe.webhooks.signature?.verifyHeader(rawBody, header, secret, TOLERANCE_SECONDS) === true;
  } catch {
    return false;
  }
}

function isThin(rawBody: Buffer): boolean {
  try {
    return JSON.parse(rawBody.toString("utf8"))?.object === "v2.core.event";
  } catch {
    return false;
  }
}

// The last one counts, as for the library.
function timestampOf(header: string): number {
  const last = header.split(",").findLast((part) => part.startsWith("t="));
  return Number.parseInt(last?.slice(2) ?? "", 10);
}

function refused(message: string): AppError {
  return new AppError("malformed", message);
}
