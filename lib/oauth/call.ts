import { allowInsecureRequests, customFetch } from "oauth4webapi";
import { guardedFetch, NoAnswerError } from "@/lib/net/guarded-fetch";
import { deliveryPolicy } from "@/lib/net/send";
import { SECOND_MS } from "@/lib/time";
import type { Problem } from "./schema";
import type { Setup } from "./setup";

export type CallOptions = ReturnType<typeof callOptions>;

/** An answer that is no refusal, ready for the library; or what is wrong. */
export type Called = { ok: true; response: Response } | { ok: false; problem: Problem };

type FetchOptions = { headers: Record<string, string>; body: URLSearchParams };
type Json = Record<string, unknown>;

const TIMEOUT_MS = 10 * SECOND_MS;
const ANSWER_BYTES_MAX = 64 * 1024;
const TOO_MANY = 429;
/** A code that may be shown and logged: nothing else of what a provider wrote is. */
const PLAIN_CODE = /^[a-z][a-z0-9_]{1,59}$/;

/**
 * Sends one request of the library's to a provider and reads the answer the way this provider means it: Slack refuses
 * with 200 and ok: false, Notion says null for what is absent. Every failure is a value, and carries no more of the
 * answer than its error code.
 */
export async function callProvider(
  setup: Setup,
  request: (options: CallOptions) => Promise<Response>,
): Promise<Called> {
  let response: Response;
  try {
    response = await request(callOptions(setup));
  } catch (error) {
    if (error instanceof NoAnswerError) return failed({ code: "unreachable" });
    throw error;
  }
  const json = parseObject(await response.text());
  const code = errorCode(json);
  if (code !== undefined && (response.status >= 400 || json?.ok === false)) {
    return failed({ code: "refused", ...(PLAIN_CODE.test(code) ? { providerCode: code } : {}) });
  }
  if (response.status >= 500 || response.status === TOO_MANY) return failed({ code: "unavailable" });
  if (response.status !== 200) return failed({ code: "wrong_answer" });
  const present = Object.fromEntries(Object.entries(json ?? {}).filter(([, value]) => value !== null));
  return { ok: true, response: Response.json(present) };
}

/** An error code as a provider may have put it into an address or an answer, if it is one that may be shown. */
export function plainCode(text: string | null): string | undefined {
  return text !== null && PLAIN_CODE.test(text) ? text : undefined;
}

function callOptions({ provider, insecure }: Setup) {
  return {
    [allowInsecureRequests]: insecure,
    [customFetch]: (url: string, { headers, body }: FetchOptions) => {
      const isJson = provider.body === "json";
      const sent = isJson
        ? {
            headers: { ...headers, "content-type": "application/json" },
            body: JSON.stringify(Object.fromEntries(body)),
          }
        : { headers, body: body.toString() };
      const fetch = guardedFetch({
        policy: deliveryPolicy(),
        timeoutMs: TIMEOUT_MS,
        responseBytesMax: ANSWER_BYTES_MAX,
      });
      return fetch(url, { method: "POST", ...sent });
    },
  };
}

function failed(problem: Problem): Called {
  return { ok: false, problem };
}

// RFC 6749 and Slack: `error`. Notion's API: { object: "error", code }.
function errorCode(json: Json | undefined): string | undefined {
  if (typeof json?.error === "string") return json.error;
  return json?.object === "error" && typeof json.code === "string" ? json.code : undefined;
}

function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
