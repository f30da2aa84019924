"use client";

import dynamic from "next/dynamic";
import { type FocusEvent, useId } from "react";

// 170 kB of editor: only for the format that has a template, once it is chosen.
const TemplateEditor = dynamic(() => import("./template-editor").then((module) => module.TemplateEditor), {
  ssr: false,
  loading: () => <div className="h-64 rounded-lg border border-border bg-surface-secondary" />,
});

type TemplateFieldProps = {
  path: string;
  label: string;
  description?: string | undefined;
  value: string;
  onChange: (template: string) => void;
  error: string | undefined;
};

/** A body template with syntax colouring. Its rendering stands in the preview, live. */
export function TemplateField({ path, label, description, value, onChange, error }: TemplateFieldProps) {
  const noteId = useId();
  return (
    <div id={path} tabIndex={-1} onFocus={focusEditor} className="flex flex-col gap-1 outline-none">
      <span className="text-sm font-medium">{label}</span>
      <TemplateEditor label={label} describedBy={noteId} value={value} onChange={onChange} invalid={Boolean(error)} />
      <p id={noteId} className={`text-xs ${error ? "text-danger" : "text-muted"}`}>
        {error ?? description}
      </p>
    </div>
  );
}

// The error summary's link leads here; the text is edited inside.
function focusEditor({ target, currentTarget }: FocusEvent<HTMLDivElement>) {
  if (target === currentTarget) currentTarget.querySelector<HTMLElement>("[contenteditable=true]")?.focus();
}
