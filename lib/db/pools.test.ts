import { afterAll, beforeAll, expect, it } from "vitest";
import { db, sqlPool, upkeepPool, workPool } from "./client";
import { retryingConflicts } from "./conflicts";
import { sessionConfig } from "./session";

beforeAll(() =>
  sqlPool().query("CREATE TABLE pairs (id int PRIMARY KEY, n int); INSERT INTO pairs VALUES (1, 0), (2, 0)"),
);
afterAll(() => sqlPool().query("DROP TABLE pairs"));

it("holds every session to UTC and to limits of time, and names it", async () => {
  for (const pool of [sqlPool(), workPool(), upkeepPool()]) {
    const { rows } = await pool.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name IN ('TimeZone', 'lock_timeout', 'statement_timeout',
         'idle_in_transaction_session_timeout', 'application_name')`,
    );
    const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
    expect(settings.TimeZone).toBe("UTC");
    expect(settings.application_name).toMatch(/^atelyaos-webhooks (doors|work|upkeep)$/);
    for (const name of ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"]) {
      expect(Number(settings[name])).toBeGreaterThan(0);
    }
  }
});

it("keeps its zone beside options of the connection string", async () => {
  const url = `${process.env.DATABASE_URL}?options=${encodeURIComponent("-c TimeZone=Asia/Tokyo -c work_mem=5MB")}`;
  const config = sessionConfig(url, "test", { lockMs: 100, statementMs: 1_000 });
  const { Pool } = await import("./pool");
  const pool = new Pool({ ...config, max: 1 });
  const { rows } = await pool.query(
    "SELECT current_setting('TimeZone') AS zone, current_setting('work_mem') AS memory",
  );
  await pool.end();
  expect(rows).toEqual([{ zone: "UTC", memory: "5MB" }]);
});

it("does again what a deadlock ended: statements, and transactions as a whole", async () => {
  const crossing = (first: number, second: number) =>
    db.$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE pairs SET n = n + 1 WHERE id = ${first}`;
      await tx.$executeRaw`SELECT pg_sleep(0.2)`;
      await tx.$executeRaw`UPDATE pairs SET n = n + 1 WHERE id = ${second}`;
    });
  await Promise.all([crossing(1, 2), crossing(2, 1)]);
  const { rows } = await sqlPool().query("SELECT n FROM pairs ORDER BY id");
  expect(rows).toEqual([{ n: 2 }, { n: 2 }]);
});

it("gives up after five tries, and at once on anything else", async () => {
  let tries = 0;
  const fails = (code: string) => () => {
    tries++;
    return Promise.reject(Object.assign(new Error("no"), { cause: { originalCode: code } }));
  };
  await expect(retryingConflicts(fails("40001"))).rejects.toThrow("no");
  expect(tries).toBe(5);
  tries = 0;
  await expect(retryingConflicts(fails("22003"))).rejects.toThrow("no");
  expect(tries).toBe(1);
});

it("gives up a lock that somebody keeps, while another pool goes on", async () => {
  const holder = await sqlPool().connect();
  await holder.query("BEGIN; SELECT * FROM pairs WHERE id = 1 FOR UPDATE");
  const waited = workPool().query("UPDATE pairs SET n = 9 WHERE id = 1");
  await expect(waited).rejects.toMatchObject({ code: "55P03" });
  await expect(upkeepPool().query("SELECT 1 AS one")).resolves.toMatchObject({ rows: [{ one: 1 }] });
  await holder.query("ROLLBACK");
  holder.release();
});
