import type { FilterCall } from "./filter-call";
import { chargeText, countOddCharacters } from "./value-work";
import type { Work } from "./work";

// The property's name is taken apart anew at each call.
const CALL_NS = 2_000;

/** How many elements a filter of arrays sees: what is no array counts as an array of it. */
export function elementCount(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return value === null || value === undefined ? 0 : 1;
}

/** Charges one pass over the array and those among the arguments; `charNs` more for each character of its texts. */
export function chargeArray({ work, value, args }: FilterCall, itemNs: number, charNs = 0): void {
  for (const each of [value, ...args]) work.charge(elementCount(each) * itemNs);
  if (charNs === 0 || !Array.isArray(value)) return;
  for (const item of value) if (typeof item === "string") work.charge(item.length * charNs);
}

/** Charges the reading of one property of every element, and its comparison with what is expected. */
export function chargeEach(call: FilterCall, { itemNs, partNs }: { itemNs: number; partNs: number }): void {
  const { work, value, args } = call;
  const [property, expected] = args;
  const items = elementCount(value);
  const parts = partsOf(work, property);
  const expectedLength = chargeText(work, expected);
  const equalNs = Array.isArray(expected) ? 450 * expectedLength : 0.3 * expectedLength;
  work.charge(CALL_NS + items * (itemNs + parts.length * partNs + equalNs));
}

/** Charges the same, and making numbers of what is read. */
export function chargeSum(call: FilterCall): void {
  chargeEach(call, { itemNs: 500, partNs: 200 });
  for (const key of keysOf(call)) call.work.charge(chargeText(call.work, key));
}

type SortRates = {
  compareNs: number;
  /** For each character of both texts of a comparison. */
  charNs: number;
  /** For each that is neither letter nor digit, on top. */
  oddCharNs?: number;
};

/** Charges a sort: of each element, about as many comparisons as the binary logarithm of their number. */
export function chargeSort(call: FilterCall, { compareNs, charNs, oddCharNs = 0 }: SortRates): void {
  const { work } = call;
  const keys = keysOf(call);
  const rounds = Math.ceil(Math.log2(keys.length + 1));
  work.charge(keys.length * (500 + rounds * compareNs));
  for (const key of keys) {
    const beforeNs = work.ns;
    const length = chargeText(work, key);
    const oddCharacters = oddCharNs > 0 && typeof key === "string" ? countOddCharacters(key) : length;
    const keyNs = work.ns - beforeNs + length * charNs + oddCharacters * oddCharNs;
    work.charge(2 * rounds * keyNs);
  }
}

function keysOf({ context, work, value, args: [property] }: FilterCall): readonly unknown[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!property) return items;
  const parts = partsOf(work, property);
  work.charge(items.length * (300 + 300 * parts.length));
  return items.map((item) => parts.reduce<unknown>((each, part) => context.readProperty(each, part), item));
}

// Parentheses would be a range, which these filters make for every element anew.
function partsOf(work: Work, property: unknown): readonly string[] {
  work.charge(20 * chargeText(work, property));
  if (typeof property !== "string") return [String(property ?? "")];
  if (property.includes("(")) throw new Error("a property's name has no parentheses");
  return property.split(/[.[]/);
}
