import { CopyButton } from "./copy-button";

type CodeBlockProps = {
  code: string;
  /** What it is, as in "Node.js" or "Response body". */
  label?: string;
};

export function CodeBlock({ code, label }: CodeBlockProps) {
  return (
    <figure className="overflow-hidden rounded-lg border border-border bg-surface-secondary">
      <figcaption className="flex min-h-9 items-center justify-between gap-2 border-b border-separator ps-3 pe-1 text-xs text-muted">
        <span>{label}</span>
        <CopyButton value={code} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={label ?? "Code"} className="scrollbar max-h-96 overflow-auto p-3">
        <pre className="font-mono text-xs leading-5">
          <code>{code}</code>
        </pre>
      </section>
    </figure>
  );
}
