import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureDatabase, migrate } from "./migrate.mjs";

let folder;
let url;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "migrations-"));
  const target = new URL(process.env.DATABASE_URL);
  target.pathname = `/migrate_${randomBytes(4).toString("hex")}`;
  url = target.href;
  expect(await ensureDatabase(url)).toBe(true);
  expect(await ensureDatabase(url)).toBe(false);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name, sql) {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

async function rows(text) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const result = await client.query(text);
  await client.end();
  return result.rows;
}

test("applies each migration once, in order, also when two start at the same time", async () => {
  write("0002_more", "ALTER TABLE a ADD COLUMN name text;");
  write("0001_init", "CREATE TABLE a (id int); CREATE TABLE b (id int);");
  const both = await Promise.all([migrate({ url, folder }), migrate({ url, folder })]);
  expect(both.flat()).toEqual(["0001_init", "0002_more"]);
  expect(await migrate({ url, folder })).toEqual([]);
  const history = await rows("SELECT migration_name, length(checksum) AS bits FROM _prisma_migrations ORDER BY 1");
  expect(history).toEqual([
    { migration_name: "0001_init", bits: 64 },
    { migration_name: "0002_more", bits: 64 },
  ]);
});

test("leaves nothing of a migration that fails, and says which", async () => {
  write("0001_bad", "CREATE TABLE a (id int); SELECT nonsense;");
  await expect(migrate({ url, folder })).rejects.toThrow("the migration 0001_bad failed");
  expect(await rows("SELECT to_regclass('a') AS made")).toEqual([{ made: null }]);
  write("0001_bad", "CREATE TABLE a (id int);");
  expect(await migrate({ url, folder })).toEqual(["0001_bad"]);
});

test("refuses a migration that was changed after it was applied", async () => {
  write("0001_init", "CREATE TABLE a (id int);");
  await migrate({ url, folder });
  write("0001_init", "CREATE TABLE a (id bigint);");
  await expect(migrate({ url, folder })).rejects.toThrow("was changed after it had been applied");
});
