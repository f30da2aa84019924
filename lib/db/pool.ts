import pg from "pg";
import { retryingConflicts } from "./conflicts";
import { markDatabaseError } from "./trouble";

/**
 * A pool whose single statements are tried again when another transaction's lock order ended them, whose errors are
 * marked as the database's, and which gives up a connection that has not answered in time.
 */
export class Pool extends pg.Pool {
  constructor(config: pg.PoolConfig) {
    super(config);
    // An idle connection that breaks is taken out by the pool; unheard, the event would end the process.
    this.on("error", () => undefined);
    this.on("connect", watchConnection);
    const once = marked(pg.Pool.prototype.query.bind(this) as Work);
    // Callbacks, which nothing here uses, go through as they are: only a promise can be tried again.
    const query: Work = (...args) =>
      typeof args.at(-1) === "function" ? once(...args) : retryingConflicts(() => once(...args));
    this.query = query as typeof this.query;
    this.connect = marked(pg.Pool.prototype.connect.bind(this) as Work) as typeof this.connect;
  }
}

type Work = (...args: unknown[]) => Promise<unknown>;

// The pool's own query passes a callback to connect, and hands its errors on through the promise of the query.
function marked(work: Work): Work {
  return (...args) => {
    if (typeof args.at(-1) === "function") return work(...args);
    return work(...args).catch((error) => Promise.reject(markDatabaseError(error)));
  };
}

function watchConnection(client: pg.ClientBase): void {
  // One that breaks while a transaction has it: its statements fail; unheard, the event would end the process.
  client.on("error", markDatabaseError);
  const once = marked(client.query.bind(client) as Work);
  const query: Work = (...args) =>
    typeof args.at(-1) === "function" ? once(...args) : once(...args).catch((error) => giveUp(client, error));
  client.query = query as typeof client.query;
}

// Its answer may still come, for nobody: whoever got this connection next would wait behind it.
function giveUp(client: pg.ClientBase, error: unknown): Promise<never> {
  const isLate = error instanceof Error && error.message === "Query read timeout";
  if (isLate && client instanceof pg.Client) client.end().catch(() => undefined);
  return Promise.reject(error);
}
