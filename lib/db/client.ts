import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/lib/env";
import { SECOND_MS } from "@/lib/time";
import { PrismaClient } from "@/prisma/generated/client";

const POOL_MAX = 20;
// Without UTC the adapter stores and reads timestamptz shifted by the session's offset. The page cost is that of solid
// state: with the default, made for turning disks, the planner reads whole tables where an index has the answer.
const SESSION = "-c TimeZone=UTC -c random_page_cost=1.1";

// Transactions that queue for one row, or for a connection on a busy machine, wait instead of failing.
const TRANSACTIONS = { maxWait: 10 * SECOND_MS, timeout: 20 * SECOND_MS };

type Connections = { pool: pg.Pool; db: PrismaClient };

// Next evaluates this module once a module graph (pages, routes, instrumentation): they share one pool.
const shared = globalThis as typeof globalThis & { atelyaConnections?: Connections };

function connect(): Connections {
  const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: POOL_MAX, options: SESSION });
  return { pool, db: new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: TRANSACTIONS }) };
}

function connections(): Connections {
  shared.atelyaConnections ??= connect();
  return shared.atelyaConnections;
}

/** The Prisma client, for everything but hot paths. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get: (_, property) => Reflect.get(connections().db, property),
});

/** The pool under it, for typed raw SQL on the hot paths. */
export function sqlPool(): pg.Pool {
  return connections().pool;
}

/** Ends every connection; for tests and a graceful stop. */
export async function disconnect(): Promise<void> {
  const open = shared.atelyaConnections;
  shared.atelyaConnections = undefined;
  await open?.db.$disconnect();
  await open?.pool.end();
}
