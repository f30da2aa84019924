import { hashPassword } from "better-auth/crypto";
import { audit } from "@/lib/audit/audit";
import { type Context, ROLE_PERMISSIONS, type Role } from "@/lib/context";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { parseInput } from "@/lib/validation/parse";
import type { Prisma } from "@/prisma/generated/client";
import { lockMembers } from "./actor-role";
import { createUser } from "./create-user";
import { readInvitationToken } from "./invitation-token";
import { type AcceptInvitationInput, acceptInvitationInput } from "./people-schema";
import { parseRole } from "./viewer-of";

export type OpenInvitation = {
  id: string;
  email: string;
  role: Role;
  organization: { id: string; name: string };
  invitedBy: string;
  /** Whether someone with this address has an account already and only needs to sign in. */
  hasAccount: boolean;
};

/** The invitation behind a link. Throws `not_found` alike for a wrong, used, revoked and expired one. */
export async function openInvitation(token: string): Promise<OpenInvitation> {
  const id = readInvitationToken(token);
  const row =
    id && (await db.invitation.findFirst({ where: pending(id), include: { organization: true, inviter: true } }));
  if (!row) throw notFound("invitation");
  const account = await db.user.findUnique({ where: { email: row.email }, select: { id: true } });
  return {
    id: row.id,
    email: row.email,
    role: parseRole(row.role),
    organization: { id: row.organization.id, name: row.organization.name },
    invitedBy: row.inviter.name,
    hasAccount: account !== null,
  };
}

/** Makes an account for the invited address and joins. Returns the address to sign in with. Throws `conflict` when it has an account already. */
export async function acceptAsNewUser(token: string, input: AcceptInvitationInput): Promise<{ email: string }> {
  const { name, password } = parseInput(acceptInvitationInput, input);
  const invitation = await openInvitation(token);
  if (invitation.hasAccount) {
    throw new AppError("conflict", `${invitation.email} has an account already. Sign in to join.`);
  }
  const passwordHash = await hashPassword(password);
  await db.$transaction(async (tx) => {
    const userId = await createUser(tx, { name, email: invitation.email, passwordHash });
    await join(tx, invitation, userId);
  });
  return { email: invitation.email };
}

/** Joins with the account that is signed in. Throws `forbidden` when the invitation is for another address. */
export async function acceptAsUser(token: string, user: { id: string; email: string }): Promise<OpenInvitation> {
  const invitation = await openInvitation(token);
  if (invitation.email !== user.email.toLowerCase()) {
    throw new AppError("forbidden", `This invitation is for ${invitation.email}. Sign in with that address.`);
  }
  await db.$transaction((tx) => join(tx, invitation, user.id));
  return invitation;
}

async function join(tx: Prisma.TransactionClient, invitation: OpenInvitation, userId: string): Promise<void> {
  const organizationId = invitation.organization.id;
  await lockMembers(tx, organizationId);
  const { count } = await tx.invitation.updateMany({ where: pending(invitation.id), data: { status: "accepted" } });
  if (count === 0) throw notFound("invitation");
  const { id, role } = await tx.member.upsert({
    where: { organizationId_userId: { organizationId, userId } },
    create: { id: newId("member"), organizationId, userId, role: invitation.role },
    update: {},
  });
  const ctx: Context = {
    organizationId,
    workspaces: "all",
    permissions: ROLE_PERMISSIONS.member,
    actor: { type: "user", id: userId, label: invitation.email },
  };
  await audit(ctx, { action: "member.joined", targetId: id, targetLabel: invitation.email, changes: { role } }, tx);
}

function pending(id: string) {
  return { id, status: "pending", expiresAt: { gt: new Date() } };
}
