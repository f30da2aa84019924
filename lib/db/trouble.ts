import { errorLinks } from "./error-codes";

/**
 * What keeps the database from answering: `away` (not reachable, starting, stopping, or it takes no writes), `busy` (no
 * answer, lock or connection in time), `full` (disk, memory or connections are used up).
 */
export type DatabaseTrouble = "away" | "busy" | "full";

// Source: PostgreSQL's appendix A, by code and then by class.
const STATES: Record<string, DatabaseTrouble> = {
  "57014": "busy", // query_canceled: by statement_timeout, for nothing of ours cancels
  "57P01": "away", // admin_shutdown
  "57P02": "away", // crash_shutdown
  "57P03": "away", // cannot_connect_now: it starts up
  "57P04": "away", // database_dropped
  "57P05": "busy", // idle_session_timeout
  "55P03": "busy", // lock_not_available: by lock_timeout
  "40P01": "busy", // deadlock_detected, after every try
  "40001": "busy", // serialization_failure, after every try
  "25P03": "busy", // idle_in_transaction_session_timeout
  "25P04": "busy", // transaction_timeout
  "25006": "away", // read_only_sql_transaction: a standby
  "3D000": "away", // invalid_catalog_name: no such database
  "58030": "away", // io_error
};
const STATE_CLASSES: Record<string, DatabaseTrouble> = {
  "08": "away", // connection exceptions
  "28": "away", // invalid authorization
  "53": "full", // insufficient resources
};

// Source: Prisma's error reference.
const PRISMA: Record<string, DatabaseTrouble> = {
  P1000: "away", // authentication failed
  P1001: "away", // cannot be reached
  P1002: "busy", // reached, and timed out
  P1003: "away", // no such database
  P1008: "busy", // an operation timed out
  P1010: "away", // access denied
  P1011: "away", // TLS
  P1017: "away", // the server closed the connection
  P2024: "busy", // no connection in time
  P2028: "busy", // a transaction did not start or end in time
  P2034: "busy", // a write conflict, after every try
  P2037: "full", // too many connections
};

// What Prisma's adapter makes of a driver's error, where its raw queries hand on nothing else.
const ADAPTER_KINDS: Record<string, DatabaseTrouble> = {
  DatabaseNotReachable: "away",
  ConnectionClosed: "away",
  TlsConnectionError: "away",
  SocketTimeout: "busy",
};

// What node-postgres says without a code.
const MESSAGES: [RegExp, DatabaseTrouble][] = [
  [/^Connection terminated due to connection timeout/, "away"],
  [/^(Connection terminated|Client (has encountered a connection error|was closed) and is not queryable)/, "away"],
  [/^Cannot use a pool after calling end on the pool/, "away"],
  [/^(timeout exceeded when trying to connect|Query read timeout)/, "busy"],
];

/** A door's patience is at its end. What it waited for goes on; `changes` is whether that may still store something. */
export class LateError extends Error {
  constructor(readonly changes: boolean) {
    super("The database did not answer in time.");
  }
}

const SQLSTATE = /^[0-9A-Z]{5}$/;
const MARK = Symbol.for("atelyaos.database-error");

/** Marks an error as the database's own, for a socket's ECONNREFUSED reads the same whoever was called. Answers it. */
export function markDatabaseError<T>(error: T): T {
  if (typeof error === "object" && error !== null) {
    Object.defineProperty(error, MARK, { value: true, configurable: true });
  }
  return error;
}

/** What an error says of the database, or undefined for any other error: a broken constraint, a mistake of ours, a person's input. */
export function databaseTrouble(error: unknown): DatabaseTrouble | undefined {
  if (error instanceof LateError) return "busy";
  const links = errorLinks(error);
  for (const link of links) {
    const found =
      codeTrouble(link.code) ??
      codeTrouble(link.originalCode) ??
      kindTrouble(link.kind) ??
      messageTrouble(link.message);
    if (found) return found;
  }
  // Whatever has a system call of the operating system beneath it, and came from a connection to the database.
  const isSocket = links.some(isMarked) && links.some(({ syscall }) => typeof syscall === "string");
  return isSocket ? "away" : undefined;
}

function isMarked(link: Record<string | symbol, unknown>): boolean {
  return link[MARK] === true;
}

function codeTrouble(code: unknown): DatabaseTrouble | undefined {
  if (typeof code !== "string") return undefined;
  if (Object.hasOwn(PRISMA, code)) return PRISMA[code];
  if (!SQLSTATE.test(code)) return undefined;
  return STATES[code] ?? STATE_CLASSES[code.slice(0, 2)];
}

function kindTrouble(kind: unknown): DatabaseTrouble | undefined {
  return typeof kind === "string" && Object.hasOwn(ADAPTER_KINDS, kind) ? ADAPTER_KINDS[kind] : undefined;
}

function messageTrouble(message: unknown): DatabaseTrouble | undefined {
  if (typeof message !== "string") return undefined;
  return MESSAGES.find(([pattern]) => pattern.test(message))?.[1];
}

// The statement was sent and its answer never came: it may have been done.
const UNSETTLED_CODE = /^(57P0[12]|08(003|006|007)|P1008|P1017|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const UNSETTLED_MESSAGE = /^(Query read timeout|Connection terminated)/;
const NEVER_SENT = /^Connection terminated due to connection timeout/;

/** Whether what failed may have been done all the same: its connection broke, or its answer did not come. */
export function mayBeDone(error: unknown): boolean {
  if (error instanceof LateError) return error.changes;
  const links = errorLinks(error);
  if (links.some(({ message }) => typeof message === "string" && NEVER_SENT.test(message))) return false;
  return links.some(
    ({ code, kind, message }) =>
      (typeof code === "string" && UNSETTLED_CODE.test(code)) ||
      kind === "ConnectionClosed" ||
      kind === "SocketTimeout" ||
      (typeof message === "string" && UNSETTLED_MESSAGE.test(message)),
  );
}
