import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type EmptyStateProps = {
  title: string;
  /** What will be here, and why one would want it. */
  children: ReactNode;
  /** The one next step. */
  action?: ReactNode;
  docsHref?: string;
  /** A drawing of what will be here; decoration. */
  picture?: ReactNode;
};

export function EmptyState({ title, children, action, docsHref, picture }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-4 rounded-lg border border-dashed border-border px-6 py-12 text-center">
      {picture && <div aria-hidden="true">{picture}</div>}
      <div className="max-w-md">
        <h2 className="text-[0.9375rem] font-semibold">{title}</h2>
        <div className="mt-1 text-muted">{children}</div>
      </div>
      {(action || docsHref) && (
        <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2">
          {action}
          {docsHref && (
            <Link href={docsHref} className="text-link inline-flex items-center gap-1">
              Read the docs <ArrowUpRight aria-hidden="true" className="size-3.5" />
            </Link>
          )}
        </div>
      )}
    </div>
  );
}
