/** What RFC 9110 lets be a header's name. */
export const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;
/** Visible ASCII, spaces and tabs: nothing that ends a header or means something else to another parser. */
export const HEADER_VALUE = /^[\x20-\x7e\t]*$/;
export const HEADER_VALUE_LENGTH_MAX = 4_096;

// Those that frame the message, belong to the connection or to browsers, claim another origin, or are our own.
const NAMES = new Set([
  ...["host", "connection", "keep-alive", "te", "trailer", "trailers", "upgrade", "expect", "transfer-encoding"],
  ...["date", "via", "forwarded", "x-real-ip", "cookie", "set-cookie", "accept-encoding", "origin", "referer"],
  "user-agent",
]);
const PREFIXES = ["content-", "proxy-", "x-forwarded-", "sec-", "access-control-", "webhook-", "svix-", "x-atelyaos-"];

/** Whether a header is ours or the transport's to set, whatever its letters' case. */
export function isReservedHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return NAMES.has(lower) || PREFIXES.some((prefix) => lower.startsWith(prefix));
}

/** What is wrong with the name of a header that an admin sets, or null. */
export function headerNameProblem(name: string): string | null {
  if (!HEADER_NAME.test(name)) return "A header's name has letters, digits and hyphens, such as X-Team.";
  const lower = name.toLowerCase();
  if (lower === "content-type") return "Set the content type in its own field.";
  if (isReservedHeader(name) || lower.startsWith("x-hub-signature")) {
    return `${name} is set by the connection or by AtelyaOS. Choose another name, such as X-Team.`;
  }
  return null;
}

/** What is wrong with a header's value, or null. */
export function headerValueProblem(value: string): string | null {
  if (value.length > HEADER_VALUE_LENGTH_MAX)
    return `A header's value has at most ${HEADER_VALUE_LENGTH_MAX} characters.`;
  if (/[\r\n\0]/.test(value)) return "A header's value is one line.";
  if (!HEADER_VALUE.test(value)) return "A header's value has plain ASCII characters only: no accents, no emoji.";
  return null;
}
