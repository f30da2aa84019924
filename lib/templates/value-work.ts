import type { Work } from "./work";

const NODE_NS = 60;
const NUMBER_TO_TEXT_NS = 450;
const JSON_CHAR_NS = 6;
// JSON.stringify writes each half of a broken pair as six characters, one by one.
const JSON_BROKEN_CHAR_NS = 70;

/** Charges what it costs to make a text of a value, as Liquid does it. Returns the text's length, or more. */
export function chargeText(work: Work, value: unknown): number {
  if (typeof value === "string") return value.length;
  if (value === null || value === undefined) return 0;
  if (!Array.isArray(value)) {
    work.charge(NUMBER_TO_TEXT_NS);
    return 25;
  }
  let length = 0;
  for (const item of value) {
    work.charge(2 * NODE_NS);
    length += 1 + chargeText(work, item);
  }
  return length;
}

/** Charges what JSON.stringify of a value costs. */
export function chargeJson(work: Work, value: unknown): void {
  if (typeof value === "string") {
    work.charge(NODE_NS + value.length * (value.isWellFormed() ? JSON_CHAR_NS : JSON_BROKEN_CHAR_NS));
  } else if (Array.isArray(value)) {
    work.charge(NODE_NS);
    for (const item of value) chargeJson(work, item);
  } else if (typeof value === "object" && value !== null) {
    work.charge(NODE_NS);
    for (const name in value) {
      work.charge(NODE_NS + name.length * JSON_CHAR_NS);
      chargeJson(work, (value as Record<string, unknown>)[name]);
    }
  } else {
    work.charge(typeof value === "number" ? 2 * NODE_NS : NODE_NS);
  }
}

/** Charges a walk through a value, at so much for each of its texts, numbers, arrays and objects. */
export function chargeWalk(work: Work, value: unknown, nodeNs: number): void {
  work.charge(nodeNs + (typeof value === "string" ? value.length * 2 : 0));
  if (typeof value !== "object" || value === null) return;
  for (const name in value) chargeWalk(work, (value as Record<string, unknown>)[name], nodeNs);
}

/**
 * Charges what JSON.parse of a text costs at worst. Keys that differ from object to object are dear, brackets and commas
 * less so, and the rest is cheap.
 */
export function chargeJsonParse(work: Work, text: string): void {
  work.charge(text.length * 7);
  let ns = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3a) ns += 650;
    else if (code === 0x2c || code === 0x5b || code === 0x7b) ns += 70;
  }
  work.charge(ns);
}

/** How many of a text's characters are neither ASCII letters nor digits: what filters escape, strip or break at. */
export function countOddCharacters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isPlain = (code > 0x60 && code < 0x7b) || (code > 0x2f && code < 0x3a) || (code > 0x40 && code < 0x5b);
    if (!isPlain) count++;
  }
  return count;
}

/** Charges a search for a text in another. At worst it compares nearly the whole pattern at every place. */
export function chargeSearch(work: Work, length: number, patternLength: number): void {
  const places = Math.max(0, length - patternLength + 1);
  work.charge(length + places * patternLength * 0.5);
}

/**
 * Charges the search for all places of a pattern, and returns how many there are. From the end, because V8's compiler knows
 * that `indexOf` has no side effects, and moves it to before the charge that is to keep it from running.
 */
export function countMatches(work: Work, text: string, pattern: string): number {
  if (pattern === "") return text.length;
  chargeSearch(work, text.length, pattern.length);
  let count = 0;
  let end = text.length - pattern.length;
  while (end >= 0) {
    const at = text.lastIndexOf(pattern, end);
    if (at < 0) break;
    work.charge(NODE_NS);
    count++;
    end = at - pattern.length;
  }
  return count;
}
