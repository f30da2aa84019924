import { Skeleton } from "@heroui/react";

/** Grey rows of 40 px where a list will be, so that nothing moves when it comes. */
export function SkeletonRows({ rows = 6 }: { rows?: number }) {
  const keys = Array.from({ length: rows }, (_, index) => `row-${index}`);
  return (
    <div role="status" aria-label="Loading" className="divide-y divide-separator border-y border-separator">
      {keys.map((key) => (
        <div key={key} className="flex h-10 items-center gap-6">
          <Skeleton className="h-3 w-40 rounded-sm" />
          <Skeleton className="h-3 flex-1 rounded-sm" />
          <Skeleton className="h-3 w-20 rounded-sm" />
        </div>
      ))}
    </div>
  );
}
