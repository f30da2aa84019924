import { authorize, type Context } from "@/lib/context";
import { db, sqlPool } from "@/lib/db/client";
import { DAY_MS } from "@/lib/time";

const HISTORY_DAYS = 30;

/** A day (UTC, as 2026-11-23): the balance at its end, and what was given and taken in it, both as they read. */
export type BalanceDay = { day: string; balance: number; given: number; used: number };

type Row = { day: string; balance: number; given: string; used: string };

/** The balance of the last thirty days, today last; days without an entry keep the balance of the day before. */
export async function readBalanceHistory(ctx: Context, now = new Date()): Promise<BalanceDay[]> {
  authorize(ctx, "webhooks:read");
  const { organizationId } = ctx;
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const since = new Date(today - (HISTORY_DAYS - 1) * DAY_MS);
  const before = await db.creditEntry.findFirst({
    where: { organizationId, createdAt: { lt: since } },
    orderBy: { createdAt: "desc" },
    select: { balanceAfter: true },
  });
  const { rows } = await sqlPool().query<Row>(DAYS, [organizationId, since]);
  const byDay = new Map(rows.map((row) => [row.day, row]));
  let balance = before?.balanceAfter ?? 0;
  return Array.from({ length: HISTORY_DAYS }, (_, index) => {
    const day = new Date(since.getTime() + index * DAY_MS).toISOString().slice(0, 10);
    const row = byDay.get(day);
    balance = row?.balance ?? balance;
    return { day, balance, given: Number(row?.given ?? 0), used: Number(row?.used ?? 0) };
  });
}

// Ids are made under the account's lock: a day's greatest is its last.
const DAYS = `
  SELECT d.day, e.balance_after AS balance, d.given, d.used
  FROM (
    SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, max(id) AS last,
      coalesce(sum(amount) FILTER (WHERE amount > 0), 0) AS given,
      coalesce(-sum(amount) FILTER (WHERE amount < 0), 0) AS used
    FROM credit_entries WHERE organization_id = $1 AND created_at >= $2
    GROUP BY 1
  ) d JOIN credit_entries e ON e.id = d.last`;
