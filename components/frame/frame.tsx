import type { ReactNode } from "react";
import type { ActionResult } from "@/lib/actions/result";
import { EngineBanner } from "./engine-banner";
import { LocalModeBanner } from "./local-mode-banner";
import { NavDrawer } from "./nav-drawer";
import { SidebarNav } from "./sidebar-nav";
import { ThemeToggle } from "./theme-toggle";
import { UserMenu } from "./user-menu";
import { WorkspaceSwitcher } from "./workspace-switcher";

type Named = { id: string; name: string };

type FrameProps = {
  organization: Named;
  workspace: Named;
  workspaces: readonly Named[];
  user: { name: string; email: string };
  role: string;
  localMode: boolean;
  switchWorkspace: (workspaceId: string) => Promise<ActionResult<unknown>>;
  signOut: () => Promise<ActionResult<unknown>>;
  children: ReactNode;
};

/** What stands around every page of settings. */
export function Frame(props: FrameProps) {
  const switcher = (
    <WorkspaceSwitcher
      organization={props.organization}
      workspace={props.workspace}
      workspaces={props.workspaces}
      switchWorkspace={props.switchWorkspace}
    />
  );
  const footer = (
    <div className="flex items-center gap-1 border-t border-separator pt-2">
      <UserMenu user={props.user} role={props.role} signOut={props.signOut} />
      <ThemeToggle />
    </div>
  );
  return (
    <div className="frame:grid frame:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-10 rounded-md bg-accent px-3 py-2 text-accent-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col gap-4 border-e border-separator bg-surface-secondary p-3 frame:flex">
        {switcher}
        <div className="scrollbar min-h-0 flex-1 overflow-y-auto">
          <SidebarNav />
        </div>
        {footer}
      </aside>
      <div className="min-w-0">
        <header className="sticky top-0 z-5 flex h-13 items-center gap-2 border-b border-separator bg-background px-3 frame:hidden">
          <NavDrawer header={switcher} footer={footer} />
          <span className="truncate font-medium">{props.workspace.name}</span>
        </header>
        <main id="content" className="mx-auto max-w-[75rem] px-4 py-6 sm:px-8 frame:px-10 frame:py-8">
          {props.localMode && <LocalModeBanner />}
          <EngineBanner />
          {props.children}
        </main>
      </div>
    </div>
  );
}
