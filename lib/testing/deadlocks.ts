import pg from "pg";
import { vi } from "vitest";
import { disconnect } from "@/lib/db/client";

// What a session counted is there for all once it has ended.
const OTHERS = `
  SELECT 1 FROM pg_stat_activity
  WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`;

/** How often a statement in the test's database was ended because two waited for each other. Ends the product's connections: call it last. */
export async function countDeadlocks(): Promise<number> {
  await disconnect();
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    await vi.waitUntil(async () => (await client.query(OTHERS)).rowCount === 0, { timeout: 20_000 });
    const { rows } = await client.query<{ deadlocks: string }>(
      "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
    );
    return Number(rows[0]?.deadlocks);
  } finally {
    await client.end();
  }
}
