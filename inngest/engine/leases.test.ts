import { beforeEach, expect, test } from "vitest";
import { Leases } from "./leases";
import { pool } from "./testing/harness";
import { emptyQueue, owners, putRows } from "./testing/rows";

const lines: string[] = [];
const logger = {
  debug: () => {},
  info: () => {},
  warn: (_: object, message: string) => lines.push(message),
  error: () => {},
};
let name = "me";

function newLeases(): Leases {
  return new Leases(pool, logger, () => name);
}

beforeEach(async () => {
  name = "me";
  lines.length = 0;
  await emptyQueue();
});

test("finds rows that it leases and knows nothing of, once they are there in two rounds", async () => {
  const leases = newLeases();
  leases.hold({ id: "held", owner: "me" });
  await putRows({ id: "held", owner: "me" }, { id: "lost", owner: "me" }, { id: "other", owner: "other" });
  await leases.findLost();
  expect(await owners()).toEqual({ held: "me", lost: "me", other: "other" });
  await putRows({ id: "new", owner: "me" });
  await leases.findLost();
  expect(await owners()).toEqual({ held: "me", lost: "-", new: "me", other: "other" });
  leases.hold({ id: "new", owner: "me" });
  await leases.findLost();
  expect(await owners()).toMatchObject({ new: "me" });
});

test("a row that ended meanwhile is no suspect any more", async () => {
  const leases = newLeases();
  await putRows({ id: "a", owner: "me" });
  await leases.findLost();
  await pool.query("update engine_runs set owner = null, due_at = now()");
  await leases.findLost();
  await pool.query("update engine_runs set owner = 'me', due_at = null");
  await leases.findLost();
  expect(await owners()).toEqual({ a: "me" });
});

test("tells a run of before it was taken for dead from its successor of the same row", async () => {
  const leases = newLeases();
  leases.hold({ id: "a", owner: "me" });
  name = "my new name";
  leases.hold({ id: "a", owner: "my new name" });
  await putRows({ id: "a", owner: "my new name" });
  // The old run ends; the new one runs on and is not lost.
  leases.release({ id: "a", owner: "me" });
  await leases.findLost();
  await leases.findLost();
  expect(await owners()).toEqual({ a: "my new name" });
});

test("hands back all that it holds, each under the name by which it was leased", async () => {
  const leases = newLeases();
  for (const [id, owner] of Object.entries({ a: "me", b: "my new name", c: "me" })) leases.hold({ id, owner });
  await putRows({ id: "a", owner: "me" }, { id: "b", owner: "my new name" }, { id: "c", owner: "other" });
  await leases.handBackAll();
  expect(await owners()).toEqual({ a: "-", b: "-", c: "other" });
});

test("what was handed back or released is not handed back again", async () => {
  const leases = newLeases();
  leases.hold({ id: "a", owner: "me" });
  leases.hold({ id: "b", owner: "me" });
  await putRows({ id: "a", owner: "me" }, { id: "b", owner: "me" });
  await leases.handBack([{ id: "a", owner: "me" }]);
  leases.release({ id: "b", owner: "me" });
  await pool.query("update engine_runs set owner = 'me', due_at = null where id = 'a'");
  await leases.handBackAll();
  expect(await owners()).toEqual({ a: "me", b: "me" });
});

test("a stop goes on when the database does not take rows back: they are taken over later", async () => {
  await putRows({ id: "a", owner: "me" });
  const leases = newLeases();
  leases.hold({ id: "a", owner: "me" });
  await pool.query("alter table engine_runs rename to engine_runs_away");
  await leases.handBackAll();
  await pool.query("alter table engine_runs_away rename to engine_runs");
  expect(lines).toEqual(["runs could not be handed back and wait to be taken over"]);
});
