"use client";

import { Section } from "@/components/ui/section";
import { ToneShape } from "@/components/ui/tone-shape";
import type { InboundDetail } from "@/lib/inbound/log/get";
import { InboundFacts } from "./inbound-facts";
import { InboundLedTo } from "./inbound-led-to";
import { InboundPayload } from "./inbound-payload";
import { OUTCOME_MEANINGS, OUTCOME_WORDS } from "./outcome-words";
import { ProcessAgain } from "./process-again";

/** All that is known of one inbound event: what came of it first, then what it was. */
export function InboundView({ inbound, mayManage }: { inbound: InboundDetail; mayManage: boolean }) {
  const { tone, label } = OUTCOME_WORDS[inbound.outcome];
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 flex-1 basis-72">
          <h2 className="flex items-center gap-2 text-base leading-6 font-semibold">
            <ToneShape tone={tone} />
            {label}
          </h2>
          <p className="mt-1 max-w-prose break-words">{inbound.reason ?? OUTCOME_MEANINGS[inbound.outcome]}</p>
        </div>
        {mayManage && <ProcessAgain inboundId={inbound.id} outcome={inbound.outcome} />}
      </div>
      <InboundFacts inbound={inbound} />
      <div>
        {inbound.published && (
          <Section title="What it led to">
            <InboundLedTo published={inbound.published} deliveries={inbound.deliveries} />
          </Section>
        )}
        <InboundPayload inboundId={inbound.id} masked={inbound.payload} mayManage={mayManage} />
      </div>
    </div>
  );
}
