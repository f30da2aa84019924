const HOME = "/settings/integrations/webhooks";
// Only to see whether a path stays on its own origin; nothing is ever sent there.
const BASE = "http://app.invalid";

/** Where to go on, after signing in or from elsewhere: the path asked for when it is one of this app, else `home`, the start page. Never another site. */
export function safeNext(next: string | string[] | null | undefined, home = HOME): string {
  if (typeof next !== "string" || !next.startsWith("/")) return home;
  if (!URL.canParse(next, BASE)) return home;
  const url = new URL(next, BASE);
  // The parsed form: "/\evil.example" and "//evil.example" lead to another host, and tabs inside are dropped by browsers.
  if (url.origin !== BASE || url.pathname.startsWith("//")) return home;
  return url.pathname + url.search + url.hash;
}
