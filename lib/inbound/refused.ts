import { clockNow } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { sqlPool } from "@/lib/db/client";
import { DAY_MS } from "@/lib/time";
import type { InboundProvider } from "./receiver/schema";

/** How many requests of a provider failed their verification. */
export type Refused = { provider: InboundProvider; count: number };

/**
 * Requests that were refused in the last 24 hours, by provider: of the organization's own connections, and of addresses
 * that the whole installation shares. Those say nothing of whose they were, so all of it is for admins; others get none.
 */
export async function refusedInADay(ctx: Context, now = new Date(clockNow())): Promise<Refused[]> {
  if (!ctx.permissions.has("organization:manage")) return [];
  const since = new Date(now.getTime() - DAY_MS);
  const { rows } = await sqlPool().query<Refused>(REFUSED, [since, ctx.organizationId]);
  return rows;
}

const REFUSED = `
  SELECT provider, sum(count)::int AS count FROM inbound_refusals r
  WHERE hour_at > $1 AND (connection_id = ''
    OR connection_id IN (SELECT id FROM connections WHERE organization_id = $2))
  GROUP BY provider ORDER BY provider`;
