import { SECOND_MS } from "@/lib/time";
import type { Request } from "../judge/ledger";

export type Publish = { apiKey: string; bodies: readonly object[]; idempotencyKey: string | undefined };

/** One request and its outcome; `answer` only for a 202 that was read to its end. */
export type Posted = {
  request: Request;
  answer?: readonly { id: string; deliveries: number }[];
  retryAfterSeconds?: number;
};

// Longer than any answer should take, so that a slow one is seen as what it is.
const TIMEOUT_MS = 60 * SECOND_MS;

/** Sends one publish to the app at an address. Never throws: what becomes of it is a value. */
export async function postEvents(target: string, { apiKey, bodies, idempotencyKey }: Publish): Promise<Posted> {
  const at = Date.now();
  const startedAt = performance.now();
  const done = (rest: Omit<Request, "at" | "tookMs">): Request => ({
    at,
    tookMs: performance.now() - startedAt,
    ...rest,
  });
  try {
    const response = await fetch(`${target}/api/v1/events`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${apiKey}`,
        "content-type": "application/json",
        ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}),
      },
      body: JSON.stringify(bodies.length === 1 ? bodies[0] : { events: bodies }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = (await response.json().catch(() => ({}))) as { data?: Posted["answer"]; type?: string };
    const retryAfterSeconds = Number(response.headers.get("retry-after")) || 0;
    const request = done({
      status: response.status,
      hasRetryAfter: response.headers.has("retry-after"),
      ...(body.type ? { problemType: body.type } : {}),
    });
    if (response.status === 202 && body.data) return { request, answer: body.data };
    return { request, retryAfterSeconds };
  } catch {
    return { request: done({ status: "no answer", hasRetryAfter: false }) };
  }
}
