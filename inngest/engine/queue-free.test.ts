import { beforeEach, expect, test } from "vitest";
import { handBack, leasedBy, takeOver, unlistedOwners } from "./queue-free";
import { pool } from "./testing/harness";
import { emptyQueue, owners, putInstance, putRows } from "./testing/rows";

beforeEach(emptyQueue);

test("hands back what is still owned, and nothing that was taken over or has ended", async () => {
  await putRows({ id: "a", owner: "me" }, { id: "b", owner: "other" }, { id: "c", owner: "me" });
  await pool.query(
    "insert into engine_runs (id, function_id, events, batched, ended_at) values ('d', 'f', '{}', false, now())",
  );
  await handBack(
    pool,
    ["d", "b", "a"].map((id) => ({ id, owner: "me" })),
  );
  expect(await owners()).toEqual({ a: "-", b: "other", c: "me", d: "failed" });
  expect(await leasedBy(pool, "me")).toEqual(["c"]);
  const { rows } = await pool.query("select id from engine_runs where due_at <= now()");
  expect(rows).toEqual([{ id: "a" }]);
});

test("handing back a second time changes nothing: it may have been claimed since, or be parked", async () => {
  await putRows({ id: "a", owner: "me" }, { id: "b", owner: "me" });
  const refs = ["a", "b"].map((id) => ({ id, owner: "me" }));
  await handBack(pool, refs);
  await pool.query("update engine_runs set owner = 'other', due_at = null where id = 'a'");
  await pool.query("update engine_runs set due_at = '2100-01-01' where id = 'b'");
  await handBack(pool, refs);
  expect(await owners()).toEqual({ a: "other", b: "-" });
  const { rows } = await pool.query("select id from engine_runs where due_at <= now()");
  expect(rows).toEqual([]);
});

test("frees what expired engines have leased, and nothing of the living", async () => {
  await putInstance("living", { silentForMs: 3_600_000 });
  await putInstance("expired", { expired: true });
  await putRows({ id: "a", owner: "living" }, { id: "b", owner: "expired" }, { id: "c", owner: "unlisted" });
  await putRows({ id: "d", dueInMs: 60_000 });
  expect(await takeOver(pool, [])).toBe(1);
  expect(await owners()).toEqual({ a: "living", b: "-", c: "unlisted", d: "-" });
  const { rows } = await pool.query("select id from engine_runs where due_at <= now()");
  expect(rows).toEqual([{ id: "b" }]);
});

test("frees what unlisted engines have leased, unless they are listed by now", async () => {
  await putInstance("back");
  await putRows({ id: "a", owner: "back" }, { id: "b", owner: "unlisted" }, { id: "c", owner: "another" });
  expect(await unlistedOwners(pool)).toEqual(expect.arrayContaining(["unlisted", "another"]));
  expect(await unlistedOwners(pool)).toHaveLength(2);
  expect(await takeOver(pool, ["back", "unlisted"])).toBe(1);
  expect(await owners()).toEqual({ a: "back", b: "-", c: "another" });
});

test("passes over rows that are being written, and takes them the next time", async () => {
  await putInstance("expired", { expired: true });
  await putRows({ id: "a", owner: "expired" }, { id: "b", owner: "expired" });
  const other = await pool.connect();
  await other.query("begin; select * from engine_runs where id = 'a' for update");
  expect(await takeOver(pool, [])).toBe(1);
  await other.query("rollback");
  other.release();
  expect(await takeOver(pool, [])).toBe(1);
});
