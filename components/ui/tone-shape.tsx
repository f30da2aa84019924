import type { ReactNode } from "react";
import { TONE_TEXT, type Tone } from "./tone";

const SHAPES: Record<Tone, ReactNode> = {
  success: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  warning: <path d="M5 .8 9.6 9H.4z" fill="currentColor" />,
  danger: <rect x="1" y="1" width="8" height="8" rx="1" fill="currentColor" />,
  neutral: <circle cx="5" cy="5" r="3.4" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  info: <path d="M5 .4 9.6 5 5 9.6.4 5z" fill="currentColor" />,
};

/** The shape that stands for a tone beside its word, so that no state is told by colour alone. */
export function ToneShape({ tone }: { tone: Tone }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 10 10" className={`size-2.5 shrink-0 ${TONE_TEXT[tone]}`}>
      {SHAPES[tone]}
    </svg>
  );
}
