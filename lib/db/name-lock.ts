import type { Prisma } from "@/prisma/generated/client";

/**
 * Makes transactions that name the same thing come one after the other: the next waits until this one has ended. No row is
 * locked for it, so that nobody else waits. Take it before any row that somebody else may wait for.
 */
export async function lockName(tx: Prisma.TransactionClient, name: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}
