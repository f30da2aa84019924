import pg from "pg";
import { retryingConflicts } from "./conflicts";
import { markDatabaseError } from "./trouble";

export type PoolOptions = {
  /** Told when a statement's answer did not come: on the steady clock, when it was asked. */
  onSilence?: (askedAt: number) => void;
};

/**
 * A pool whose single statements are tried again when another transaction's lock order ended them, whose errors are
 * marked as the database's, and which gives up a connection that has not answered in time.
 */
export class Pool extends pg.Pool {
  // When each idle connection last answered, on the steady clock.
  private readonly idleSince = new Map<pg.PoolClient, number>();

  constructor(config: pg.PoolConfig, { onSilence = (askedAt) => this.giveUpSilent(askedAt) }: PoolOptions = {}) {
    super(config);
    // An idle connection that breaks is taken out by the pool; unheard, the event would end the process.
    this.on("error", () => undefined);
    const told = tellingSilence(onSilence);
    this.on("connect", (client) => watchConnection(client, told));
    this.on("release", (_, client) => this.idleSince.set(client, performance.now()));
    for (const taken of ["acquire", "remove"] as const) this.on(taken, (client) => this.idleSince.delete(client));
    const once = told(marked(pg.Pool.prototype.query.bind(this) as Work));
    // Callbacks, which nothing here uses, go through as they are: only a promise can be tried again.
    const query: Work = (...args) =>
      typeof args.at(-1) === "function" ? once(...args) : retryingConflicts(() => once(...args));
    this.query = query as typeof this.query;
    this.connect = marked(pg.Pool.prototype.connect.bind(this) as Work) as typeof this.connect;
  }

  /**
   * Gives up those idle connections that were last heard of before a moment: where one lost its way to the database
   * without a word, as in a failover that drops packets, so did all others of its age.
   */
  giveUpSilent(askedAt: number): void {
    for (const [client, heardAt] of [...this.idleSince]) {
      // The pool takes out an idle connection that reports an error.
      if (heardAt < askedAt)
        client.emit("error", new Error("The database was silent on a connection of the same age."));
    }
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

function watchConnection(client: pg.ClientBase, told: (work: Work) => Work): void {
  // One that breaks while a transaction has it: its statements fail; unheard, the event would end the process.
  client.on("error", markDatabaseError);
  const once = told(marked(client.query.bind(client) as Work));
  const query: Work = (...args) =>
    typeof args.at(-1) === "function" ? once(...args) : once(...args).catch((error) => giveUp(client, error));
  client.query = query as typeof client.query;
}

function tellingSilence(onSilence: (askedAt: number) => void): (work: Work) => Work {
  return (work) =>
    (...args) => {
      if (typeof args.at(-1) === "function") return work(...args);
      const askedAt = performance.now();
      return work(...args).catch((error) => {
        if (isLate(error)) onSilence(askedAt);
        return Promise.reject(error);
      });
    };
}

// The server itself ends a statement that takes too long, and says so.
function isLate(error: unknown): boolean {
  return error instanceof Error && error.message === "Query read timeout";
}

// Its answer may still come, for nobody: whoever got this connection next would wait behind it.
function giveUp(client: pg.ClientBase, error: unknown): Promise<never> {
  if (isLate(error) && client instanceof pg.Client) client.end().catch(() => undefined);
  return Promise.reject(error);
}
