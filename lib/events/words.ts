import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

// Made once: a formatter costs a hundred times what it formats.
const NUMBER = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const TENTHS = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** A number with its thousands parted: 2,000. */
export function numberInWords(value: number): string {
  return NUMBER.format(value);
}

/** "3 credits", "1 credit". */
export function countInWords(value: number, noun: string): string {
  return `${numberInWords(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** A span of seconds by its two largest units: "1 h 30 min", "2 days 4 h", "45 s". */
export function durationInWords(seconds: number): string {
  const units = [
    [DAY_MS / SECOND_MS, "d"],
    [HOUR_MS / SECOND_MS, "h"],
    [MINUTE_MS / SECOND_MS, "min"],
    [1, "s"],
  ] as const;
  let rest = Math.round(seconds);
  const parts: string[] = [];
  for (const [size, unit] of units) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(`${numberInWords(amount)} ${unit}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ") || "0 s";
}

/** A moment's day: "1 December 2026", in UTC. The text itself when it is no date. */
export function dayInWords(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** A moment: "23 November 2026, 12:00 UTC". The text itself when it is no date. */
export function momentInWords(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return `${dayInWords(iso)}, ${date.toISOString().slice(11, 16)} UTC`;
}

/** An amount in a currency's smallest unit: "€249.00". */
export function moneyInWords(amount: number, currency: string): string {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** A size in bytes: "482 kB", "1.2 MB". */
export function bytesInWords(bytes: number): string {
  const units = [bytes === 1 ? "byte" : "bytes", "kB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const format = unit === 0 || value >= 100 ? WHOLE : TENTHS;
  return `${format.format(value)} ${units[unit]}`;
}
