"use client";

import Link from "next/link";
import { useSelectedLayoutSegments } from "next/navigation";
import { currentHref, SECTIONS, shownPath } from "./sections";

/** The sections of settings; `onNavigate` closes the drawer that they may stand in. */
export function SidebarNav({ onNavigate }: { onNavigate?: () => void }) {
  const current = currentHref(shownPath(useSelectedLayoutSegments()));
  return (
    <nav aria-label="Settings" className="flex flex-col gap-5">
      {SECTIONS.map((section) => (
        <div key={section.title}>
          <h2 className="mb-1 px-2 text-xs font-medium text-muted">{section.title}</h2>
          <ul className="flex flex-col gap-px">
            {section.places.map(({ label, href, icon: Icon }) => (
              <li key={href}>
                <Link
                  href={href}
                  aria-current={href === current ? "page" : undefined}
                  onClick={onNavigate}
                  className="flex h-8 items-center gap-2 rounded-md px-2 text-foreground hover:bg-default aria-[current=page]:bg-default aria-[current=page]:font-medium"
                >
                  <Icon aria-hidden="true" className="size-4 text-muted" />
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
