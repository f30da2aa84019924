"use client";

import { useEffect, useRef } from "react";
import type { FieldError } from "@/lib/errors";

const SUMMARY_ABOVE = 2;

type FormErrorSummaryProps = {
  /** `path` is the field's name; its control carries that `name` or `id`. */
  errors: readonly FieldError[];
  /** For what belongs to no field: always shown. */
  message?: string | undefined;
};

/** At a form's top: what is wrong, with links to the fields when there are more than two. Takes the focus when it appears. */
export function FormErrorSummary({ errors, message }: FormErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const listed = errors.length > SUMMARY_ABOVE ? errors : [];
  const shown = listed.length > 0 || Boolean(message);
  const what = `${message ?? ""}${listed.map((error) => error.path).join()}`;

  useEffect(() => {
    if (shown && what !== undefined) box.current?.focus();
  }, [shown, what]);

  if (!shown) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} className="rounded-lg bg-danger-soft px-4 py-3 outline-none">
      <p className="font-medium">{message ?? `${listed.length} fields need another look.`}</p>
      {listed.length > 0 && (
        <ul className="mt-1 list-disc ps-5">
          {listed.map((error) => (
            <li key={`${error.path}:${error.message}`}>
              <a href={`#${error.path}`} onClick={(click) => focusField(error.path, click)} className="text-link">
                {error.message}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function focusField(path: string, click: { preventDefault: () => void }) {
  const field = document.getElementById(path) ?? document.getElementsByName(path)[0];
  if (!field) return;
  click.preventDefault();
  field.focus();
}
