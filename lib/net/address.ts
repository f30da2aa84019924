import { isIP } from "node:net";
import type { AddressPolicy } from "./policy";

export { type AddressClass, type AddressPolicy, classifyAddress, createAddressPolicy } from "./policy";

export type CheckedUrl = { ok: true; url: URL } | { ok: false; message: string };

const URL_LENGTH_MAX = 2048;

// What browsers' fetch refuses, because other protocols listen there. Source: fetch.spec.whatwg.org, "port blocking".
const BLOCKED_PORTS = new Set(
  [
    "0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123",
    "135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993",
    "995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080",
  ].flatMap((line) => line.split(" ")),
);

const INTERNAL_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|localdomain)$/;

/**
 * Whether a destination's URL may be used under this policy, without asking DNS: scheme, length, credentials, port,
 * name, and IP literals in every spelling that the URL parser reads. The addresses behind a name are checked when the
 * connection is made. `message` says what to write instead.
 */
export function checkUrl(text: string, policy: AddressPolicy): CheckedUrl {
  if (text.length > URL_LENGTH_MAX) return refuse(`A URL has at most ${URL_LENGTH_MAX} characters.`);
  if (!URL.canParse(text)) return refuse("This is not a URL. It should look like https://example.com/webhooks.");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return refuse("A URL must start with https://.");
  if (url.username || url.password) {
    return refuse("Leave user name and password out of the URL; set them as authentication instead.");
  }
  if (BLOCKED_PORTS.has(url.port)) return refuse(`Port ${url.port} belongs to another protocol than http.`);
  const problem = hostProblem(url, policy);
  return problem === undefined ? { ok: true, url } : refuse(problem);
}

/** The host without the brackets of an IPv6 literal and without a name's final dot. */
export function plainHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

function hostProblem(url: URL, policy: AddressPolicy): string | undefined {
  const host = plainHost(url);
  const literal = isIP(host) !== 0;
  if (literal && !policy.allows(host)) {
    return "This address is private or reserved, so deliveries cannot reach it. Use an address of the public internet.";
  }
  if (!literal && isInternalName(host) && !opensInternalName(host, policy)) {
    return "This name exists only inside a network, so deliveries cannot reach it. Use a name of the public internet.";
  }
  const open = literal ? policy.opens(host) : policy.opensRanges || policy.opensLoopback;
  if (url.protocol === "http:" && !open) return "Use https:// so that nobody on the way can read what is delivered.";
  return undefined;
}

function isInternalName(host: string): boolean {
  return !host.includes(".") || INTERNAL_NAME.test(host);
}

function opensInternalName(host: string, policy: AddressPolicy): boolean {
  return host !== "" && (policy.opensRanges || (policy.opensLoopback && /(^|\.)localhost$/.test(host)));
}

function refuse(message: string): CheckedUrl {
  return { ok: false, message };
}
