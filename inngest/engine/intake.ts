import type pg from "pg";
import { groupCommit } from "@/lib/db/group-commit";
import { createNotifier } from "./notify";
import { type StoredEvent, storeEvents } from "./queue-insert";
import { RefusedRequest, readSendRequest } from "./send-request";
import type { QueuedEvent } from "./types";

const EVENT_PATH = /^\/e\/[^/]+$/;

/** Takes in events; resolves once they are durable. */
export type Accept = (events: readonly QueuedEvent[]) => Promise<void>;

/** The intake of a process in which no engine runs: events are kept, and the next engine routes them. */
export function createStoringIntake(pool: pg.Pool): Accept {
  const notify = createNotifier(pool);
  const store = groupCommit<StoredEvent, void>(
    async (events) => {
      await storeEvents(pool, events);
      return events.map(() => undefined);
    },
    { itemsMax: 1_000, writersMax: 2 },
  );
  return async (events) => {
    await store(events);
    notify();
  };
}

/**
 * A `fetch` for the SDK's client that serves its event API from this process. `accept` is asked for at every send, as an
 * engine may have started since.
 */
export function createIntakeFetch(accept: () => Accept): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!EVENT_PATH.test(url.pathname) || init?.method !== "POST") {
      return Response.json(
        { error: `The embedded engine has no ${init?.method ?? "GET"} ${url.pathname}.`, status: 501 },
        { status: 501 },
      );
    }
    try {
      const seed = new Headers(init.headers).get("x-inngest-event-id-seed") ?? undefined;
      const events = readSendRequest(String(init.body), seed);
      await accept()(events);
      return Response.json({ ids: events.map(({ id }) => id), status: 200 });
    } catch (error) {
      if (!(error instanceof RefusedRequest)) throw error;
      return Response.json({ error: error.message, status: error.status }, { status: error.status });
    }
  };
}
