const MASK = "••••";
// Shorter ones stand in too many places by chance: "en", "card".
const ECHO_LENGTH_MIN = 5;
const ECHOES_MAX = 200;

// Keys are compared without case and separators: customer_email, customerEmail.
const EXACT = new Set(["from", "to", "ip", "zip", "dob", "ssn", "emoji", "phones", "emails", "last4", "fingerprint"]);
const ENDINGS =
  /(name|email|phone|phonenumber|mobile|waid|userid|recipientid|participantid|identitykeyhash|address|street|city|postalcode|latitude|longitude|body|text|caption|title|description|message|content|comment|note|notes|memo|details|subject|payload|responsejson|callbackdata|birthday|sender|recipient|author)$/;
const NUMBERS = /(phone|phonenumber|mobile|latitude|longitude|zip|postalcode)$/;
/** All that is below these is somebody's, but for ids and what is neither text nor number. */
const SUBTREES =
  /^(address|contacts?|profile|location|metadata|dob|individual|billingdetails|ownerdetails|(customer|shipping|payer|recipient)?(address|details|shipping|taxids)|shipping)$/;

// What an id of ours or of Stripe's looks like: ws_…, cus_….
const ID = /^[a-z]{2,12}(_test|_live)?_[0-9A-Za-z]{6,}$/;

// Each bounded: a long text takes no longer than its length.
const PATTERNS: readonly [RegExp, string][] = [
  // What follows the host may be a key to somebody's invoice, or a name.
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/)(?:[^\s/?#"@]{0,256}@)?([^\s/?#"]{0,256})[/?#][^\s"]+/gi, `$1$2/${MASK}`],
  // Its base 64 holds the other side's phone number.
  [/\bwamid\.[A-Za-z0-9+/=_-]+/g, `wamid.${MASK}`],
  [/[^\s@<>"'(),;:]{1,64}@[^\s@<>"'(),;:]{1,255}\.[a-z]{2,}/gi, MASK],
  [/\+\d[\d\s().-]{5,18}\d/g, MASK],
  [/\b(?:\d{4}[ -]){3}\d{1,7}\b/g, MASK],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, MASK],
  // WhatsApp's user ids: US.13491208655302741918.
  [/\b[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{8,128}\b/g, MASK],
];

/**
 * The same value with names, phone numbers, e-mail and other addresses and the texts of messages masked: by the keys under
 * which they stand, by what they look like, and wherever the same text stands once more. Types, ids, amounts, times and
 * the shape stay. In doubt it masks. Pure.
 */
export function maskPersonal<T>(value: T): T {
  const seen = new Set<string>();
  collect(value, "", false, seen);
  const echoes = [...seen].filter((text) => text.length >= ECHO_LENGTH_MIN).slice(0, ECHOES_MAX);
  echoes.sort((a, b) => b.length - a.length);
  return mask(value, "", false, echoes) as T;
}

function collect(value: unknown, key: string, below: boolean, seen: Set<string>): void {
  if (typeof value === "string" && isPersonal(value, key, below)) seen.add(value);
  else for (const [name, inner, isBelow] of members(value, key, below)) collect(inner, name, isBelow, seen);
}

function mask(value: unknown, key: string, below: boolean, echoes: readonly string[]): unknown {
  if (isPersonal(value, key, below)) return MASK;
  if (typeof value === "string") return maskText(value, echoes);
  if (typeof value !== "object" || value === null) return value;
  const masked = members(value, key, below).map(
    ([name, inner, isBelow]) => [maskText(name, []), mask(inner, name, isBelow, echoes)] as const,
  );
  return Array.isArray(value) ? masked.map(([, inner]) => inner) : Object.fromEntries(masked);
}

// The items of a list stand under the list's own key.
function members(value: unknown, key: string, below: boolean): [name: string, inner: unknown, below: boolean][] {
  if (Array.isArray(value)) return value.map((item) => [key, item, below]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([name, inner]) => [name, inner, below || SUBTREES.test(plain(name))]);
}

function isPersonal(value: unknown, key: string, below: boolean): boolean {
  const name = plain(key);
  if (typeof value === "number") return below || NUMBERS.test(name) || EXACT.has(name);
  if (typeof value !== "string" || value === "") return false;
  if (below) return !ID.test(value);
  return EXACT.has(name) || ENDINGS.test(name);
}

function maskText(text: string, echoes: readonly string[]): string {
  const known = echoes.reduce((masked, echo) => masked.replaceAll(echo, MASK), text);
  return PATTERNS.reduce((masked, [pattern, instead]) => masked.replace(pattern, instead), known);
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, "");
}
