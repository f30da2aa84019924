import pLimit from "p-limit";
import { clockNow } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { holdConnection, RENEWAL, renewTokens } from "./refresh";

const DUE_MAX = 500;
// Each holds a connection of the pool while the provider answers.
const AT_ONCE = 4;

/** Renews every token that is due. Any number of processes may run it at once: a row that one of them holds the others pass over. Returns how many were renewed, and how many were not. */
export async function refreshDueTokens(now = new Date(clockNow())): Promise<{ renewed: number; failed: number }> {
  const due = await db.connection.findMany({
    where: { refreshDueAt: { lte: now }, disconnectedAt: null },
    orderBy: { refreshDueAt: "asc" },
    take: DUE_MAX,
    select: { id: true },
  });
  const limit = pLimit(AT_ONCE);
  const results = await Promise.all(due.map(({ id }) => limit(() => refreshOne(id, now))));
  return {
    renewed: results.filter((result) => result === true).length,
    failed: results.filter((result) => result === false).length,
  };
}

function refreshOne(id: string, now: Date): Promise<boolean | undefined> {
  return db.$transaction(async (tx) => {
    const row = await holdConnection(tx, id, { skipLocked: true });
    // Done by another process since it was listed.
    if (!row?.refreshDueAt || row.refreshDueAt > now) return undefined;
    return (await renewTokens(tx, row, now)).ok;
  }, RENEWAL);
}
