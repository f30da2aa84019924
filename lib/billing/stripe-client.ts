import Stripe from "stripe";
import { env } from "@/lib/env";
import { SECOND_MS } from "@/lib/time";

/** Stripe's API version that this code was written for: its library's own. */
export const STRIPE_API_VERSION = Stripe.API_VERSION;

let cached: { key: string; client: Stripe } | undefined;

/** The client of Stripe's API, pinned to the library's own API version; undefined while STRIPE_SECRET_KEY is not set. */
export function stripeClient(): Stripe | undefined {
  const { STRIPE_SECRET_KEY: key, STRIPE_API_URL: url } = env();
  if (key === undefined) return undefined;
  if (cached?.key !== key)
    cached = { key, client: new Stripe(key, { ...RULES, ...(url ? placeOf(new URL(url)) : {}) }) };
  return cached.client;
}

// Who waits is a person at a page, or a handler that can do without an answer.
const RULES = { timeout: 8 * SECOND_MS, maxNetworkRetries: 0, telemetry: false };

function placeOf({ hostname, port, protocol }: URL) {
  const isPlain = protocol === "http:";
  const usual = isPlain ? "80" : "443";
  return { host: hostname, port: port || usual, protocol: isPlain ? ("http" as const) : ("https" as const) };
}
