import type { DeliveryFilterParams } from "@/lib/deliveries/log/filter-schema";

/** Whole days in the reader's zone, both included, as date fields write them ("2026-11-23"); empty where open. */
export type DayRange = { from: string; to: string };

/** The days that a span covers. */
export function toDays({ since, until }: Pick<DeliveryFilterParams, "since" | "until">): DayRange {
  return {
    from: since ? dayOf(new Date(since)) : "",
    // The span ends before `until`: midnight belongs to the day that begins then.
    to: until ? dayOf(new Date(Date.parse(until) - 1)) : "",
  };
}

/** The span from the first day's midnight to the one after the last day, in the reader's zone. */
export function toSpan({ from, to }: DayRange): Pick<DeliveryFilterParams, "since" | "until"> {
  return { since: midnight(from, 0), until: midnight(to, 1) };
}

function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function midnight(day: string, daysLater: number): string | undefined {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date) return undefined;
  // By the calendar and not by 24 hours: days of a clock change are longer or shorter.
  return new Date(year, month - 1, date + daysLater).toISOString();
}
