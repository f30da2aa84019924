import { forgetCustomer } from "@/lib/billing/customer";
import { onObject, owned } from "@/lib/inbound/stripe/read/handler";
import { customerObject } from "@/lib/inbound/stripe/read/objects";
import { ownerOf } from "@/lib/inbound/stripe/read/owner";

/** A customer was deleted at Stripe. Late events of it still find their organization, and another may take its place. */
export const customerDeleted = onObject(customerObject, async (call) => {
  const owner = await ownerOf(call, call.object.id);
  if ("nobody" in owner) return owner.nobody;
  await forgetCustomer(owner.organizationId, call.object.id, call.at);
  return owned(owner.organizationId, {
    status: "handled",
    note: "Another customer may be linked to this organization.",
  });
});
