// One token at a time, from where the last one ended. Source: RFC 8259.
const SPACE = /[ \t\n\r]*/y;
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

type State = "value" | "value or ]" | "key" | "key or }" | ":" | ", or ]" | ", or }" | "end";
type Step = State | "scalar" | undefined;

/**
 * Where a text that JSON.parse refuses breaks off, as in "unexpected character at line 2, column 14". JSON.parse itself
 * often names no place, but repeats pieces of its input, which may be secret.
 */
export function jsonFault(text: string): string {
  const open: string[] = [];
  let state: State = "value";
  let at = skip(SPACE, text, 0);
  while (at < text.length) {
    const step = next(state, text[at] ?? "", open);
    if (step === undefined) return `unexpected character ${place(text, at)}`;
    const scalarEnd = text[at] === '"' ? endOfString(text, at) : skip(WORD, text, at);
    const end = step === "scalar" ? scalarEnd : at + 1;
    if (end === at) return `unexpected character ${place(text, at)}`;
    if (end < 0) return `the text that begins ${place(text, at)} does not end, or holds what must be escaped`;
    state = step === "scalar" ? afterScalar(state, open) : step;
    at = skip(SPACE, text, end);
  }
  return `it ends too early, ${place(text, at)}`;
}

/** Whether arrays and objects nest deeper than `depthMax`: what walks such a value later runs out of stack. */
export function nestsDeeper(text: string, depthMax: number): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inText) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inText = false;
    } else if (code === 0x22) inText = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > depthMax) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

function next(state: State, character: string, open: string[]): Step {
  const expectsValue = state === "value" || state === "value or ]";
  if (expectsValue && (character === "{" || character === "[")) {
    open.push(character);
    return character === "{" ? "key or }" : "value or ]";
  }
  if ((character === "]" && state.endsWith("or ]")) || (character === "}" && state.endsWith("or }"))) {
    open.pop();
    return after(open);
  }
  if (expectsValue) return "scalar";
  if (character === '"' && state.startsWith("key")) return "scalar";
  if (state === ":" && character === ":") return "value";
  if (state === ", or ]" && character === ",") return "value";
  return state === ", or }" && character === "," ? "key" : undefined;
}

function afterScalar(state: State, open: readonly string[]): State {
  return state.startsWith("key") ? ":" : after(open);
}

function after(open: readonly string[]): State {
  const inside = open.at(-1);
  if (inside === undefined) return "end";
  return inside === "{" ? ", or }" : ", or ]";
}

// The index after the closing quote, or -1.
function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return -1;
    const end = code === 0x5c ? skip(ESCAPE, text, at) : at + 1;
    if (end === at) return -1;
    at = end;
  }
  return -1;
}

function skip(token: RegExp, text: string, from: number): number {
  token.lastIndex = from;
  return token.test(text) ? token.lastIndex : from;
}

function place(text: string, at: number): string {
  const before = text.slice(0, at);
  return `at line ${before.split("\n").length}, column ${at - before.lastIndexOf("\n")}`;
}
