"use client";

import { json } from "@codemirror/lang-json";
import { liquid } from "@codemirror/lang-liquid";
import CodeMirror, { EditorView } from "@uiw/react-codemirror";
import { useMemo, useSyncExternalStore } from "react";
import { templateColors } from "./template-colors";
import { namesAfter } from "./template-paths";

type TemplateEditorProps = {
  /** Of the part that is typed into, so that an error's link leads there. */
  id: string;
  label: string;
  describedBy: string;
  value: string;
  onChange: (template: string) => void;
  invalid: boolean;
  /** What is offered while typing. */
  paths: readonly string[];
};

const LINES = { fontFamily: "var(--font-geist-mono), monospace", lineHeight: "18px" };

const LOOK = {
  "&": { fontSize: "12px", color: "var(--foreground)", backgroundColor: "var(--surface-secondary)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
  ".cm-content": { ...LINES, minHeight: "15rem", caretColor: "var(--foreground)" },
  ".cm-gutters": { ...LINES, color: "var(--muted)", backgroundColor: "transparent", border: "none" },
  ".cm-cursor": { borderLeftColor: "var(--foreground)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--accent-soft)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-soft)", outline: "none" },
  ".cm-tooltip": { backgroundColor: "var(--overlay)", border: "1px solid var(--border)", color: "var(--foreground)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--accent-foreground)",
  },
};

/** CodeMirror with Liquid in JSON. Tab leaves the editor, so that the keyboard is not caught in it. */
export function TemplateEditor({ id, label, describedBy, value, onChange, invalid, paths }: TemplateEditorProps) {
  const isDark = useSyncExternalStore(watchTheme, readTheme, () => false);
  const extensions = useMemo(
    () => [
      liquid({ base: json(), ...completions(paths) }),
      templateColors,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        id,
        "aria-label": label,
        "aria-describedby": describedBy,
        "aria-invalid": String(invalid),
      }),
      EditorView.theme(LOOK, { dark: isDark }),
    ],
    [id, label, describedBy, invalid, isDark, paths],
  );
  return (
    <CodeMirror
      value={value}
      onChange={onChange}
      extensions={extensions}
      theme="none"
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

// Beside the paths, the two filters that Liquid does not know by itself.
function completions(paths: readonly string[]) {
  const offer = (names: readonly string[], type: string) => names.map((name) => ({ label: name, type }));
  return {
    variables: offer(namesAfter(paths, []), "variable"),
    filters: offer(["json", "escape_json"], "function"),
    properties: (at: readonly string[]) => offer(namesAfter(paths, at), "property"),
  };
}

function readTheme(): boolean {
  return document.documentElement.classList.contains("dark");
}

function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
  return () => observer.disconnect();
}
