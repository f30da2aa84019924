import { z } from "zod";
import { audit } from "@/lib/audit/audit";
import { authorize, type Context, type Role } from "@/lib/context";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { DAY_MS } from "@/lib/time";
import { parseInput } from "@/lib/validation/parse";
import { lockMembers, requireRank } from "./actor-role";
import { invitationToken } from "./invitation-token";
import { type InviteInput, inviteInput } from "./people-schema";
import { parseRole } from "./viewer-of";

const INVITATION_MS = 7 * DAY_MS;

export type InvitationView = {
  id: string;
  email: string;
  role: Role;
  expiresAt: Date;
  invitedBy: string;
  /** The path of its link; only for those who may invite: whoever has it can join. */
  path: string | undefined;
};

const invitationInput = z.object({ invitationId: z.string() });

/** The path that a person opens to join. */
export function invitationPath(invitationId: string): string {
  return `/invite/${invitationToken(invitationId)}`;
}

/** Invites a person by e-mail address for seven days; an earlier invitation of the same address ends. Returns the link's path. */
export async function inviteMember(ctx: Context, input: InviteInput): Promise<{ id: string; path: string }> {
  authorize(ctx, "organization:manage");
  const { email, role } = parseInput(inviteInput, input);
  const { organizationId } = ctx;
  const id = newId("invitation");
  await db.$transaction(async (tx) => {
    await lockMembers(tx, organizationId);
    await requireRank(tx, ctx, [role]);
    if (await tx.member.findFirst({ where: { organizationId, user: { email } }, select: { id: true } })) {
      const message = `${email} is a member already.`;
      throw new AppError("conflict", message, { errors: [{ path: "email", message }] });
    }
    await tx.invitation.updateMany({
      where: { organizationId, email, status: "pending" },
      data: { status: "canceled" },
    });
    const expiresAt = new Date(Date.now() + INVITATION_MS);
    const inviterId = ctx.actor.id;
    await tx.invitation.create({ data: { id, organizationId, email, role, status: "pending", expiresAt, inviterId } });
    await audit(ctx, { action: "member.invited", targetId: id, targetLabel: email, changes: { role } }, tx);
  });
  return { id, path: invitationPath(id) };
}

/** Invitations that still can be accepted, newest first. */
export async function listInvitations(ctx: Context): Promise<InvitationView[]> {
  const rows = await db.invitation.findMany({
    where: { organizationId: ctx.organizationId, status: "pending", expiresAt: { gt: new Date() } },
    orderBy: { id: "desc" },
    include: { inviter: { select: { name: true } } },
  });
  const mayInvite = ctx.permissions.has("organization:manage");
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: parseRole(row.role),
    expiresAt: row.expiresAt,
    invitedBy: row.inviter.name,
    path: mayInvite ? invitationPath(row.id) : undefined,
  }));
}

/** Makes an invitation's link worthless. */
export async function revokeInvitation(ctx: Context, input: z.input<typeof invitationInput>): Promise<void> {
  authorize(ctx, "organization:manage");
  const { invitationId } = parseInput(invitationInput, input);
  const where = { id: invitationId, organizationId: ctx.organizationId, status: "pending" };
  const row = await db.invitation.findFirst({ where, select: { email: true } });
  if (!row) throw notFound("invitation");
  await db.invitation.updateMany({ where, data: { status: "canceled" } });
  await audit(ctx, { action: "invitation.revoked", targetId: invitationId, targetLabel: row.email });
}
