const LENGTH_MAX = 200;

// Control characters, line ends, and those that turn the direction of all that follows them.
const UNSHOWN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/** A server's own words as they are shown and kept: on one line, without control characters, at most 200 characters. */
export function plainText(text: string, lengthMax = LENGTH_MAX): string {
  const line = text.toWellFormed().replace(UNSHOWN, " ").trim();
  const characters = [...line];
  return characters.length <= lengthMax ? line : `${characters.slice(0, lengthMax - 1).join("")}…`;
}
