import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type IntegrationCardProps = { href: string; title: string; children: ReactNode; facts: ReactNode };

/** One kind of integration on the overview: what it is for, and how it stands. */
export function IntegrationCard({ href, title, children, facts }: IntegrationCardProps) {
  return (
    <li>
      <Link
        href={href}
        className="flex h-full flex-col gap-2 rounded-lg border border-border p-4 hover:border-border-control"
      >
        <span className="flex items-center justify-between font-medium">
          {title}
          <ChevronRight aria-hidden="true" className="size-4 text-muted" />
        </span>
        <span className="text-muted">{children}</span>
        <span className="mt-auto flex flex-wrap gap-x-4 gap-y-1 pt-2 text-dense">{facts}</span>
      </Link>
    </li>
  );
}
