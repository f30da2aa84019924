import pg from "pg";
import type { EngineLogger } from "./types";

const CHANNEL = "engine_wake";
const REJOIN_MS = 1_000;
// A connection whose other end has gone without a word looks like one on which nothing happens.
const ASKING = { askEveryMs: 5_000, answerMs: 5_000 };
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

/**
 * Calls `onWake` at each notice, over a connection of its own that nobody else can take. It is asked every few seconds whether
 * it lives and renewed when it does not answer; meanwhile the poll finds what is due.
 */
export function listen(
  config: pg.ClientConfig,
  logger: EngineLogger,
  onWake: () => void,
  { askEveryMs, answerMs } = ASKING,
): { stop: () => void } {
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function join(): Promise<void> {
    const joined = new pg.Client(config);
    client = joined;
    joined.on("error", (error) => lose(joined, error));
    joined.on("end", () => lose(joined, new Error("The connection was closed.")));
    joined.on("notification", onWake);
    try {
      await joined.connect();
      await joined.query(`listen ${CHANNEL}`);
      // What was said before is not repeated.
      onWake();
      askAgain(joined);
    } catch (error) {
      lose(joined, error);
    }
  }

  function askAgain(joined: pg.Client): void {
    if (client !== joined) return;
    timer = setTimeout(async () => {
      const tooLong = setTimeout(() => lose(joined, new Error("The connection does not answer.")), answerMs);
      await joined.query("select 1").catch((error) => lose(joined, error));
      clearTimeout(tooLong);
      askAgain(joined);
    }, askEveryMs);
  }

  function lose(lost: pg.Client, error: unknown): void {
    if (client !== lost) return;
    leave();
    if (stopped) return;
    logger.warn({ err: error }, "the engine's listening connection broke and is renewed");
    timer = setTimeout(() => void join(), REJOIN_MS);
  }

  function leave(): void {
    clearTimeout(timer);
    const left = client;
    client = undefined;
    // A question that waits for its answer makes this end the socket at once.
    left?.end().catch(() => undefined);
  }

  void join();
  return {
    stop: () => {
      stopped = true;
      leave();
    },
  };
}
