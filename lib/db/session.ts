import type pg from "pg";
import { parse } from "pg-connection-string";
import { SECOND_MS } from "@/lib/time";

/** What a pool's sessions may take of time. All in milliseconds. */
export type SessionLimits = {
  /** A lock that is not had by then is given up (55P03): somebody's open transaction must not hold up everybody. */
  lockMs: number;
  /** A statement that takes longer is cancelled by the server (57014). */
  statementMs: number;
};

// The page cost is that of solid state: with the default, made for turning disks, the planner reads whole tables where an
// index has the answer.
const SETTINGS = { TimeZone: "UTC", random_page_cost: "1.1" };
// A transaction of ours that its process has left open (frozen, or cut off) frees its locks after it.
const IDLE_IN_TRANSACTION_MS = 10 * SECOND_MS;
const CONNECT_MS = 3 * SECOND_MS;
const KEEP_ALIVE_AFTER_MS = 5 * SECOND_MS;
// Over the server's own limit: an answer that has not come by then never will, and the connection is given up.
const ANSWER_GRACE_MS = 2 * SECOND_MS;

/**
 * The configuration of a pool: where, and what each of its sessions is held to. `options` of the connection string stay,
 * ours come after them and win: node-postgres would let the string's replace ours, and times would shift by its zone.
 */
export function sessionConfig(connectionString: string, name: string, limits: SessionLimits): pg.PoolConfig {
  const { options: given, ...place } = parse(connectionString);
  const settings = {
    ...SETTINGS,
    lock_timeout: limits.lockMs,
    statement_timeout: limits.statementMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  };
  const options = Object.entries(settings).map(([key, value]) => `-c ${key}=${value}`);
  return {
    ...(place as pg.PoolConfig),
    application_name: `atelyaos-webhooks ${name}`,
    options: [given, ...options].filter(Boolean).join(" "),
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    query_timeout: limits.statementMs + ANSWER_GRACE_MS,
  };
}
