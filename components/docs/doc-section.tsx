import type { ReactNode } from "react";

/** One chapter: a heading that can be linked to, a hairline above it, and its text. */
export function DocSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mt-14 border-border border-t pt-8">
      <h2 id={`${id}-title`}>
        <Anchor id={id} title={title} />
      </h2>
      {children}
    </section>
  );
}

/** A part of a chapter, with an address of its own. */
export function DocPart({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <article id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        <Anchor id={id} title={title} />
      </h3>
      {children}
    </article>
  );
}

// The heading is its own link, so that a reader can pass a chapter on.
function Anchor({ id, title }: { id: string; title: string }) {
  return (
    <a href={`#${id}`} className="underline-offset-4 hover:underline">
      {title}
    </a>
  );
}
