import { sqlPool } from "@/lib/db/client";

// A function that stands before PostgreSQL's own in the search path of new sessions.
const PRETEND = `
  CREATE SCHEMA pretended;
  CREATE TABLE pretended.start (at timestamptz);
  INSERT INTO pretended.start VALUES (now() - interval '1 day');
  CREATE FUNCTION pretended.pg_postmaster_start_time() RETURNS timestamptz STABLE LANGUAGE sql
    AS 'SELECT at FROM pretended.start';
  DO $$ BEGIN
    EXECUTE format('ALTER DATABASE %I SET search_path = pretended, pg_catalog, public', current_database());
  END $$`;

/**
 * Has the test's database say that it has run for a day, whenever the real one was started. Call it before anything
 * else of the test uses the database: it counts for sessions that begin afterwards. Returns what changes the moment.
 */
export async function pretendDatabaseStart(): Promise<(secondsAgo: number) => Promise<void>> {
  await sqlPool().query(PRETEND);
  const { disconnect } = await import("@/lib/db/client");
  await disconnect();
  return async (secondsAgo) => {
    await sqlPool().query("UPDATE pretended.start SET at = now() - $1::float8 * interval '1 second'", [secondsAgo]);
  };
}
