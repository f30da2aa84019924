// Slack's markup: & < > are its only control characters, and lengths count what is sent, entities included.
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * A text escaped for Slack and at most `max` UTF-16 units long, an ellipsis included. Cuts neither an entity nor a
 * surrogate pair; a lone surrogate, which is no character, becomes U+FFFD.
 */
export function escapeText(text: string, max: number): string {
  const pieces: string[] = [];
  let length = 0;
  let cutAt = 0;
  for (const character of text) {
    const piece = ENTITIES[character] ?? (isLoneSurrogate(character) ? "\uFFFD" : character);
    // The ellipsis takes one unit: remember how much stays if it is needed.
    if (length + piece.length <= max - 1) cutAt = pieces.length + 1;
    if (length + piece.length > max) return `${pieces.slice(0, cutAt).join("")}…`;
    length += piece.length;
    pieces.push(piece);
  }
  return pieces.join("");
}

/** The same on one line, for names: what would end a link or a bold run is gone. */
export function escapeLine(text: string, max: number): string {
  return escapeText(text.replace(/\s+/g, " ").trim(), max) || "–";
}

const URL_LENGTH_MAX = 500;

/** A name that leads to its address; the bare name where the address is missing, none of the web's, or too long. */
export function linkTo(text: string, url: string | undefined, max: number): string {
  const label = escapeLine(text, max);
  if (!url || !URL.canParse(url)) return label;
  const { protocol, href } = new URL(url);
  if (!/^https?:$/.test(protocol) || href.length > URL_LENGTH_MAX) return label;
  // A bar would end the address and start the label.
  const address = href.replace(/[|<>]/g, encodeURIComponent).replaceAll("&", "&amp;");
  return `<${address}|${label}>`;
}

/** Lines as a quotation, at most `max` units long in all. */
export function quoteText(text: string, max: number): string {
  const lines: string[] = [];
  let left = max;
  for (const line of text.trim().split(/\r\n|[\r\n\u2028\u2029]/)) {
    if (left < 8) break;
    const quoted = `> ${escapeText(line, left - 2)}`;
    lines.push(quoted);
    left -= quoted.length + 1;
  }
  return lines.join("\n");
}

function isLoneSurrogate(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0xd800 && code <= 0xdfff;
}
