import { onObject, owned } from "@/lib/inbound/stripe/read/handler";
import { customerObject } from "@/lib/inbound/stripe/read/objects";
import { ownerOf } from "@/lib/inbound/stripe/read/owner";

/** A customer was made or changed: its metadata may name the organization that it is to be linked to. */
export const customerSaved = onObject(customerObject, async (call) => {
  const { id, metadata } = call.object;
  const owner = await ownerOf(call, id, metadata);
  if ("nobody" in owner) return owner.nobody;
  return owned(owner.organizationId, { status: "handled", note: `The customer ${id} is linked to this organization.` });
});
