import { clockNow } from "@/lib/clock";
import { sqlPool } from "@/lib/db/client";
import { HOUR_MS } from "@/lib/time";

export const HEALTH_HOURS = 24;

/** What happened to one hour's attempts. `at` is the hour's start, ISO 8601. */
export type HealthHour = { at: string; ok: number; failed: number };

/** How a destination did lately, be it a bridge or a subscription. */
export type DestinationHealth = {
  /** Oldest first, always 24 of them; the last one is under way. */
  hours: readonly HealthHour[];
  /** Share of the attempts of these hours that were delivered, 0 to 1; null without any. */
  successRate: number | null;
  /** Deliveries that failed at least once and wait for their next attempt. */
  retrying: number;
};

type Row = { destination_id: string; hour: Date | null; ok: number; failed: number; retrying: number };

/** The health of many destinations of one organization, in one query. */
export async function readHealth(
  organizationId: string,
  destinationIds: readonly string[],
  now = clockNow(),
): Promise<Map<string, DestinationHealth>> {
  const first = Math.floor(now / HOUR_MS) * HOUR_MS - (HEALTH_HOURS - 1) * HOUR_MS;
  const { rows } = await sqlPool().query<Row>(READ, [organizationId, [...destinationIds], new Date(first)]);
  return new Map(
    destinationIds.map((id) => [
      id,
      health(
        rows.filter((row) => row.destination_id === id),
        first,
      ),
    ]),
  );
}

function health(rows: readonly Row[], first: number): DestinationHealth {
  const counts = new Map(rows.flatMap((row) => (row.hour ? [[row.hour.getTime(), row]] : [])));
  const hours = Array.from({ length: HEALTH_HOURS }, (_, index) => {
    const at = first + index * HOUR_MS;
    const row = counts.get(at);
    return { at: new Date(at).toISOString(), ok: row?.ok ?? 0, failed: row?.failed ?? 0 };
  });
  const ok = hours.reduce((sum, hour) => sum + hour.ok, 0);
  const all = hours.reduce((sum, hour) => sum + hour.ok + hour.failed, 0);
  return { hours, successRate: all === 0 ? null : ok / all, retrying: rows[0]?.retrying ?? 0 };
}

const READ = `
  WITH hourly AS (
    SELECT destination_id, date_trunc('hour', started_at, 'UTC') AS hour,
           count(*) FILTER (WHERE verdict = 'delivered')::int AS ok,
           count(*) FILTER (WHERE verdict <> 'delivered')::int AS failed
    FROM attempts
    WHERE organization_id = $1 AND destination_id = ANY($2) AND started_at >= $3
    GROUP BY 1, 2
  ), retrying AS (
    SELECT destination_id, count(*)::int AS retrying
    FROM deliveries
    WHERE organization_id = $1 AND destination_id = ANY($2) AND status = 'retrying'
    GROUP BY 1
  )
  SELECT id AS destination_id, hour, coalesce(ok, 0) AS ok, coalesce(failed, 0) AS failed, coalesce(retrying, 0) AS retrying
  FROM unnest($2::text[]) AS id
  LEFT JOIN hourly ON hourly.destination_id = id
  LEFT JOIN retrying ON retrying.destination_id = id`;
