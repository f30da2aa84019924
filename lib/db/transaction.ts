import type pg from "pg";
import { retryingConflicts } from "./conflicts";

/**
 * Runs work in a transaction on a connection of the pool's, and answers with what it came to; again as a whole where
 * another transaction's lock order ended it. A connection that cannot even roll back is given up.
 */
export function inTransaction<T>(
  pool: Pick<pg.Pool, "connect">,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return retryingConflicts(() => runOnce(pool, work));
}

async function runOnce<T>(pool: Pick<pg.Pool, "connect">, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {
      isBroken = true;
    });
    throw error;
  } finally {
    client.release(isBroken);
  }
}
