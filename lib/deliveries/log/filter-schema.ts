import { z } from "zod";
import { DAY_MS, HOUR_MS } from "@/lib/time";

/** A delivery's life, in the order in which it is lived. */
export const DELIVERY_STATUSES = ["pending", "retrying", "delivered", "failed", "cancelled"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Spans that the log offers, counted back from now. */
export const TIME_SPANS = {
  "1h": { label: "Last hour", ms: HOUR_MS },
  "24h": { label: "Last 24 hours", ms: DAY_MS },
  "7d": { label: "Last 7 days", ms: 7 * DAY_MS },
} as const;
export type TimeSpan = keyof typeof TIME_SPANS;

const moment = z.iso.datetime({ offset: true, local: false });

/** What the log can be narrowed by, in the spelling of the page's address. What cannot be read counts as not said, so that an old link still opens. */
export const deliveryFilterParams = z.object({
  status: z.enum(DELIVERY_STATUSES).optional().catch(undefined),
  event: z
    .string()
    .regex(/^[a-z_]+(\.[a-z_]+)+$/)
    .max(80)
    .optional()
    .catch(undefined),
  bridge: z
    .string()
    .regex(/^(br|sub)_[0-9A-Z]{26}$/)
    .optional()
    .catch(undefined),
  time: z
    .enum(Object.keys(TIME_SPANS) as [TimeSpan, ...TimeSpan[]])
    .optional()
    .catch(undefined),
  since: moment.optional().catch(undefined),
  until: moment.optional().catch(undefined),
});
export type DeliveryFilterParams = z.infer<typeof deliveryFilterParams>;

/** Reads filters from an address's query. `time` stands for a span that ends now; `since` and `until` for a span of their own. */
export function readFilterParams(query: URLSearchParams): DeliveryFilterParams {
  return deliveryFilterParams.parse(Object.fromEntries(query));
}

/** The filters as a query, in a fixed order, without what is not said. */
export function writeFilterParams(filters: DeliveryFilterParams): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of Object.keys(deliveryFilterParams.shape) as (keyof DeliveryFilterParams)[]) {
    const value = filters[name];
    if (value) query.set(name, value);
  }
  return query;
}

/** Whether anything narrows the log. */
export function isFiltered(filters: DeliveryFilterParams): boolean {
  return writeFilterParams(filters).size > 0;
}
