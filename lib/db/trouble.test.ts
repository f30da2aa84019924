import net from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { PrismaClient } from "@/prisma/generated/client";
import { startThrowawayPostgres } from "@/scripts/postgres/throwaway.mjs";
import { Pool } from "./pool";
import { sessionConfig } from "./session";
import { databaseTrouble, mayBeDone } from "./trouble";

// Every error here is a real one: a server is stopped, a row is locked, a pool is used up.

const pools: Pool[] = [];
// Not awaited: a test that fails may keep a connection, which a pool waits for.
afterEach(() => {
  for (const pool of pools.splice(0)) pool.end().catch(() => undefined);
});

type Settings = {
  url?: string;
  lockMs?: number;
  statementMs?: number;
  max?: number;
  connectMs?: number;
  answerMs?: number;
};

function openPool({ url, lockMs = 200, statementMs = 300, max = 2, connectMs = 5_000, answerMs }: Settings = {}): Pool {
  const config = sessionConfig(url ?? process.env.DATABASE_URL ?? "", "test", { lockMs, statementMs });
  const pool = new Pool({
    ...config,
    max,
    connectionTimeoutMillis: connectMs,
    ...(answerMs === undefined ? {} : { query_timeout: answerMs }),
  });
  pools.push(pool);
  return pool;
}

/** A pool and a Prisma client over it, for what reads through both. */
function openBoth(settings?: Settings) {
  const pool = openPool(settings);
  const db = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 2_000, timeout: 5_000 },
  });
  return { pool, db };
}

function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.unreachable("it should have failed"),
    (error: unknown) => error,
  );
}

const at = (port: number) => `postgresql://nobody:nothing@127.0.0.1:${port}/none`;

describe("away", () => {
  it("where nobody listens", async () => {
    const { pool, db } = openBoth({ url: at(1), connectMs: 20_000 });
    const transaction = db.$transaction(async (tx) => tx.user.count());
    const works = [pool.query("SELECT 1"), pool.connect(), db.user.count(), db.$queryRaw`SELECT 1`, transaction];
    for (const error of await Promise.all(works.map(failureOf))) {
      expect([databaseTrouble(error), mayBeDone(error)]).toEqual(["away", false]);
    }
  });

  it("where its name is not known, or stands for addresses that all refuse", async () => {
    const nowhere = openPool({ url: "postgresql://a:b@no-such-host.invalid/none", connectMs: 5_000 });
    expect(databaseTrouble(await failureOf(nowhere.query("SELECT 1")))).toBe("away");
    const several = openPool({ url: "postgresql://a:b@localhost:1/none" });
    expect(databaseTrouble(await failureOf(several.query("SELECT 1")))).toBe("away");
  });

  it("where a connection is accepted and nothing is said on it", async () => {
    const server = net.createServer(() => undefined).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { pool, db } = openBoth({ url: at((server.address() as net.AddressInfo).port), connectMs: 400 });
    for (const error of await Promise.all([pool.query("SELECT 1"), db.user.count()].map(failureOf))) {
      expect([databaseTrouble(error), mayBeDone(error)]).toEqual(["away", false]);
    }
    server.close();
  });

  it.each([
    ["57P03", "the database system is starting up", "away"],
    ["53300", "sorry, too many clients already", "full"],
    ["28P01", "password authentication failed for user", "away"],
    ["08006", "connection failure", "away"],
  ])("where the server turns connections away: %s, %s", async (code, message, trouble) => {
    const server = refusingServer(code, message);
    await new Promise((resolve) => server.once("listening", resolve));
    const { pool, db } = openBoth({ url: at((server.address() as net.AddressInfo).port) });
    const transaction = db.$transaction(async (tx) => tx.user.count());
    const errors = await Promise.all([pool.query("SELECT 1"), db.user.count(), transaction].map(failureOf));
    expect(errors.map(databaseTrouble)).toEqual([trouble, trouble, trouble]);
    server.close();
  });

  it("where the server ends the connection in the midst of a statement, which may have been done", async () => {
    const { pool, db } = openBoth({ statementMs: 20_000, max: 4, connectMs: 10_000 });
    const client = await pool.connect();
    const works = [
      pool.query("SELECT pg_sleep(10)"),
      client.query("SELECT pg_sleep(10)"),
      db.$queryRaw`SELECT pg_sleep(10)::text`,
      db.$transaction(async (tx) => tx.$queryRaw`SELECT pg_sleep(10)::text`, { maxWait: 20_000 }),
    ].map(failureOf);
    const other = openPool();
    const sleeping = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'";
    await expect.poll(async () => (await other.query(sleeping)).rowCount).toBe(4);
    await other.query(`SELECT pg_terminate_backend(pid) FROM (${sleeping}) s`);
    for (const work of works) {
      const error = await work;
      expect([databaseTrouble(error), mayBeDone(error)]).toEqual(["away", true]);
    }
    client.release(true);
  });

  it("where only reading is allowed", async () => {
    const url = `${process.env.DATABASE_URL}?options=${encodeURIComponent("-c default_transaction_read_only=on")}`;
    const { pool, db } = openBoth({ url });
    const errors = [
      await failureOf(pool.query("DELETE FROM users")),
      await failureOf(db.user.deleteMany()),
      await failureOf(db.$executeRaw`DELETE FROM users`),
    ];
    expect(errors.map(databaseTrouble)).toEqual(["away", "away", "away"]);
  });
});

