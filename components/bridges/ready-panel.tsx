import Link from "next/link";
import { TestSend } from "@/components/deliveries/test-send";
import type { SigningView } from "@/lib/bridges/signing-view";
import type { BridgeDetail } from "@/lib/bridges/view";
import { BridgeSigningFacts } from "./bridge-signing-facts";

type ReadyPanelProps = { bridge: BridgeDetail; signing: SigningView; testTypes: readonly string[] };

/** Right after a bridge was saved: what its receiver needs, and a first event to see it work. */
export function ReadyPanel({ bridge, signing, testTypes }: ReadyPanelProps) {
  return (
    <section
      id="test"
      aria-labelledby="ready"
      className="mb-8 scroll-mt-16 rounded-lg border border-border bg-surface p-5"
    >
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 id="ready" className="text-[0.9375rem] font-semibold">
            {bridge.name} is ready
          </h2>
          <p className="text-dense text-muted">
            Send a first event and see it arrive. Receivers of your own verify the signature with the secret below.
          </p>
        </div>
        <Link href={`/settings/integrations/webhooks/${bridge.id}`} className="text-link text-dense">
          Done
        </Link>
      </div>
      <div className="flex flex-col gap-6">
        <TestSend destinationId={bridge.id} eventTypes={testTypes} />
        <BridgeSigningFacts signing={signing} />
      </div>
    </section>
  );
}
