import { Banner } from "@/components/ui/banner";
import type { Refused } from "@/lib/inbound/refused";
import { INBOUND_PROVIDER_LABELS } from "./outcome-words";

/** Requests that failed their verification. Nothing of them is kept, so the count is all there is to see. */
export function RefusedNote({ refused }: { refused: readonly Refused[] }) {
  if (refused.length === 0) return null;
  const counts = refused.map(
    ({ provider, count }) => `${INBOUND_PROVIDER_LABELS[provider]} ${count.toLocaleString("en")}`,
  );
  return (
    <Banner tone="warning">
      Refused in the last 24 hours, because the signature did not match: {counts.join(", ")}. Nothing of them was kept.
      If you expect these, compare the secret at the provider with the one set here. Stripe’s and WhatsApp’s are of the
      whole installation.
    </Banner>
  );
}
