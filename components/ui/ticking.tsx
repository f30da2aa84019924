import type { ReactNode } from "react";

/** A line that counts down. As a timer it is not read aloud each second, though it stands in a status. */
export function Ticking({ children }: { children: ReactNode }) {
  return (
    <p role="timer" className="tabular-nums">
      {children}
    </p>
  );
}