describe("a server that is stopped", () => {
  let server: Awaited<ReturnType<typeof startThrowawayPostgres>>;
  beforeAll(async () => {
    server = await startThrowawayPostgres();
  });
  afterAll(() => server.stop());

  it("is away to what runs, to open connections and to new ones", async () => {
    const { pool, db } = openBoth({ url: server.url("postgres"), statementMs: 20_000 });
    const idle = await pool.connect();
    const running = failureOf(db.$queryRaw`SELECT pg_sleep(10)::text`);
    await expect
      .poll(async () => (await idle.query("SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(10)%'")).rowCount)
      .toBeGreaterThan(1);
    await server.stop();
    expect(databaseTrouble(await running)).toBe("away");
    expect(databaseTrouble(await failureOf(idle.query("SELECT 1")))).toBe("away");
    idle.release(true);
    const errors = await Promise.all([pool.query("SELECT 1"), db.user.count()].map(failureOf));
    expect(errors.map(databaseTrouble)).toEqual(["away", "away"]);
  });
});

describe("busy", () => {
  it("where a lock is not had in time, or a statement takes too long", async () => {
    const { pool, db } = openBoth({ lockMs: 200, statementMs: 2_000 });
    const holder = await openPool().connect();
    await holder.query("BEGIN; LOCK TABLE users");
    const locked = [
      await failureOf(pool.query("SELECT * FROM users")),
      await failureOf(db.user.count()),
      await failureOf(db.$queryRaw`SELECT id FROM users`),
      await failureOf(db.$transaction(async (tx) => tx.user.deleteMany())),
    ];
    await holder.query("ROLLBACK");
    holder.release();
    const slow = [
      await failureOf(pool.query("SELECT pg_sleep(10)")),
      await failureOf(db.$queryRaw`SELECT pg_sleep(10)::text`),
    ];
    for (const error of [...locked, ...slow]) {
      expect([databaseTrouble(error), mayBeDone(error)]).toEqual(["busy", false]);
    }
  });

  it("where all connections are taken", async () => {
    const { pool, db } = openBoth({ max: 1, connectMs: 400 });
    const holder = await pool.connect();
    const transaction = db.$transaction(async (tx) => tx.user.count());
    const works = [pool.query("SELECT 1"), pool.connect(), db.user.count(), transaction];
    for (const error of await Promise.all(works.map(failureOf))) {
      expect([databaseTrouble(error), mayBeDone(error)]).toEqual(["busy", false]);
    }
    holder.release();
  });

  it("where an answer does not come, which leaves open whether it was done; the connection is given up", async () => {
    const pool = openPool({ max: 1, statementMs: 20_000, answerMs: 300 });
    const client = await pool.connect();
    const error = await failureOf(client.query("SELECT pg_sleep(5)"));
    expect([databaseTrouble(error), mayBeDone(error)]).toEqual(["busy", true]);
    client.release();
    // Behind the statement that still runs it would come too late again.
    await expect(pool.query("SELECT 1 AS one")).resolves.toMatchObject({ rows: [{ one: 1 }] });
  });

  it("where a transaction was left open for too long", async () => {
    const pool = openPool();
    const client = await pool.connect();
    await client.query("SET idle_in_transaction_session_timeout = 100; BEGIN; SELECT 1");
    const ended = new Promise((resolve) => client.once("error", resolve));
    expect(databaseTrouble(await ended)).toBe("busy");
    client.release(true);
  });
});

