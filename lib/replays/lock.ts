import type { Prisma, Replay } from "@/prisma/generated/client";

/** A replay's row as it is now, which nobody else changes until the transaction ends. */
export async function lockReplay(id: string, tx: Prisma.TransactionClient): Promise<Replay> {
  await tx.$queryRaw`SELECT 1 FROM replays WHERE id = ${id} FOR UPDATE`;
  return tx.replay.findUniqueOrThrow({ where: { id } });
}
