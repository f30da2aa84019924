import { onNoted } from "@/lib/inbound/stripe/read/handler";
import { sessionObject } from "@/lib/inbound/stripe/read/objects";

/** A checkout was left: it had given nothing. */
export const checkoutExpired = onNoted(sessionObject, () => "The checkout was not completed in time. Nothing changed.");