describe("full", () => {
  it("where a role has no connection left", async () => {
    const owner = openPool({ statementMs: 5_000 });
    const role = `narrow_${Date.now()}`;
    await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD 'narrow' CONNECTION LIMIT 0`);
    const url = new URL(process.env.DATABASE_URL ?? "");
    Object.assign(url, { username: role, password: "narrow" });
    const { pool, db } = openBoth({ url: url.href });
    const errors = await Promise.all([pool.query("SELECT 1"), db.user.count()].map(failureOf));
    expect(errors.map(databaseTrouble)).toEqual(["full", "full"]);
    await owner.query(`DROP ROLE ${role}`);
  });

  it("where a file may not grow", async () => {
    const pool = openPool({ max: 1, statementMs: 5_000 });
    await pool.query("SET temp_file_limit = 0; SET work_mem = '64kB'");
    const error = await failureOf(pool.query("SELECT count(*) FROM generate_series(1, 100000)"));
    expect(databaseTrouble(error)).toBe("full");
  });

  it("where the disk is full", () => {
    const error = Object.assign(new Error("could not extend file: No space left on device"), { code: "53100" });
    expect(databaseTrouble(error)).toBe("full");
    expect(databaseTrouble(new Error("outer", { cause: { meta: { driverAdapterError: { cause: error } } } }))).toBe(
      "full",
    );
  });
});

describe("no trouble of the database's", () => {
  it("is a statement that is wrong, a row that is there already, or what somebody else did not answer", async () => {
    const { pool, db } = openBoth();
    const [first, again] = [1, 2].map((n) => ({ id: `org_${n}`, name: "Twin", slug: `twin-${process.pid}` }));
    await db.organization.create({ data: first as { id: string; name: string; slug: string } });
    const errors = [
      await failureOf(pool.query("SELEC 1")),
      await failureOf(pool.query("SELECT 'x'::int")),
      await failureOf(db.organization.create({ data: again as { id: string; name: string; slug: string } })),
      await failureOf(fetch("http://127.0.0.1:1")),
      new AppError("invalid", "no"),
      new TypeError("undefined is not a function"),
      undefined,
      "Connection terminated",
    ];
    expect(errors.map(databaseTrouble)).toEqual(errors.map(() => undefined));
  });
});

// Speaks just enough of PostgreSQL's protocol to refuse: whatever is said first is answered by an ErrorResponse.
function refusingServer(code: string, message: string): net.Server {
  const fields = [`SFATAL`, `VFATAL`, `C${code}`, `M${message}`].map((field) => `${field}\0`).join("");
  const body = Buffer.from(`${fields}\0`);
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.byteLength + 4);
  return net
    .createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => socket.end(Buffer.concat([Buffer.from("E"), length, body])));
    })
    .listen(0, "127.0.0.1");
}
