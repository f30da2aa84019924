import { sqlPool } from "@/lib/db/client";

/** Waits until a query finds no row any more, asking every `everyMs`. */
export async function untilNone(query: string, values: readonly unknown[], everyMs: number): Promise<void> {
  for (;;) {
    const { rows } = await sqlPool().query(query, [...values]);
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** Waits until every delivery of an organization has arrived and is on record. */
export function allDelivered(organizationId: string, everyMs: number): Promise<void> {
  const query = "SELECT 1 FROM deliveries WHERE organization_id = $1 AND status <> 'delivered' LIMIT 1";
  return untilNone(query, [organizationId], everyMs);
}
