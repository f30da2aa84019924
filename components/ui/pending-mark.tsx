import { Spinner } from "@heroui/react";

/** Inside a button: a spinner while it works, said to screen readers too. The library's own way announces a button that may be gone by then. */
export function PendingMark({ pending }: { pending: boolean }) {
  return (
    <span aria-live="polite" className="contents">
      {pending && <Spinner size="sm" color="current" aria-label="Working" />}
    </span>
  );
}
