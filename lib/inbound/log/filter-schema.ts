import { z } from "zod";
import { idPattern } from "@/lib/ids";
import { INBOUND_PROVIDERS } from "@/lib/inbound/receiver/schema";

/** Where an inbound event stands, as a reader sees it. `retrying`: our own trouble ended a try, and another follows. */
export const INBOUND_OUTCOMES = ["received", "handled", "ignored", "parked", "retrying", "failed"] as const;
export type InboundOutcome = (typeof INBOUND_OUTCOMES)[number];

/** What the Inbound page can be narrowed by, in the spelling of its address. What cannot be read counts as not said. */
export const inboundFilterParams = z.object({
  provider: z.enum(INBOUND_PROVIDERS).optional().catch(undefined),
  outcome: z.enum(INBOUND_OUTCOMES).optional().catch(undefined),
});
export type InboundFilterParams = z.infer<typeof inboundFilterParams>;

export const INBOUND_FILTER_NAMES = Object.keys(inboundFilterParams.shape) as (keyof InboundFilterParams)[];

/** Reads filters from an address's query. */
export function readInboundFilters(query: URLSearchParams): InboundFilterParams {
  return inboundFilterParams.parse(Object.fromEntries(query));
}

/** The filters as a query, in a fixed order, without what is not said. */
export function writeInboundFilters(filters: InboundFilterParams): URLSearchParams {
  return new URLSearchParams(INBOUND_FILTER_NAMES.flatMap((name) => (filters[name] ? [[name, filters[name]]] : [])));
}

/** One page of the list: where it begins, and what the reader holds already. */
export const inboundPageParams = z.object({
  cursor: z.string().regex(idPattern("inbound")).optional(),
  /** The newest that the reader has seen: the answer counts those that came later. */
  after: z.string().regex(idPattern("inbound")).optional(),
  /** Those on the reader's screen that have not ended: the answer tells their present state. */
  watch: z
    .string()
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.string().regex(idPattern("inbound"))).max(100))
    .optional(),
});
export type InboundPageParams = z.infer<typeof inboundPageParams>;

/** Whether more can happen to it by itself. */
export function hasInboundEnded(outcome: InboundOutcome): boolean {
  return outcome !== "received" && outcome !== "retrying";
}
