"use client";

import { json } from "@codemirror/lang-json";
import { liquid } from "@codemirror/lang-liquid";
import CodeMirror, { EditorView } from "@uiw/react-codemirror";
import { useMemo, useSyncExternalStore } from "react";
import { templateColors } from "./template-colors";

type TemplateEditorProps = {
  label: string;
  describedBy: string;
  value: string;
  onChange: (template: string) => void;
  invalid: boolean;
};

/** CodeMirror with Liquid in JSON. Tab leaves the editor, so that the keyboard is not caught in it. */
export function TemplateEditor({ label, describedBy, value, onChange, invalid }: TemplateEditorProps) {
  const isDark = useSyncExternalStore(watchTheme, readTheme, () => false);
  const extensions = useMemo(
    () => [
      liquid({ base: json() }),
      templateColors,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        "aria-label": label,
        "aria-describedby": describedBy,
        "aria-invalid": String(invalid),
      }),
      EditorView.theme({
        "&": { fontSize: "12px", backgroundColor: "var(--surface-secondary)" },
        ".cm-content": { fontFamily: "var(--font-geist-mono), monospace", minHeight: "15rem", lineHeight: "18px" },
        ".cm-gutters": { backgroundColor: "transparent", border: "none", lineHeight: "18px" },
        "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
      }),
    ],
    [label, describedBy, invalid],
  );
  return (
    <CodeMirror
      value={value}
      onChange={onChange}
      extensions={extensions}
      theme={isDark ? "dark" : "light"}
      maxHeight="28rem"
      indentWithTab={false}
      basicSetup={{
        foldGutter: false,
        highlightActiveLine: false,
        highlightActiveLineGutter: false,
        syntaxHighlighting: false,
      }}
      className={`overflow-hidden rounded-lg border ${invalid ? "border-danger" : "border-border-control"}`}
    />
  );
}

function readTheme(): boolean {
  return document.documentElement.classList.contains("dark");
}

function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
  return () => observer.disconnect();
}
