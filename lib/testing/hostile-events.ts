import fc from "fast-check";
import { catalogue, EVENT_TYPES } from "@/lib/events/catalogue";
import type { EventEnvelope } from "@/lib/events/envelope";

/** Texts that break things: control characters of markup, quotes, line breaks, emoji, halves of them, and very long ones. */
export const wildText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({ unit: fc.constantFrom("&", "<", ">", '"', "\\", "\n", "|", "*", "😀", "\ud83d", "{{", "}}", "\u2028") }),
  fc.constantFrom("&", "<", ">", "😀", "a", "\n", "\ud83d").map((unit) => unit.repeat(6_000)),
);

/** Events of every type, some of which fit their schema and some of which do not, with such texts in them. */
export const hostileEvents: fc.Arbitrary<EventEnvelope> = fc
  .tuple(fc.constantFrom(...EVENT_TYPES), fc.array(wildText, { minLength: 1, maxLength: 12 }), fc.boolean(), fc.nat(40))
  .map(([type, texts, isValid, copies]) => {
    const { example, dataSchema } = catalogue[type];
    let next = 0;
    const data = fill(structuredClone(example.data), () => texts[next++ % texts.length] ?? "", copies);
    if (!isValid || dataSchema.safeParse(data).success) return { ...example, data };
    return { ...example, data: onlyNames(structuredClone(example.data), texts, copies) };
  });

type Tree = Record<string, unknown>;

function fill(value: Tree, text: () => string, copies: number): Tree {
  for (const [key, entry] of Object.entries(value)) value[key] = fillEntry(entry, text, copies);
  return value;
}

function fillEntry(entry: unknown, text: () => string, copies: number): unknown {
  if (typeof entry === "string") return text();
  if (Array.isArray(entry))
    return Array.from({ length: copies }, () => fillEntry(structuredClone(entry[0]), text, copies));
  return typeof entry === "object" && entry !== null ? fill(entry as Tree, text, copies) : entry;
}

// Names and notes take any text, so that the event stays one that could have been published.
function onlyNames(value: Tree, texts: readonly string[], copies: number): Tree {
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry === "string" && /^(name|note|reason|message|text|details|from_name)$/.test(key)) {
      value[key] = texts.find((text) => text !== "") ?? "–";
    } else if (Array.isArray(entry)) {
      const rows = Array.from({ length: copies }, () => structuredClone(entry[0]));
      value[key] = rows.map((row) => (typeof row === "object" && row !== null ? onlyNames(row, texts, copies) : row));
    } else if (typeof entry === "object" && entry !== null) {
      onlyNames(entry as Tree, texts, copies);
    }
  }
  return value;
}
