import { type ReactNode, useId } from "react";

type FormStepProps = { number: number; title: string; description: ReactNode; children: ReactNode };

/** One numbered part of the form, explained in a line. */
export function FormStep({ number, title, description, children }: FormStepProps) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      className="flex flex-col gap-4 border-separator py-6 not-first-of-type:border-t first-of-type:pt-0"
    >
      <div>
        <h2 id={titleId} className="text-[0.9375rem] leading-6 font-semibold">
          <span aria-hidden="true" className="me-2 text-muted tabular-nums">
            {number}
          </span>
          {title}
        </h2>
        <p className="text-dense text-muted">{description}</p>
      </div>
      {children}
    </section>
  );
}
