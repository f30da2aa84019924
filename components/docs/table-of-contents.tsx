"use client";

import { useEffect, useState } from "react";

export type TocEntry = { id: string; title: string };

/** The chapters, with the one in view marked. Beside the text on wide screens; a fold above it on narrow ones. */
export function TableOfContents({ entries }: { entries: readonly TocEntry[] }) {
  const current = useCurrent(entries);
  const links = (
    <ul className="space-y-0.5 border-border border-s text-dense">
      {entries.map((entry) => (
        <li key={entry.id}>
          <a
            href={`#${entry.id}`}
            aria-current={entry.id === current ? "location" : undefined}
            className="-ms-px block border-transparent border-s py-1 ps-3 text-muted hover:text-foreground aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-foreground"
          >
            {entry.title}
          </a>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <nav
        aria-label="On this page"
        className="sticky top-20 hidden max-h-[calc(100dvh-6rem)] overflow-y-auto lg:block"
      >
        <p className="mb-2 font-medium text-dense">On this page</p>
        {links}
      </nav>
      <details className="mb-8 rounded-lg border border-border px-4 py-2 lg:hidden">
        <summary className="cursor-pointer py-1 font-medium">On this page</summary>
        <nav aria-label="On this page" className="mt-2 pb-2">
          {links}
        </nav>
      </details>
    </>
  );
}

// The last chapter whose heading has passed the top third of the window.
function useCurrent(entries: readonly TocEntry[]): string | undefined {
  const [current, setCurrent] = useState(entries[0]?.id);
  useEffect(() => {
    const mark = () => {
      const passed = entries.filter(({ id }) => {
        const top = document.getElementById(id)?.getBoundingClientRect().top;
        return top !== undefined && top < window.innerHeight / 3;
      });
      setCurrent((passed.at(-1) ?? entries[0])?.id);
    };
    mark();
    window.addEventListener("scroll", mark, { passive: true });
    return () => window.removeEventListener("scroll", mark);
  }, [entries]);
  return current;
}
