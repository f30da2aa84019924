import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { newUlid } from "@/lib/ulid";
import { announce } from "./instances";
import { drained, eventually, pool, queued, start, stopEngines } from "./testing/harness";

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

test("joins the list again when its row is gone", async () => {
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

/** While `work` lasts nobody gets a connection to the test's database, and all that there are have been cut. */
async function withoutDatabase(work: () => Promise<void>): Promise<void> {
  const url = new URL(process.env.DATABASE_URL ?? "");
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const outside = new pg.Client({ connectionString: url.href });
  await outside.connect();
  try {
    await outside.query(`alter database ${name} allow_connections false`);
    await outside.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
    await work();
  } finally {
    await outside.query(`alter database ${name} allow_connections true`);
    await outside.end();
  }
}

test("keeps what it knows while the database is away, says so, and runs nothing twice", async () => {
  const lines: string[] = [];
  const write = (_: object, message: string) => {
    lines.push(message);
  };
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let begun = 0;
  const app = await start(
    (client) => [
      client.createFunction({ id: "kept", retries: 0, triggers: [{ event: "t/kept" }] }, async () => {
        begun++;
        await gate;
      }),
    ],
    { logger: { debug: () => {}, info: () => {}, warn: write, error: write }, timing: { beatMs: 50, pollMs: 50 } },
  );
  await app.client.send(Array.from({ length: 100 }, () => ({ name: "t/kept" })));
  await eventually(() => expect(begun).toBe(100));
  await withoutDatabase(async () => {
    open();
    await expect.poll(() => lines.some((line) => line.includes("could not write"))).toBe(true);
  });
  await drained(app);
  expect(begun).toBe(100);
  await expect.poll(() => app.engine.health().ok).toBe(true);
});
