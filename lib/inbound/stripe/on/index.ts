import type { InboundHandler } from "@/lib/inbound/receiver/define-receiver";
import { disputeChanged } from "./charge-dispute";
import { chargeRefunded } from "./charge-refunded";
import { checkoutExpired } from "./checkout-expired";
import { checkoutPaid } from "./checkout-paid";
import { checkoutPaymentFailed } from "./checkout-payment-failed";
import { customerDeleted } from "./customer-deleted";
import { customerSaved } from "./customer-saved";
import { entitlementsUpdated } from "./entitlements-updated";
import { invoiceActionRequired } from "./invoice-action-required";
import { invoiceFinalizationFailed } from "./invoice-finalization-failed";
import { invoicePaid } from "./invoice-paid";
import { invoicePaymentFailed } from "./invoice-payment-failed";
import { invoicePaymentPaid } from "./invoice-payment-paid";
import { invoiceWrittenOff } from "./invoice-written-off";
import { paymentMethodUpdated } from "./payment-method-updated";
import { refundFailed } from "./refund-failed";
import { subscriptionChanged } from "./subscription-changed";

/** By Stripe's names. https://docs.stripe.com/api/events/types */
export const handlers = {
  "checkout.session.completed": checkoutPaid,
  "checkout.session.async_payment_succeeded": checkoutPaid,
  "checkout.session.async_payment_failed": checkoutPaymentFailed,
  "checkout.session.expired": checkoutExpired,
  "customer.subscription.created": subscriptionChanged,
  "customer.subscription.updated": subscriptionChanged,
  "customer.subscription.deleted": subscriptionChanged,
  "customer.subscription.paused": subscriptionChanged,
  "customer.subscription.resumed": subscriptionChanged,
  "customer.subscription.trial_will_end": subscriptionChanged,
  "customer.subscription.pending_update_applied": subscriptionChanged,
  "customer.subscription.pending_update_expired": subscriptionChanged,
  "invoice.paid": invoicePaid,
  "invoice.payment_failed": invoicePaymentFailed,
  "invoice.payment_action_required": invoiceActionRequired,
  "invoice.finalization_failed": invoiceFinalizationFailed,
  "invoice.marked_uncollectible": invoiceWrittenOff,
  "invoice.voided": invoiceWrittenOff,
  "invoice_payment.paid": invoicePaymentPaid,
  "charge.refunded": chargeRefunded,
  "refund.failed": refundFailed,
  "charge.dispute.created": disputeChanged,
  "charge.dispute.funds_withdrawn": disputeChanged,
  "charge.dispute.closed": disputeChanged,
  "customer.created": customerSaved,
  "customer.updated": customerSaved,
  "customer.deleted": customerDeleted,
  "payment_method.automatically_updated": paymentMethodUpdated,
  "entitlements.active_entitlement_summary.updated": entitlementsUpdated,
} satisfies Record<string, InboundHandler>;
