import { onNoted } from "../handler";
import { sessionObject } from "../objects";

/** The payment of a completed checkout did not arrive: it had given nothing yet. */
export const checkoutPaymentFailed = onNoted(
  sessionObject,
  () => "The payment of this checkout failed. It had given no credits.",
);
