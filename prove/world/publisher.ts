import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { SECOND_MS } from "@/lib/time";
import type { PublishedEvent, Request } from "../judge/ledger";
import { postEvents } from "./post-events";

export type PublisherOptions = {
  apiKey: string;
  workspaceId: string;
  /** An example of the data of `EVENT_TYPE`; its workroom is named after each event. */
  data: { workroom: object };
  /** Where the app answers now; requests go to each in turn. */
  targets: () => readonly string[];
  signal: AbortSignal;
};

export const EVENT_TYPE = "workroom.completed";

const TICK_MS = 5;
const RETRY_MS = 500;
const RETRY_MS_MAX = 5 * SECOND_MS;
const GIVE_UP_MS = 150 * SECOND_MS;

/**
 * Publishes over the public API at a steady rate, whatever the answers are, and keeps its own ledger. A request without a
 * 202 is repeated as the same publish: every other one has an Idempotency-Key, the rest ids of their own.
 */
export class Publisher {
  readonly events: PublishedEvent[] = [];
  readonly requests: Request[] = [];
  private readonly run = randomBytes(5).toString("hex");
  private readonly pending = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private turn = 0;

  constructor(private readonly options: PublisherOptions) {}

  /** Begins to publish so many events a second, one a request. */
  start(perSecond: number): void {
    const startedAt = performance.now();
    let begun = 0;
    this.timer = setInterval(() => {
      const due = Math.floor(((performance.now() - startedAt) / SECOND_MS) * perSecond);
      for (; begun < due; begun++) void this.publish(1);
    }, TICK_MS);
  }

  /** Begins nothing new, and waits until every publish was answered or given up. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    while (this.pending.size > 0) await Promise.all(this.pending);
  }

  /** Publishes up to a hundred events in one request. Resolves when they were answered with 202 or given up. */
  publish(count: number): Promise<void> {
    const work = this.untilAnswered(count).finally(() => this.pending.delete(work));
    this.pending.add(work);
    return work;
  }

  private async untilAnswered(count: number): Promise<void> {
    const { signal } = this.options;
    const sentAt = Date.now();
    const events = Array.from({ length: count }, (): PublishedEvent => {
      const event = { key: `wr_${this.run}_${this.events.length}`, sentAt };
      this.events.push(event);
      return event;
    });
    const publish = this.describe(events);
    while (!signal.aborted) {
      const { request, answer, retryAfterSeconds } = await postEvents(this.nextTarget(), publish);
      this.requests.push(request);
      if (answer) {
        answer.forEach(({ id, deliveries }, index) => {
          Object.assign(events[index] ?? {}, { answeredAt: request.at + request.tookMs, id, deliveries });
        });
        return;
      }
      // What the API calls wrong stays wrong.
      const isRefused = typeof request.status === "number" && request.status < 500 && request.status !== 429;
      if (isRefused || Date.now() - sentAt > GIVE_UP_MS) break;
      const waitMs = retryAfterSeconds ? Math.min(retryAfterSeconds * SECOND_MS, RETRY_MS_MAX) : RETRY_MS;
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
    }
    for (const event of events) event.wasGivenUp = true;
  }

  private describe(events: readonly PublishedEvent[]) {
    const { apiKey, workspaceId, data } = this.options;
    const hasOwnIds = this.turn++ % 2 === 0;
    const bodies = events.map(({ key }) => ({
      type: EVENT_TYPE,
      workspace_id: workspaceId,
      data: { ...data, workroom: { ...data.workroom, id: key } },
      ...(hasOwnIds ? { id: `evt_${key}` } : {}),
    }));
    return { apiKey, bodies, idempotencyKey: hasOwnIds ? undefined : events[0]?.key };
  }

  private nextTarget(): string {
    const targets = this.options.targets();
    return targets[this.requests.length % targets.length] ?? "";
  }
}
