import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Frame } from "@/components/frame/frame";
import { LOCAL_MODE_NOTED_COOKIE } from "@/components/frame/local-mode-noted";
import { requireViewer } from "@/lib/actions/viewer";
import { isLocalMode } from "@/lib/env";
import { signOutAction, switchWorkspaceAction } from "@/lib/people/actions/account";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { user, role, organization, workspace, workspaces } = await requireViewer();
  const noted = (await cookies()).has(LOCAL_MODE_NOTED_COOKIE);
  return (
    <Frame
      organization={organization}
      workspace={workspace}
      workspaces={workspaces}
      user={{ name: user.name, email: user.email }}
      role={role}
      localMode={isLocalMode() && !noted}
      switchWorkspace={switchWorkspaceAction}
      signOut={signOutAction}
    >
      {children}
    </Frame>
  );
}
