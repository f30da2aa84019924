const LENGTH_MAX = 2_000;

/**
 * What a server tells besides, as a text of at most 2,000 characters: a text as it is, anything else as JSON. Null for
 * nothing. It comes from outside and is never read as HTML, as a template or as instructions.
 */
export function detailsOf(value: unknown): string | null {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  const clean = text.toWellFormed().replaceAll("\u0000", "\ufffd");
  if (clean === "" || clean === "null" || clean === "{}") return null;
  if (clean.length <= LENGTH_MAX) return clean;
  // A pair of surrogates that the cut parts becomes a replacement character.
  return `${clean.slice(0, LENGTH_MAX - 1).toWellFormed()}…`;
}
