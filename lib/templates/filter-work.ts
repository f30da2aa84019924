import { chargeArray, chargeEach, chargeSort, chargeSum, elementCount } from "./array-work";
import { chargeDate, chargeRfc822 } from "./date-work";
import type { FilterCall } from "./filter-call";
import { chargeJson, chargeSearch, chargeText, countMatches, countOddCharacters } from "./value-work";

type Charge = (call: FilterCall) => void;

const FREE: Charge = () => undefined;

// Nanoseconds a character, and as many again for each that is neither letter nor digit.
function text(charNs: number, oddCharNs = 0): Charge {
  return ({ work, value, args }) => {
    const length = chargeText(work, value);
    work.charge(length * charNs);
    if (oddCharNs > 0) work.charge((typeof value === "string" ? countOddCharacters(value) : length) * oddCharNs);
    for (const arg of args) work.charge(chargeText(work, arg) * charNs);
  };
}

// Trimming a set of characters that the template names goes through the text one by one.
const trim: Charge = (call) => (call.args.length > 0 ? text(30) : text(2, 30))(call);

const number: Charge = ({ work, value, args }) => {
  for (const each of [value, ...args]) work.charge(2 * chargeText(work, each));
};

const cut: Charge = ({ work, value, args: [length, ellipsis] }) => {
  const whole = chargeText(work, value);
  const kept = typeof length === "number" && length >= 0 ? Math.min(whole, length) : whole;
  work.charge(2 * whole + 40 * kept + 20 * chargeText(work, ellipsis));
};

const slice: Charge = ({ work, value, args: [begin, length = 1] }) => {
  const whole = chargeText(work, value);
  const isPlain = typeof begin === "number" && typeof length === "number" && begin >= 0;
  work.charge(2 * whole + 20 * (isPlain ? Math.min(whole, begin + length) : whole));
};

// What is searched for, and with what each find is replaced.
function search(everyFindNs: number): Charge {
  return ({ work, value, args: [pattern, replacement] }) => {
    const length = chargeText(work, value);
    const patternLength = chargeText(work, pattern);
    const replacementLength = chargeText(work, replacement);
    work.charge(2 * length + patternLength + replacementLength);
    if (everyFindNs === 0) return chargeSearch(work, length, patternLength);
    const isText = typeof value === "string" && typeof pattern === "string";
    const finds = isText ? countMatches(work, value, pattern) : length;
    if (!isText) chargeSearch(work, length, patternLength);
    work.charge(finds * (everyFindNs + replacementLength));
  };
}

const join: Charge = ({ work, value, args: [separator] }) => {
  const length = chargeText(work, value);
  work.charge(2 * length + elementCount(value) * (150 + chargeText(work, separator)));
};

const json: Charge = ({ work, value }) => chargeJson(work, value);

// JSON of the value, and JSON of that text, in which every quotation mark has grown.
const escapeJson: Charge = ({ work, value }) => {
  chargeJson(work, value);
  if (typeof value === "object") chargeJson(work, value);
};

/** Every filter that templates have, with what a use of it costs. Nothing else is a filter. */
export const FILTER_WORK: Readonly<Record<string, Charge>> = {
  default: FREE,
  first: FREE,
  last: FREE,
  size: FREE,

  abs: number,
  at_least: number,
  at_most: number,
  ceil: number,
  divided_by: number,
  floor: number,
  minus: number,
  modulo: number,
  plus: number,
  round: number,
  times: number,
  to_integer: number,

  append: text(2),
  base64_encode: text(8),
  capitalize: text(2, 27),
  downcase: text(2, 27),
  escape: text(5, 75),
  escape_once: text(10, 110),
  lstrip: trim,
  newline_to_br: text(2, 40),
  prepend: text(2),
  rstrip: trim,
  squish: text(6, 60),
  strip: trim,
  strip_html: text(5, 55),
  strip_newlines: text(2, 40),
  truncatewords: text(7, 60),
  upcase: text(2, 27),
  url_encode: text(6, 65),
  xml_escape: text(5, 75),

  remove: search(100),
  remove_first: search(0),
  remove_last: search(0),
  replace: search(100),
  replace_first: search(0),
  replace_last: search(0),
  slice: (call) => (Array.isArray(call.value) ? chargeArray(call, 10) : slice(call)),
  split: search(60),
  truncate: cut,

  compact: (call) => chargeArray(call, 60),
  concat: (call) => chargeArray(call, 15),
  find: (call) => chargeEach(call, { itemNs: 4_000, partNs: 500 }),
  has: (call) => chargeEach(call, { itemNs: 4_000, partNs: 500 }),
  join,
  map: (call) => chargeEach(call, { itemNs: 500, partNs: 200 }),
  reject: (call) => chargeEach(call, { itemNs: 3_000, partNs: 500 }),
  reverse: (call) => chargeArray(call, 15),
  sort: (call) => chargeSort(call, { compareNs: 75, charNs: 0.5 }),
  sort_natural: (call) => chargeSort(call, { compareNs: 150, charNs: 2, oddCharNs: 27 }),
  sum: chargeSum,
  uniq: (call) => chargeArray(call, 200, 1),
  where: (call) => chargeEach(call, { itemNs: 3_000, partNs: 500 }),

  date: chargeDate,
  date_to_rfc822: chargeRfc822,
  date_to_xmlschema: chargeDate,

  escape_json: escapeJson,
  json,
  jsonify: json,
};
