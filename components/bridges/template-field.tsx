"use client";

import dynamic from "next/dynamic";
import { useId } from "react";

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
  /** What the template can name. */
  paths: readonly string[];
};

/** A body template with syntax colouring. Its rendering stands in the preview, live. */
export function TemplateField({ path, label, description, value, onChange, error, paths }: TemplateFieldProps) {
  const noteId = useId();
  return (
    <div className="flex flex-col gap-1">
      <span className="text-sm font-medium">{label}</span>
      <TemplateEditor
        id={path}
        label={label}
        describedBy={noteId}
        value={value}
        onChange={onChange}
        invalid={Boolean(error)}
        paths={paths}
      />
      <p id={noteId} className={`text-xs ${error ? "text-danger" : "text-muted"}`}>
        {error ?? description}
      </p>
    </div>
  );
}
