import { onNoted } from "@/lib/inbound/stripe/read/handler";
import { customersObject } from "@/lib/inbound/stripe/read/objects";

/** A bank replaced a card, and Stripe took over the new one by itself. */
export const paymentMethodUpdated = onNoted(
  customersObject,
  () => "The bank renewed the payment method, and Stripe has the new one. Nothing is to be done.",
);
