import Link from "next/link";
import { Banner } from "@/components/ui/banner";

/** What to set so that plans and payments come from Stripe. Credits and usage work without. */
export function StripeUnset() {
  return (
    <div className="mb-6">
      <Banner tone="neutral">
        Stripe is not set up, so no plan or payment arrives here. Set <code>STRIPE_SECRET_KEY</code> and{" "}
        <code>STRIPE_WEBHOOK_SECRET</code> and start the app again;{" "}
        <Link href="/docs/webhooks#billing" className="text-link">
          the docs say how
        </Link>
        . Usage is counted all the same.
      </Banner>
    </div>
  );
}
