const DOTS = "••••";
const SHOWN_CHARACTERS = 4;
const MASKABLE_LENGTH_MIN = 12;
const SCRUBBED_LENGTH_MIN = 6;

// One attempt scrubs every header and the body of its answer of the same list.
const spelled = new WeakMap<readonly string[], string[]>();

/** A secret as lists and logs may show it: dots and its last four characters, or dots alone when it is short. */
export function maskSecret(secret: string): string {
  return secret.length < MASKABLE_LENGTH_MIN ? DOTS : DOTS + secret.slice(-SHOWN_CHARACTERS);
}

/**
 * The text with every occurrence of the secrets masked, in the spellings in which a receiver echoes what it got: as it
 * is, escaped for JSON, and percent-encoded. Values of fewer than six characters are left: they would mask ordinary words.
 */
export function scrub(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const spelling of spellings(secrets)) {
    if (clean.includes(spelling)) clean = clean.replaceAll(spelling, () => maskSecret(spelling));
  }
  return clean;
}

// Longest first: a secret that contains another one is masked whole. Through Buffer, because encodeURIComponent throws on half a surrogate pair.
function spellings(secrets: readonly string[]): string[] {
  const known = spelled.get(secrets);
  if (known) return known;
  const all = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < SCRUBBED_LENGTH_MIN) continue;
    all.add(secret);
    all.add(JSON.stringify(secret).slice(1, -1));
    all.add(secret.replaceAll("/", "\\/"));
    all.add(encodeURIComponent(Buffer.from(secret).toString()));
  }
  const sorted = [...all].sort((a, b) => b.length - a.length);
  spelled.set(secrets, sorted);
  return sorted;
}
