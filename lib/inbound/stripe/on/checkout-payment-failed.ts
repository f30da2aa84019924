import { onNoted } from "@/lib/inbound/stripe/read/handler";
import { sessionObject } from "@/lib/inbound/stripe/read/objects";

/** The payment of a completed checkout did not arrive: it had given nothing yet. */
export const checkoutPaymentFailed = onNoted(
  sessionObject,
  () => "The payment of this checkout failed. It had given no credits.",
);
