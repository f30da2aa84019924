import { onNoted } from "@/lib/inbound/stripe/read/handler";
import { customersObject } from "@/lib/inbound/stripe/read/objects";

/** What the customer's products entitle to has changed. Plans decide nothing here but credits, which come by invoices. */
export const entitlementsUpdated = onNoted(
  customersObject,
  () => "The entitlements at Stripe changed. Nothing here depends on them: credits come with invoices.",
);
