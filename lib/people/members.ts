import { z } from "zod";
import { audit } from "@/lib/audit/audit";
import { authorize, type Context, type Role } from "@/lib/context";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/validation/parse";
import type { Prisma } from "@/prisma/generated/client";
import { lockMembers, requireRank } from "./actor-role";
import { roleField } from "./people-schema";
import { parseRole } from "./viewer-of";

export type MemberView = { id: string; userId: string; name: string; email: string; role: Role; joinedAt: Date };

const changeRoleInput = z.object({ memberId: z.string(), role: roleField });
const memberInput = z.object({ memberId: z.string() });

/** Everyone of the actor's organization, the longest there first. */
export async function listMembers(ctx: Context): Promise<MemberView[]> {
  const rows = await db.member.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: { id: "asc" },
    include: { user: { select: { name: true, email: true } } },
  });
  return rows.map(({ id, userId, role, createdAt, user }) => ({
    id,
    userId,
    name: user.name,
    email: user.email,
    role: parseRole(role),
    joinedAt: createdAt,
  }));
}

/** Why a person of the viewer's role cannot change a member, in words for a tooltip; undefined when they can. */
export function whyFixed(
  members: readonly Pick<MemberView, "role">[],
  member: Pick<MemberView, "role">,
  viewerRole: Role,
): string | undefined {
  if (member.role !== "owner") return undefined;
  if (viewerRole !== "owner") return "Only an owner can change or remove an owner.";
  const owners = members.filter((each) => each.role === "owner").length;
  return owners === 1 ? "The last owner stays. Make someone else an owner first." : undefined;
}

/** Gives a member another role. Throws `conflict` for the last owner. */
export async function changeRole(ctx: Context, input: z.input<typeof changeRoleInput>): Promise<void> {
  authorize(ctx, "organization:manage");
  const { memberId, role } = parseInput(changeRoleInput, input);
  await db.$transaction(async (tx) => {
    await lockMembers(tx, ctx.organizationId);
    const member = await findMember(tx, ctx, memberId);
    if (member.role === role) return;
    await requireRank(tx, ctx, [member.role, role]);
    await requireAnotherOwner(tx, ctx, member);
    await tx.member.update({ where: { id: member.id }, data: { role } });
    const changes = { role: { before: member.role, after: role } };
    await audit(ctx, { action: "member.role_changed", targetId: member.id, targetLabel: member.email, changes }, tx);
  });
}

/** Takes a member out of the organization; its sessions lose access with the next request. Throws `conflict` for the last owner. */
export async function removeMember(ctx: Context, input: z.input<typeof memberInput>): Promise<void> {
  authorize(ctx, "organization:manage");
  const { memberId } = parseInput(memberInput, input);
  await db.$transaction(async (tx) => {
    await lockMembers(tx, ctx.organizationId);
    const member = await findMember(tx, ctx, memberId);
    await requireRank(tx, ctx, [member.role]);
    await requireAnotherOwner(tx, ctx, member);
    await tx.member.delete({ where: { id: member.id } });
    await audit(ctx, { action: "member.removed", targetId: member.id, targetLabel: member.email }, tx);
  });
}

type Found = { id: string; role: Role; email: string };

async function findMember(tx: Prisma.TransactionClient, ctx: Context, memberId: string): Promise<Found> {
  const row = await tx.member.findFirst({
    where: { id: memberId, organizationId: ctx.organizationId },
    include: { user: { select: { email: true } } },
  });
  if (!row) throw notFound("member");
  return { id: row.id, role: parseRole(row.role), email: row.user.email };
}

async function requireAnotherOwner(tx: Prisma.TransactionClient, ctx: Context, member: Found): Promise<void> {
  if (member.role !== "owner") return;
  const others = await tx.member.count({
    where: { organizationId: ctx.organizationId, role: "owner", id: { not: member.id } },
  });
  if (others > 0) return;
  throw new AppError("conflict", `${member.email} is the last owner. Make someone else an owner first.`);
}
