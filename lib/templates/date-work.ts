import type { FilterCall } from "./filter-call";
import { chargeText } from "./value-work";

// With a format of its own.
const DATE_NS = 15_000;
const PARSE_CHAR_NS = 22;
const CONVERSION_NS = 1_300;
// A formatter of Intl's is made for each of these.
const NAME_NS = 90_000;
const ZONE_NS = 160_000;

// LiquidJS's own pattern of a conversion.
const CONVERSION = /%([-_0^#:]+)?(\d+)?([EO])?(.)/g;
const NAMES = "aAbBh";

/** Charges a date by the conversions of its format; names of days and months and named time zones are dear. */
export function chargeDate({ work, value, args: [format, zone] }: FilterCall): void {
  work.charge(DATE_NS + PARSE_CHAR_NS * chargeText(work, value));
  if (typeof zone === "string") work.charge(ZONE_NS + PARSE_CHAR_NS * zone.length);
  const length = chargeText(work, format);
  if (typeof format !== "string") {
    work.charge((length * NAME_NS) / 2);
    return;
  }
  work.charge(length * 3);
  for (const [, , , , letter = ""] of format.matchAll(CONVERSION)) {
    work.charge(NAMES.includes(letter) ? NAME_NS : CONVERSION_NS);
  }
}

/** Charges a date as e-mail writes it, which names its day and its month. */
export function chargeRfc822({ work, value }: FilterCall): void {
  work.charge(DATE_NS + 2 * NAME_NS + PARSE_CHAR_NS * chargeText(work, value));
}
