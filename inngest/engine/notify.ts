import type pg from "pg";
import type { EngineLogger } from "./types";

const CHANNEL = "engine_wake";
const REJOIN_MS = 1_000;
// A NOTIFY takes a lock over the whole database at commit, so a burst of sends is worth one.
const NOTIFY_EVERY_MS = 50;

/** Tells every engine that something new is due; calls within a few milliseconds share one notice. */
export function createNotifier(pool: pg.Pool): () => void {
  let pending = false;
  return () => {
    if (pending) return;
    pending = true;
    setTimeout(() => {
      pending = false;
      // A lost notice costs one poll interval.
      pool.query(`notify ${CHANNEL}`).catch(() => undefined);
    }, NOTIFY_EVERY_MS).unref();
  };
}

/** Calls `onWake` at each notice, over a connection of its own that is renewed when it breaks. */
export function listen(pool: pg.Pool, logger: EngineLogger, onWake: () => void): { stop: () => void } {
  let stopped = false;
  let client: pg.PoolClient | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function join(): Promise<void> {
    try {
      const joined = await pool.connect();
      client = joined;
      if (stopped) return leave();
      joined.on("notification", onWake);
      joined.on("error", (error) => {
        logger.warn({ err: error }, "the engine's listening connection broke and is renewed");
        leave(error);
        rejoin();
      });
      await joined.query(`listen ${CHANNEL}`);
    } catch (error) {
      leave(error as Error);
      rejoin();
    }
  }

  function leave(error?: Error): void {
    const left = client;
    client = undefined;
    left?.removeAllListeners("notification");
    // Destroyed, not pooled: a pooled connection would go on listening.
    left?.release(error ?? true);
  }

  function rejoin(): void {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void join(), REJOIN_MS);
  }

  void join();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      leave();
    },
  };
}
