import type pg from "pg";
import type { Accept } from "./intake";
import { dropStoredEvents, readStoredEvents, type StoredEvent } from "./queue-insert";
import { storedEvent } from "./send-request";
import type { EngineLogger, QueuedEvent } from "./types";

const EVENTS_MAX = 500;

type Options = { pool: pg.Pool; logger: EngineLogger; accept: Accept };

/**
 * Starts the runs of events that came in where no engine runs, a bounded number of them; true when there may be more. Never throws:
 * what could not be routed is routed the next time.
 */
export async function routeStored({ pool, logger, accept }: Options): Promise<boolean> {
  try {
    const stored = await readStoredEvents(pool, EVENTS_MAX);
    if (stored.length === 0) return false;
    // Ids make a second routing harmless: by another process now, or by the next one after a crash in between.
    await accept(stored.flatMap((event) => read(event, logger)));
    await dropStoredEvents(
      pool,
      stored.map(({ id }) => id),
    );
    return stored.length === EVENTS_MAX;
  } catch (error) {
    logger.warn({ err: error }, "events that were kept for the engine could not be routed; it tries again");
    return false;
  }
}

// One that cannot be read would hold up all others for ever.
function read(stored: StoredEvent, logger: EngineLogger): QueuedEvent[] {
  try {
    return [storedEvent(stored)];
  } catch (error) {
    logger.error(
      { err: error, eventId: stored.id },
      "an event that was kept for the engine cannot be read and is dropped",
    );
    return [];
  }
}
