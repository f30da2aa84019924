"use client";

import { Section } from "@/components/ui/section";
import { TONE_SOFT } from "@/components/ui/tone";
import { ToneShape } from "@/components/ui/tone-shape";
import type { InboundDetail } from "@/lib/inbound/get";
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
        <div className="flex min-w-0 flex-1 basis-64 items-start gap-3">
          <span className={`flex size-6 shrink-0 items-center justify-center rounded-md ${TONE_SOFT[tone]}`}>
            <ToneShape tone={tone} />
          </span>
          <div className="min-w-0">
            <p className="font-semibold">{label}</p>
            <p className="break-words text-muted">{inbound.reason ?? OUTCOME_MEANINGS[inbound.outcome]}</p>
          </div>
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
