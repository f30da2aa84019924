import type { Context, Role } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { Prisma } from "@/prisma/generated/client";
import { parseRole } from "./viewer-of";

/**
 * Makes changes of an organization's members wait for each other until the transaction ends: whether someone is the
 * last owner must still be true when the change lands.
 */
export async function lockMembers(tx: Prisma.TransactionClient, organizationId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM organizations WHERE id = ${organizationId} FOR UPDATE`;
}

/** Throws `forbidden` unless the actor may give or take these roles: what concerns an owner is for owners alone. */
export async function requireRank(tx: Prisma.TransactionClient, ctx: Context, roles: readonly Role[]): Promise<void> {
  if (!roles.includes("owner") || ctx.actor.type === "system") return;
  const member = await tx.member.findFirst({
    where: { organizationId: ctx.organizationId, userId: ctx.actor.id },
    select: { role: true },
  });
  if (parseRole(member?.role) === "owner") return;
  throw new AppError("forbidden", "Only an owner can make, change or remove an owner.");
}
