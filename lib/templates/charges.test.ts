import { describe, expect, it } from "vitest";
import { catalogue } from "@/lib/events/catalogue";
import { FILTER_WORK } from "./filter-work";
import { renderTemplate } from "./render";
import { Work } from "./work";

const LENGTH = 60_000;
const LIST_LENGTH = 5_000;

const event = catalogue["workroom.completed"].example;

// What some filter or other is slow at.
const TEXTS = [
  "a",
  " ",
  "a ",
  "é",
  "ж",
  "😀",
  "\ud83d",
  "İ",
  "\u0001",
  "\n",
  "\r\n",
  '"',
  "&",
  "&amp;",
  "<",
  "<b>",
  "<!--",
  "<script",
  "1",
  "Jan 1 ",
];
const LISTS: Record<string, (index: number) => unknown> = {
  texts: (index) => `x${(index * 7_919) % LIST_LENGTH}`,
  numbers: (index) => (index * 7_919) % LIST_LENGTH,
  fractions: (index) => index / 7,
  "long texts": () => "x".repeat(50),
  objects: (index) => ({ name: `n${(index * 7_919) % LIST_LENGTH}`, tags: ["a", index] }),
  lists: (index) => ["a", index],
  nothing: () => null,
};
const VALUES: Record<string, unknown> = {
  ...Object.fromEntries(TEXTS.map((unit) => [JSON.stringify(unit), unit.repeat(LENGTH / unit.length)])),
  ...Object.fromEntries(
    Object.entries(LISTS).map(([name, item]) => [name, Array.from({ length: LIST_LENGTH }, (_, index) => item(index))]),
  ),
};

const NAMED = ["'name'", "'tags'", "'a.b.c.d.e.f'", "'name', 'n5'", "'tags', data.other"];
const ARGUMENTS: Record<string, readonly string[]> = {
  append: ["'x'", "data.other"],
  concat: ["data.other", "data.v"],
  date: ["'%Y-%m-%d'", "'%A %B %c'", "'%A', 'Europe/Berlin'", "data.v"],
  find: NAMED,
  has: NAMED,
  join: ["', '", "data.other"],
  lstrip: ["", "' a'"],
  map: NAMED.slice(0, 3),
  plus: ["1", "data.v"],
  prepend: ["'x'"],
  reject: NAMED,
  remove: ["' '", "'a'", "''", "data.v"],
  remove_first: ["'aab'", "data.v"],
  remove_last: ["'baa'", "data.v"],
  replace: ["'a', 'bb'", "'', 'x'", "' ', data.other"],
  replace_first: ["'aab', 'x'"],
  replace_last: ["'baa', 'x'"],
  rstrip: ["", "' a'"],
  slice: ["0, 59000", "-5, 3", "data.v, data.v", "4000"],
  sort: ["", ...NAMED.slice(0, 3)],
  sort_natural: ["", ...NAMED.slice(0, 3)],
  split: ["''", "' '", "'a'", "data.other"],
  strip: ["", "' a'"],
  sum: ["", ...NAMED.slice(0, 3)],
  truncate: ["59000", "data.v", "10, data.v"],
  truncatewords: ["10", "data.v"],
  where: NAMED,
};

// Measures time of the processor, which a busy machine does not lengthen.
function timeOf(template: string, v: unknown): { ms: number; countedMs: number } {
  const data = { v, other: ["a", 7, "b"] };
  const work = new Work({ isTimed: false });
  const before = process.cpuUsage();
  try {
    renderTemplate(template, { ...event, data }, { work });
  } catch {
    // Refused for its work, or no filter for such a value: both end it.
  }
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1_000, countedMs: work.ns / 1_000_000 };
}

// What is slow once may be cold, or wait for the garbage collector; what is slow three times is slow.
function isWithin(template: string, value: unknown): boolean {
  return [1, 2, 3].some(() => {
    const { ms, countedMs } = timeOf(template, value);
    return ms < 4 + 2 * Math.min(countedMs, 20);
  });
}

describe("the work of an operator", () => {
  it.each(["==", "!=", "<", ">", "<=", ">=", "contains"])(
    "is counted at least as high as it is, twenty times: %s",
    (operator) => {
      for (const [name, value] of Object.entries(VALUES)) {
        for (const other of ["data.v", "data.other", "'xyz'", "7", "blank", "empty"]) {
          const template = `{% for i in (1..20) %}{% if data.v ${operator} ${other} %}{% endif %}{% endfor %}`;
          expect(isWithin(template, value), `${template} of ${name}`).toBe(true);
        }
      }
    },
  );
});

describe("the work of a filter", () => {
  it.each(Object.keys(FILTER_WORK))("is counted at least as high as it is, whatever it is given: %s", (filter) => {
    for (const [name, value] of Object.entries(VALUES)) {
      for (const args of ARGUMENTS[filter] ?? [""]) {
        const template = `{% assign x = data.v | ${filter}${args && `: ${args}`} %}`;
        expect(isWithin(template, value), `${template} of ${name}`).toBe(true);
      }
    }
  });
});
