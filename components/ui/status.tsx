import type { Tone } from "./tone";
import { ToneShape } from "./tone-shape";

/** A state as shape, colour and word. */
export function Status({ tone, label }: { tone: Tone; label: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <ToneShape tone={tone} />
      <span>{label}</span>
    </span>
  );
}
