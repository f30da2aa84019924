import type { MouseEvent, ReactNode } from "react";

type RowLinkProps = { href: string; label: string; onOpen: () => void; children: ReactNode };

/**
 * The link of a table's row: it spans the row (which is `relative`), so that there is one target, one stop for the
 * keyboard, and a new tab for who wants one. A plain click opens in place.
 */
export function RowLink({ href, label, onOpen, children }: RowLinkProps) {
  return (
    <a
      href={href}
      aria-label={label}
      onClick={(click) => openHere(click, onOpen)}
      className="font-mono text-xs outline-none after:absolute after:inset-0 after:rounded-md focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
    >
      {children}
    </a>
  );
}

// Left click alone; with a modifier key the browser opens its own tab or window.
function openHere(click: MouseEvent, open: () => void): void {
  if (click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
  click.preventDefault();
  open();
}
