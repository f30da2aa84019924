import pg from "pg";
import { retryingConflicts } from "./conflicts";

/** A pool whose single statements are tried again when another transaction's lock order ended them. */
export class Pool extends pg.Pool {
  constructor(config: pg.PoolConfig) {
    super(config);
    // An idle connection that breaks is taken out by the pool; unheard, the event would end the process.
    this.on("error", () => undefined);
    const once = pg.Pool.prototype.query.bind(this) as (...args: unknown[]) => Promise<unknown>;
    // Callbacks, which nothing here uses, go through as they are: only a promise can be tried again.
    const query = (...args: unknown[]) =>
      typeof args.at(-1) === "function" ? once(...args) : retryingConflicts(() => once(...args));
    this.query = query as typeof this.query;
  }
}
