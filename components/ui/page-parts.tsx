import type { ReactNode } from "react";

type PagePartsProps = { parts: readonly { id: string; label: string }[] };

/** Links to the parts of a long page: the activity comes first and may be long. */
export function PageParts({ parts }: PagePartsProps) {
  return (
    <nav
      aria-label="On this page"
      className="mb-6 flex flex-wrap gap-x-4 gap-y-1 border-b border-separator pb-2 text-dense"
    >
      {parts.map((part) => (
        <a key={part.id} href={`#${part.id}`} className="rounded-sm text-muted hover:text-foreground">
          {part.label}
        </a>
      ))}
    </nav>
  );
}

/** One of those parts. The first, the activity, follows the links without a line of its own. */
export function PagePart({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} className="scroll-mt-16 border-separator not-[#activity]:border-t not-[#activity]:pt-6">
      {children}
    </div>
  );
}
