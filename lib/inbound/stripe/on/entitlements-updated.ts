import { onNoted } from "../handler";
import { customersObject } from "../objects";

/** What the customer's products entitle to has changed. Plans decide nothing here but credits, which come by invoices. */
export const entitlementsUpdated = onNoted(
  customersObject,
  () => "The entitlements at Stripe changed. Nothing here depends on them: credits come with invoices.",
);
