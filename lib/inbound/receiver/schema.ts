import { z } from "zod";

/** Who sends us events of their own accord. */
export const INBOUND_PROVIDERS = ["stripe", "whatsapp", "mcp"] as const;
export type InboundProvider = (typeof INBOUND_PROVIDERS)[number];

/**
 * Where an inbound event stands. `received`: stored, its handler is still to come. `parked`: it waits for its sender's
 * account to be linked to somebody here. `failed`: our own trouble, and the tries are used up.
 */
export const INBOUND_STATUSES = ["received", "handled", "ignored", "parked", "failed"] as const;
export type InboundStatus = (typeof INBOUND_STATUSES)[number];

/** What became of what a request carried. */
export const receiptOutcome = z.enum(["handled", "ignored", "duplicate"]);
export type ReceiptOutcome = z.infer<typeof receiptOutcome>;

/**
 * What a provider is answered. `handled`: stored, and on its way to its handler. A request that carried several answers
 * as `batch`, with how many came to what.
 */
export type Receipt = {
  id: string;
  type: string;
  outcome: ReceiptOutcome;
  /** Why it was ignored. */
  reason?: string;
  counts?: Partial<Record<ReceiptOutcome, number>>;
};
