import type { z } from "zod";

type Issue = z.core.$ZodIssue;

// What zod says where a schema has no message of its own.
const DEFAULT_MESSAGE = /^(Invalid |Too (small|big): )/;
const LISTED_MAX = 12;

/** What an issue of zod's says of its field, as the rest of a sentence that begins with the field's name. A message of the schema's own stands. */
export function issueWords(issue: Issue): string {
  return DEFAULT_MESSAGE.test(issue.message) ? (ownWords(issue) ?? "has not the right form") : issue.message;
}

function ownWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return typeWords(issue);
    case "invalid_value":
      return `must be ${oneOf(issue.values.map(String))}`;
    case "too_small":
      return sizeWords(issue.origin, Number(issue.minimum), issue.inclusive === false ? "more than" : "at least");
    case "too_big":
      return sizeWords(issue.origin, Number(issue.maximum), issue.inclusive === false ? "less than" : "at most");
    case "invalid_union":
      return unionWords(issue.errors);
    default:
      return undefined;
  }
}

function typeWords({ expected, message }: Extract<Issue, { code: "invalid_type" }>): string {
  const received = / received (\w+)$/.exec(message)?.[1] ?? "";
  if (received === "undefined") return "is missing";
  const wanted = TYPES[expected] ?? expected;
  const isTold = received in TYPES && expected !== "int";
  return isTold ? `must be ${wanted}, not ${TYPES[received]}` : `must be ${wanted}`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "an array",
  object: "an object",
  record: "an object",
  null: "null",
};

function sizeWords(origin: string, limit: number, bound: string): string {
  if (origin === "number" || origin === "int") return `must be ${bound} ${limit}`;
  if (limit === 1 && bound === "at least") return "must not be empty";
  const [one, many] = origin === "string" ? ["character", "characters"] : ["entry", "entries"];
  return `must have ${bound} ${limit} ${limit === 1 ? one : many}`;
}

// Of alternatives that differ by type alone.
function unionWords(alternatives: readonly (readonly Issue[])[]): string | undefined {
  const names = alternatives.flatMap(([issue, ...more]) =>
    issue?.code === "invalid_type" && more.length === 0 ? [TYPES[issue.expected] ?? issue.expected] : [],
  );
  if (names.length === 0 || names.length < alternatives.length) return undefined;
  return `must be ${[names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" or ")}`;
}

function oneOf(values: readonly string[]): string {
  if (values.length === 1) return values[0] ?? "";
  const more = values.length > LISTED_MAX ? ` or ${values.length - LISTED_MAX} more` : "";
  return `one of ${values.slice(0, LISTED_MAX).join(", ")}${more}`;
}
