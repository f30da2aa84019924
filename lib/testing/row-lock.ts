import pg from "pg";

/**
 * Takes a lock in a transaction of a stranger's, a `psql` that somebody left open, and keeps it until the returned
 * function is called. `sql` is the statement that takes it.
 */
export async function lockedBy(sql: string, values: readonly unknown[] = []): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL, application_name: "a stranger" });
  await client.connect();
  await client.query("BEGIN");
  await client.query(sql, [...values]);
  return async () => {
    await client.query("ROLLBACK");
    await client.end();
  };
}

/** Locks one delivery's row. */
export const lockedDelivery = (id: string) => lockedBy("SELECT 1 FROM deliveries WHERE id = $1 FOR UPDATE", [id]);

/** Locks one destination's row. */
export const lockedDestination = (id: string) => lockedBy("SELECT 1 FROM destinations WHERE id = $1 FOR UPDATE", [id]);
