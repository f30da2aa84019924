import { afterEach, expect, test } from "vitest";
import { announce } from "./instances";
import { drained, eventually, pool, queued, start, stopEngines } from "./testing/harness";
import { newUlid } from "./ulid";

afterEach(stopEngines);

async function cutConnections(): Promise<void> {
  await pool
    .query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    )
    .catch(() => undefined);
}

test("goes on after its connections were cut in the middle of work", async () => {
  const seen = new Set<number>();
  const app = await start((client) => [
    client.createFunction({ id: "cut", triggers: [{ event: "t/cut" }] }, async ({ event, step }) => {
      await step.run("work", () => seen.add(event.data.n).size);
    }),
  ]);
  const sends = Array.from({ length: 40 }, (_, n) => app.client.send({ name: "t/cut", data: { n } }));
  await cutConnections();
  await Promise.all(sends);
  await cutConnections();
  await eventually(() => expect(seen.size).toBe(40));
  await drained(app);
  await eventually(() => expect(app.engine.health().ok).toBe(true));
});

test("frees rows that it leased and never heard of: the answer to their commit was lost", async () => {
  const seen: number[] = [];
  const app = await start(
    (client) => [
      client.createFunction({ id: "lost", triggers: [{ event: "t/lost" }] }, ({ event }) => seen.push(event.data.n)),
    ],
    { timing: { beatMs: 20 } },
  );
  const { rows } = await pool.query<{ id: string }>("select id from engine_instances");
  await pool.query(
    `insert into engine_runs (id, function_id, events, batched, owner) values ($1, $2, '{"name":"t/lost","data":{"n":1}}', false, $3)`,
    [newUlid(), `${app.client.id}-lost`, rows[0]?.id],
  );
  await eventually(() => expect(seen).toEqual([1]));
  await drained(app);
});

test("joins anew when the others have taken it for dead", async () => {
  const app = await start(
    (client) => [client.createFunction({ id: "back", triggers: [{ event: "t/back" }] }, () => null)],
    {
      timing: { beatMs: 20 },
    },
  );
  await pool.query("delete from engine_instances");
  await eventually(async () => expect((await pool.query("select id from engine_instances")).rowCount).toBe(1));
  await app.client.send({ name: "t/back" });
  await drained(app);
  expect(await queued(app)).toBe(0);
});

test("takes an instance for dead that has been silent for too long, though its process lives", async () => {
  await announce(pool, "silent");
  await pool.query("update engine_instances set beat_at = now() - interval '1 hour' where id = 'silent'");
  await pool.query(
    "insert into engine_runs (id, function_id, events, batched, owner) values ('r', 'none', '{}', false, 'silent')",
  );
  await start(() => []);
  const { rows } = await pool.query("select owner, due_at is not null as due from engine_runs where id = 'r'");
  expect(rows).toEqual([{ owner: null, due: true }]);
});
