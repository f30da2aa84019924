import type { ReactNode } from "react";
import { TONE_SOFT, type Tone } from "./tone";
import { ToneShape } from "./tone-shape";

/** A slim note on a state that changes what works here. */
export function Banner({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <div role="status" className={`flex items-start gap-2.5 rounded-lg px-3 py-2 text-dense ${TONE_SOFT[tone]}`}>
      <span className="flex h-5 items-center">
        <ToneShape tone={tone} />
      </span>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
