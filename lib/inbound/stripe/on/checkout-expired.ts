import { onNoted } from "../handler";
import { sessionObject } from "../objects";

/** A checkout was left: it had given nothing. */
export const checkoutExpired = onNoted(sessionObject, () => "The checkout was not completed in time. Nothing changed.");
