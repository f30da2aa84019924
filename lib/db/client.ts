import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { SECOND_MS } from "@/lib/time";
import { PrismaClient } from "@/prisma/generated/client";
import { retryingConflicts } from "./conflicts";
import { Pool } from "./pool";
import { type SessionLimits, sessionConfig } from "./session";

// Three pools, so that none can take another's connections: what people and programs ask for, what delivers, and what
// says that this process lives.
const POOLS = {
  doors: { max: 14, limits: { lockMs: 3 * SECOND_MS, statementMs: 10 * SECOND_MS } },
  work: { max: 12, limits: { lockMs: 5 * SECOND_MS, statementMs: 10 * SECOND_MS } },
  upkeep: { max: 3, limits: { lockMs: 2 * SECOND_MS, statementMs: 4 * SECOND_MS } },
} satisfies Record<string, { max: number; limits: SessionLimits }>;

type Name = keyof typeof POOLS;

// Transactions that queue for a connection on a busy machine wait instead of failing.
const TRANSACTIONS = { maxWait: 3 * SECOND_MS, timeout: 20 * SECOND_MS };

type Connections = { pools: Map<Name, Pool>; clients: Map<Name, PrismaClient> };

// Next evaluates this module once a module graph (pages, routes, instrumentation): they share the pools.
const shared = globalThis as typeof globalThis & { atelyaConnections?: Connections };

function connections(): Connections {
  shared.atelyaConnections ??= { pools: new Map(), clients: new Map() };
  return shared.atelyaConnections;
}

function poolOf(name: Name): Pool {
  const { pools } = connections();
  const open = pools.get(name);
  if (open) return open;
  const { max, limits } = POOLS[name];
  const pool = new Pool({ ...sessionConfig(env().DATABASE_URL, name, limits), max }, { onSilence });
  pools.set(name, pool);
  return pool;
}

// What one pool learns of a lost network, the others need not wait for.
function onSilence(askedAt: number): void {
  for (const pool of connections().pools.values()) pool.giveUpSilent(askedAt);
}

function clientOf(name: Name): PrismaClient {
  const { clients } = connections();
  const open = clients.get(name);
  if (open) return open;
  const client = new PrismaClient({ adapter: new PrismaPg(poolOf(name)), transactionOptions: TRANSACTIONS });
  clients.set(name, client);
  return client;
}

function lazyClient(name: Name): PrismaClient {
  return new Proxy({} as PrismaClient, {
    get: (_, property) => {
      const client = clientOf(name);
      if (property !== "$transaction") return Reflect.get(client, property);
      const transaction = client.$transaction.bind(client) as (...args: unknown[]) => Promise<unknown>;
      return (...args: unknown[]) => retryingConflicts(() => transaction(...args));
    },
  });
}

/** The Prisma client, for everything but hot paths. */
export const db: PrismaClient = lazyClient("doors");

/** The same for what delivers: its connections are not those of pages and the API. */
export const workDb: PrismaClient = lazyClient("work");

/** The pool under `db`, for typed raw SQL on the hot paths. */
export function sqlPool(): Pool {
  return poolOf("doors");
}

/** The pool of what delivers and of the engine's runs. */
export function workPool(): Pool {
  return poolOf("work");
}

/** The pool of heartbeats, leases' renewals and health: deliveries cannot take its connections. */
export function upkeepPool(): Pool {
  return poolOf("upkeep");
}

/** Ends every connection; for tests and a graceful stop. */
export async function disconnect(): Promise<void> {
  const open = shared.atelyaConnections;
  shared.atelyaConnections = undefined;
  await Promise.all([...(open?.clients.values() ?? [])].map((client) => client.$disconnect()));
  await Promise.all([...(open?.pools.values() ?? [])].map((pool) => pool.end()));
}
