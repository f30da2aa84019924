/** Whether a host is this very machine, by name or by literal. `hostname` as the URL parser spells it. */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

/** A base address with the API's path below it, or the address as it is when it ends in what `whole` knows. */
export function withApiPath(base: string, path: string, whole: RegExp): string {
  const url = new URL(base);
  const root = url.pathname.replace(/\/+$/, "");
  if (!whole.test(root)) url.pathname = root + path;
  url.hash = "";
  return url.href;
}

const HIDDEN = "••••";
// Long mixtures of letters and digits in a path are tokens more often than names.
const TOKEN = /^(?=.*\d)(?=.*[A-Za-z])[\w-]{16,}$/;

/** The URL with its query's values and what looks like a token in its path replaced. */
export function maskUrl(url: URL): string {
  const path = url.pathname
    .split("/")
    .map((part) => (TOKEN.test(part) ? HIDDEN + part.slice(-4) : part))
    .join("/");
  const query = [...url.searchParams.keys()].map((name) => `${encodeURIComponent(name)}=${HIDDEN}`).join("&");
  return url.origin + path + (query ? `?${query}` : "");
}

/** The URL with the last part of its path replaced, where that part is the secret. */
export function maskLastPart(url: URL): string {
  const path = url.pathname.replace(/\/+$/, "");
  return url.origin + path.slice(0, path.lastIndexOf("/") + 1) + HIDDEN;
}
