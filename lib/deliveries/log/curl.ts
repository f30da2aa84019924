import type { AttemptView } from "./view";

// What curl sets by itself, or what would be wrong for a request that is made again.
const LEFT_OUT = new Set(["content-length", "connection", "host", "transfer-encoding", "accept-encoding"]);
const MASKED = /(?:•|%E2%80%A2)+[\w-]*/gi;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal as it stands.
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

/**
 * An attempt's request as a command for a POSIX-like shell (bash, zsh, ksh). Whatever is masked in the record appears as
 * a placeholder such as `<AUTHORIZATION>`; nothing in the request can end its quotes, name a file or expand.
 */
export function toCurl(attempt: Pick<AttemptView, "method" | "url" | "requestHeaders" | "requestBody">): string {
  const url = attempt.url.replace(MASKED, "<SECRET>");
  const parts = [`curl -X ${shellQuote(attempt.method)} ${shellQuote(url)}`];
  // curl reads [] and {} in an address as patterns.
  if (/[[\]{}]/.test(url)) parts.push("--globoff");
  for (const [name, value] of Object.entries(attempt.requestHeaders)) {
    if (LEFT_OUT.has(name.toLowerCase())) continue;
    parts.push(`-H ${shellQuote(headerLine(name, value))}`);
  }
  // --data-raw and not --data: a body that begins with @ is a body.
  if (attempt.requestBody !== "") parts.push(`--data-raw ${shellQuote(attempt.requestBody)}`);
  return parts.join(" \\\n  ");
}

function headerLine(name: string, value: string): string {
  // For curl "Name:" takes a header away; "Name;" sends it empty.
  if (value === "") return `${name};`;
  return `${name}: ${value.replace(MASKED, `<${name.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}>`)}`;
}

/** One argument, quoted: in single quotes, or as $'…' where control characters would act on the terminal it is pasted into. */
export function shellQuote(text: string): string {
  if (!CONTROL.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  const escaped = Array.from(text, (character) => {
    if (character === "\\" || character === "'") return `\\${character}`;
    if (character === "\n") return "\\n";
    // NUL ends every argument, and "!" asks an interactive shell for its history inside these quotes.
    if (character === "\u0000") return "";
    if (character === "!" || CONTROL.test(character)) return byteEscapes(character);
    return character;
  });
  return `$'${escaped.join("")}'`;
}

// Octal takes three digits at most, so a digit that follows stays itself; \x would swallow it.
function byteEscapes(character: string): string {
  return Array.from(new TextEncoder().encode(character), (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}
