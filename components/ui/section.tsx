import { type ReactNode, useId } from "react";

type SectionProps = {
  title: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
};

/** A titled part of a page, parted from the one above by a hairline. */
export function Section({ title, description, action, children }: SectionProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="border-t border-separator py-6 first:border-t-0 first:pt-0">
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={titleId} className="text-[0.9375rem] leading-6 font-semibold">
            {title}
          </h2>
          {description && <p className="mt-0.5 max-w-2xl text-dense text-muted">{description}</p>}
        </div>
        {action && <div className="flex shrink-0 items-center gap-2">{action}</div>}
      </div>
      {children}
    </section>
  );
}
