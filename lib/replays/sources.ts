import { floorId } from "@/lib/deliveries/log/floor-id";
import { Prisma, type Replay } from "@/prisma/generated/client";

/** What a replay sends again. Empty lists admit all. */
export type Selection = Pick<
  Replay,
  "organizationId" | "destinationId" | "since" | "until" | "statuses" | "types" | "workspaceIds"
>;

/** A past delivery that is to be sent again. */
export type Source = { id: string; workspaceId: string; eventId: string; eventType: string };

/** The next deliveries after a cursor, in the order in which they were made. */
export function nextSources(
  tx: Prisma.TransactionClient,
  selection: Selection,
  cursor: string,
  limit: number,
): Promise<Source[]> {
  return tx.$queryRaw<Source[]>`
    SELECT d.id, d.workspace_id AS "workspaceId", d.event_id AS "eventId", d.event_type AS "eventType"
    FROM deliveries d WHERE ${selected(selection)} AND d.id > ${cursor} ORDER BY d.id LIMIT ${limit}`;
}

/** How many deliveries a replay would send again now. */
export async function countSources(tx: Prisma.TransactionClient, selection: Selection): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM deliveries d WHERE ${selected(selection)}`;
  return row?.count ?? 0;
}

// An event goes out once a replay, by its latest delivery: what was sent again since, by hand or by another replay, has
// taken the place of the older one. OFFSET keeps the planner to the few deliveries of the event: it would look for them
// among all of the destination's.
function selected({ since, until, ...match }: Selection): Prisma.Sql {
  return Prisma.sql`d.organization_id = ${match.organizationId} AND d.destination_id = ${match.destinationId}
    AND d.id >= ${floorId(since)} AND d.id < ${floorId(until)}
    AND d.status = ANY(${match.statuses}::text[]) AND d.origin <> 'test'
    AND (cardinality(${match.types}::text[]) = 0 OR d.event_type = ANY(${match.types}::text[]))
    AND (cardinality(${match.workspaceIds}::text[]) = 0 OR d.workspace_id = ANY(${match.workspaceIds}::text[]))
    AND NOT EXISTS (SELECT 1 FROM
      (SELECT o.id, o.destination_id, o.origin FROM deliveries o WHERE o.event_id = d.event_id OFFSET 0) n
      WHERE n.destination_id = d.destination_id AND n.id > d.id AND n.origin <> 'test')`;
}
