import type { World } from "./world";

const OPEN = `SELECT count(*)::int AS count FROM deliveries
  WHERE status IN ('pending', 'retrying') AND destination_id = ANY($1::text[])`;

/** How many deliveries to healthy and held destinations the product may still send. Infinity when the database does not say. */
export async function openDeliveries({ postgres, database, destinations }: World): Promise<number> {
  const owing = destinations.filter(({ kind }) => kind !== "sick").map(({ id }) => id);
  try {
    const [row] = await postgres.query<{ count: number }>(OPEN, [owing], database);
    return row?.count ?? Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** How many deadlocks PostgreSQL has counted in the app's database, since its last crash. */
export async function deadlocks({ postgres, database }: World): Promise<number> {
  const count = "SELECT deadlocks::int AS count FROM pg_stat_database WHERE datname = $1";
  const [row] = await postgres.query<{ count: number }>(count, [database]).catch(() => []);
  return row?.count ?? 0;
}
