import { type Context, ROLE_PERMISSIONS, ROLES, type Role } from "@/lib/context";
import { db } from "@/lib/db/client";

type Named = { id: string; name: string };

/** A signed-in person in one organization and one of its workspaces. */
export type Viewer = {
  ctx: Context;
  user: { id: string; name: string; email: string };
  sessionId: string;
  role: Role;
  organization: Named;
  workspace: Named;
  workspaces: readonly Named[];
};

export type SignedIn = {
  user: { id: string; name: string; email: string };
  session: {
    id: string;
    activeOrganizationId?: string | null | undefined;
    activeWorkspaceId?: string | null | undefined;
    ipAddress?: string | null | undefined;
  };
};

/**
 * Who a session stands for. The organization and workspace chosen last are taken while the person still belongs there,
 * else the oldest; undefined when the person belongs nowhere. The role is read each time: taking it away works at once.
 */
export async function viewerOf({ user, session }: SignedIn): Promise<Viewer | undefined> {
  const members = await db.member.findMany({
    where: { userId: user.id },
    orderBy: { id: "asc" },
    select: {
      role: true,
      organization: {
        select: { id: true, name: true, workspaces: { select: { id: true, name: true }, orderBy: { id: "asc" } } },
      },
    },
  });
  const member = members.find((each) => each.organization.id === session.activeOrganizationId) ?? members[0];
  if (!member) return undefined;
  const { workspaces, ...organization } = member.organization;
  const workspace = workspaces.find((each) => each.id === session.activeWorkspaceId) ?? workspaces[0];
  if (!workspace) return undefined;

  const role = parseRole(member.role);
  const ctx: Context = {
    organizationId: organization.id,
    workspaces: "all",
    permissions: ROLE_PERMISSIONS[role],
    actor: { type: "user", id: user.id, label: user.email },
    ipAddress: session.ipAddress || undefined,
  };
  const { id, name, email } = user;
  return { ctx, user: { id, name, email }, sessionId: session.id, role, organization, workspace, workspaces };
}

/** A role as stored; an unknown one counts as the least. */
export function parseRole(stored: string | null | undefined): Role {
  return ROLES.find((role) => role === stored) ?? "member";
}
