import { type ReactNode, useId } from "react";

type FieldGroupProps = { legend: string; error?: string | undefined; children: ReactNode };

/** Checkboxes or radio buttons that answer one question. */
export function FieldGroup({ legend, error, children }: FieldGroupProps) {
  const errorId = useId();
  return (
    <fieldset aria-describedby={error ? errorId : undefined} className="min-w-0">
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <div className="flex flex-col gap-2">{children}</div>
      {error && (
        <p id={errorId} className="mt-1.5 text-xs text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
