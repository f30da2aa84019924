import { spawnSync } from "node:child_process";
import { beforeEach, expect, test } from "vitest";
import { announce, beat, expireDead, leave } from "./instances";
import { pool } from "./testing/harness";
import { emptyQueue, putInstance } from "./testing/rows";

const SILENT_MS = 8_000;

beforeEach(emptyQueue);

async function living(): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    "select id from engine_instances where expired_at is null order by id",
  );
  return rows.map(({ id }) => id);
}

test("an engine beats as long as it is on the list and has not expired", async () => {
  expect(await beat(pool, "a")).toBe(false);
  expect(await announce(pool, "a")).toBe(true);
  expect(await beat(pool, "a")).toBe(true);
  await pool.query("update engine_instances set expired_at = now()");
  expect(await beat(pool, "a")).toBe(false);
  expect(await announce(pool, "a")).toBe(false);
  await leave(pool, "a");
  expect((await pool.query("select id from engine_instances")).rows).toEqual([]);
});

test("a beat counts from when the database took it", async () => {
  await putInstance("a", { silentForMs: 3_600_000 });
  await beat(pool, "a");
  expect(await expireDead(pool, "self", SILENT_MS)).toBe(0);
  expect(await living()).toEqual(["a"]);
});

test("expires who has been silent for too long, but for itself", async () => {
  await putInstance("self", { silentForMs: 60_000 });
  await putInstance("quiet", { silentForMs: SILENT_MS - 3_000 });
  await putInstance("silent", { silentForMs: SILENT_MS + 1_000 });
  expect(await expireDead(pool, "self", SILENT_MS)).toBe(1);
  expect(await living()).toEqual(["quiet", "self"]);
  // Once: the moment stays that of the first time.
  expect(await expireDead(pool, "self", SILENT_MS)).toBe(0);
});

test("expires at once who is of this machine and has no process", async () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  await announce(pool, "alive");
  await announce(pool, "gone");
  await pool.query("update engine_instances set pid = $1 where id = 'gone'", [pid]);
  await putInstance("gone elsewhere", { pid });
  expect(await expireDead(pool, "self", SILENT_MS)).toBe(1);
  expect(await living()).toEqual(["alive", "gone elsewhere"]);
});

test("does not expire who is beating at this moment, nor waits for it", async () => {
  await putInstance("a", { silentForMs: 60_000 });
  const beating = await pool.connect();
  await beating.query("begin; update engine_instances set beat_at = now() where id = 'a'");
  expect(await expireDead(pool, "self", SILENT_MS)).toBe(0);
  await beating.query("commit");
  beating.release();
  expect(await living()).toEqual(["a"]);
});
