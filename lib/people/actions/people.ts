"use server";

import { revalidatePath } from "next/cache";
import { runAsViewer } from "@/lib/actions/as-viewer";
import type { ActionResult } from "@/lib/actions/result";
import type { Context, Role } from "@/lib/context";
import { createWorkspace, renameWorkspace } from "@/lib/organizations/workspaces";
import { inviteMember, revokeInvitation } from "@/lib/people/invitations";
import { changeRole, removeMember } from "@/lib/people/members";
import type { InviteInput, WorkspaceInput } from "@/lib/people/people-schema";

const MEMBERS = "/settings/organization/members";

export async function inviteMemberAction(input: InviteInput): Promise<ActionResult<{ id: string; path: string }>> {
  return asViewer((ctx) => inviteMember(ctx, input), MEMBERS);
}

export async function revokeInvitationAction(invitationId: string): Promise<ActionResult<void>> {
  return asViewer((ctx) => revokeInvitation(ctx, { invitationId }), MEMBERS);
}

export async function changeRoleAction(memberId: string, role: Role): Promise<ActionResult<void>> {
  return asViewer((ctx) => changeRole(ctx, { memberId, role }), MEMBERS);
}

export async function removeMemberAction(memberId: string): Promise<ActionResult<void>> {
  return asViewer((ctx) => removeMember(ctx, { memberId }), MEMBERS);
}

export async function createWorkspaceAction(input: WorkspaceInput): Promise<ActionResult<{ id: string }>> {
  return asViewer((ctx) => createWorkspace(ctx, input), "/", "layout");
}

export async function renameWorkspaceAction(workspaceId: string, name: string): Promise<ActionResult<void>> {
  return asViewer((ctx) => renameWorkspace(ctx, { workspaceId, name }), "/", "layout");
}

async function asViewer<T>(
  verb: (ctx: Context) => Promise<T>,
  path: string,
  type: "page" | "layout" = "page",
): Promise<ActionResult<T>> {
  const result = await runAsViewer(({ ctx }) => verb(ctx));
  if (result.ok) revalidatePath(path, type);
  return result;
}
