import type { InboundEvent } from "@/prisma/generated/client";
import type { InboundProvider } from "./schema";

/** A request of a provider. The bytes are exactly those that came. */
export type InboundRequest = {
  headers: Headers;
  rawBody: Buffer;
  /** Of the route's path. */
  params: Readonly<Record<string, string>>;
  now: Date;
};

/** Whose an inbound event is, as far as it is known. */
export type InboundTenant = {
  organizationId: string;
  workspaceId?: string | undefined;
  connectionId?: string | undefined;
};

/** One event of a request. */
export type InboundItem = {
  /** Unique with the provider, and the same on every repeat. */
  externalId: string;
  /** As the provider names it; it picks the handler. */
  type: string;
  occurredAt: Date;
  /** What the handler is given; kept as JSON. */
  payload: unknown;
  tenant?: InboundTenant | undefined;
  /** Whom it is about at the provider: how parked events are found once that is linked. */
  subject?: string | undefined;
  /** Why nothing is to be done about it, where that shows at once. */
  ignoredBecause?: string | undefined;
};

/** What a request carried. `answer` takes the place of the receipt where a protocol asks for one of its own. */
export type ParsedRequest = {
  items: readonly InboundItem[];
  answer?: { status: number; body?: unknown };
};

/** An inbound event as a handler is given it. */
export type HandlerCall = {
  row: InboundEvent;
  payload: unknown;
  now: Date;
};

/** What handling came to. `tenant` is written to the event's row, so that its owner sees it. */
export type HandlerResult = { tenant?: InboundTenant | undefined } & (
  | { status: "handled"; eventId?: string | undefined; note?: string }
  | { status: "ignored" | "parked"; reason: string }
);

/**
 * Acts on one event. It may run late, twice, and out of order: it compares the provider's times, and does nothing twice.
 * Throws for our own trouble alone; it is then tried again.
 */
export type InboundHandler = (call: HandlerCall) => Promise<HandlerResult>;

/** Events that were parked in a span of time, so many at most. */
export type ParkedSpan = { since: Date; until: Date; max: number };

export type Receiver<Verified = unknown> = {
  name: InboundProvider;
  /** A larger body is refused with 413, unread. */
  bodyBytesMax: number;
  /** Verified requests a minute that one sender (by `limitKey`) may make; unlimited when absent. */
  requestsPerMinuteMax?: number;
  limitKey?(request: InboundRequest): string;
  /** Whether its variables are set; its route is 404 otherwise. */
  isConfigured(): boolean;
  /**
   * Verifies the raw bytes; nothing of a request that fails is stored. Throws `unauthenticated` (401), `malformed` (400)
   * where the provider's own rules ask for that, or `not_found`. What it returns is handed to `parse`.
   */
  verify(request: InboundRequest): Promise<Verified>;
  /** Takes a verified request apart. Throws `malformed`. */
  parse(request: InboundRequest, verified: Verified): ParsedRequest | Promise<ParsedRequest>;
  /** By type; whatever has none here is ignored. */
  on: Readonly<Record<string, InboundHandler>>;
  /**
   * Whether somebody here owns what a parked event's `subject` names by now: it may have been linked while its handler
   * ran. It is then handled again at once. Without this, parked events wait for `handleAgain`.
   */
  isOwned?(subject: string): Promise<boolean>;
  /** The ids of parked events whose subject somebody here owns by now, for the sweeper: a crash kept them from the above. */
  ownedParked?(parked: ParkedSpan): Promise<string[]>;
};

/** Declares a receiver: all that differs from one provider to the next. `receive` and `processInbound` do the rest. */
export function defineReceiver<Verified>(receiver: Receiver<Verified>): Receiver<Verified> {
  return receiver;
}
