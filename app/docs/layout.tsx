import Link from "next/link";
import type { ReactNode } from "react";
import { ThemeToggle } from "@/components/frame/theme-toggle";
import "./docs.css";

/** The documentation is public: no sign-in, no workspace. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <a
        href="#content"
        className="sr-only z-10 rounded-md bg-accent px-3 py-2 text-accent-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-5 border-separator border-b bg-background">
        <div className="mx-auto flex h-13 max-w-[75rem] items-center gap-4 px-4 sm:px-8">
          <Link href="/docs/webhooks" className="font-semibold">
            AtelyaOS <span className="font-normal text-muted">Docs</span>
          </Link>
          <nav aria-label="Product" className="ms-auto flex items-center gap-4">
            <Link href="/docs/api" className="text-muted hover:text-foreground">
              API reference
            </Link>
            <Link href="/settings/integrations/webhooks" className="text-muted hover:text-foreground">
              Open settings
            </Link>
            <ThemeToggle />
          </nav>
        </div>
      </header>
      {children}
    </>
  );
}
