import Stripe from "stripe";
import { AppError } from "@/lib/errors";

const MESSAGE_MAX = 300;

/** What Stripe's API would not do, as a sentence with the remedy; undefined for what is no error of Stripe's. */
export function stripeTrouble(error: unknown): AppError | undefined {
  if (!(error instanceof Stripe.errors.StripeError)) return undefined;
  return new AppError("conflict", sentence(error));
}

// Messages of refused keys name the key, if only in part: they are not passed on.
function sentence(error: Stripe.errors.StripeError): string {
  if (error instanceof Stripe.errors.StripeAuthenticationError) {
    return "Stripe does not accept STRIPE_SECRET_KEY. Copy the key from Stripe's dashboard, Developers → API keys.";
  }
  if (error instanceof Stripe.errors.StripePermissionError) {
    return "STRIPE_SECRET_KEY is a restricted key that may not do this. Let it write customers and customer portal sessions.";
  }
  if (error instanceof Stripe.errors.StripeConnectionError) return "Stripe did not answer. Try again in a moment.";
  if (error instanceof Stripe.errors.StripeRateLimitError)
    return "Stripe is busy with other requests. Try again in a moment.";
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    if (error.code === "resource_missing" && error.param === "customer") {
      return "Stripe does not know this organization's customer. STRIPE_SECRET_KEY may be of another account or mode.";
    }
    return `Stripe said: ${error.message.slice(0, MESSAGE_MAX)}`;
  }
  return "Something went wrong at Stripe. Try again in a moment.";
}
