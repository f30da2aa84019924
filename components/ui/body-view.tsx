"use client";

import { buttonVariants } from "@heroui/styles";
import { useState } from "react";
import { CopyButton } from "./copy-button";
import { prettyJson } from "./pretty-body";

const LINES_FOLDED = 24;

type BodyViewProps = {
  body: string;
  contentType?: string | null | undefined;
  /** Tells this body from others on the page, for screen readers. */
  label?: string;
};

/** A request or response body as text: JSON is indented, with a raw toggle; a long one is folded. Never rendered as HTML. */
export function BodyView({ body, contentType, label = "Body" }: BodyViewProps) {
  const [raw, setRaw] = useState(false);
  const [open, setOpen] = useState(false);
  if (body === "") return <p className="text-dense text-muted">Empty body.</p>;

  const pretty = prettyJson(body);
  const shown = raw ? body : (pretty ?? body);
  const lines = shown.split("\n");
  const folded = !open && lines.length > LINES_FOLDED;
  return (
    <figure className="overflow-hidden rounded-lg border border-border bg-surface-secondary">
      <figcaption className="flex min-h-9 items-center gap-1 border-b border-separator ps-3 pe-1 text-xs text-muted">
        <span className="me-auto truncate">{contentType ?? "Body"}</span>
        {pretty !== undefined && (
          <button
            type="button"
            aria-pressed={raw}
            onClick={() => setRaw(!raw)}
            className={buttonVariants({ variant: "ghost", size: "sm" })}
          >
            {raw ? "Pretty" : "Raw"}
          </button>
        )}
        <CopyButton value={body} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={label} className="scrollbar max-h-[32rem] overflow-auto p-3">
        <pre className="font-mono text-xs leading-5 break-words whitespace-pre-wrap">
          {folded ? lines.slice(0, LINES_FOLDED).join("\n") : shown}
        </pre>
      </section>
      {folded && (
        <button
          type="button"
          onClick={() => setOpen(true)}
          className="h-9 w-full border-t border-separator text-xs text-muted hover:text-foreground"
        >
          Show all {lines.length} lines
        </button>
      )}
    </figure>
  );
}
