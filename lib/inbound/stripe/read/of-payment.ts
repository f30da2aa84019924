import type { HandlerResult } from "@/lib/inbound/receiver/define-receiver";
import type { BillingPayment } from "@/prisma/generated/client";
import { owned } from "./handler";

/** The outcome of what was learned of a payment: its organization's, or waiting until it is known whose that is. */
export function ofPayment({ id, organizationId }: BillingPayment): HandlerResult {
  if (organizationId) return owned(organizationId, { status: "handled" });
  return { status: "parked", reason: `It is not known yet whose the payment ${id} is. What it says is kept.` };
}
