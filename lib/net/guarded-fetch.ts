import type { AddressPolicy } from "./address";
import { type GuardedRequest, sendGuarded, USER_AGENT } from "./send";

export type GuardedFetchOptions = {
  policy: AddressPolicy;
  /** For each request: connection, headers and body. */
  timeoutMs: number;
  /** A longer answer is an error: half a document says something else than the whole. */
  responseBytesMax: number;
};

type Init = {
  method?: string | undefined;
  headers?: unknown;
  body?: unknown;
};

/** No answer came, not all of it, or more of it than is read. The message is for people and has the remedy; it names no address. */
export class NoAnswerError extends Error {}

const METHODS: readonly string[] = ["GET", "POST", "PUT", "PATCH", "DELETE"] satisfies GuardedRequest["method"][];
// A Response takes no higher status, and no body with these. Source: fetch.spec.whatwg.org, "initialize a response".
const STATUS_MAX = 599;
const BODILESS = new Set([204, 205, 304]);

/**
 * A `fetch` over the guarded sender, for libraries that take one of the caller's. Redirects are answers, not followed;
 * bodies are text that is there as a whole. Throws NoAnswerError.
 */
export function guardedFetch({ policy, timeoutMs, responseBytesMax }: GuardedFetchOptions) {
  return async (url: string | URL, init: Init = {}): Promise<Response> => {
    const method = (init.method ?? "GET").toUpperCase();
    if (!isMethod(method)) throw new TypeError(`The guarded fetch does not send ${method}.`);
    const headers = { "user-agent": USER_AGENT, ...Object.fromEntries(new Headers(init.headers as HeadersInit)) };
    const body = bodyText(init.body);
    const request = { method, url: String(url), headers, timeoutMs, responseBytesMax };
    const sent = await sendGuarded(body === undefined ? request : { ...request, body }, policy);
    if (!sent.ok) throw new NoAnswerError(sent.message);
    if (sent.bodyBroke) throw new NoAnswerError(sent.bodyBroke);
    if (sent.bodyBytes > responseBytesMax) {
      throw new NoAnswerError(`${new URL(url).host} answered with more than ${responseBytesMax / 1024} KiB.`);
    }
    if (sent.status > STATUS_MAX) {
      throw new NoAnswerError(`${new URL(url).host} answered ${sent.status}, which is no status of http.`);
    }
    return new Response(BODILESS.has(sent.status) ? null : sent.body, { status: sent.status, headers: sent.headers });
  };
}

function bodyText(body: unknown): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === "string") return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError("The guarded fetch sends text alone.");
}

function isMethod(method: string): method is GuardedRequest["method"] {
  return METHODS.includes(method);
}
