import { doorDeadline } from "@/lib/db/deadline";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { receive, verifyInbound } from "@/lib/inbound/receive";
import type { InboundRequest, Receiver } from "@/lib/inbound/receiver/define-receiver";
import { SECOND_MS } from "@/lib/time";
import { problemResponse } from "./problem";
import { createRateLimiter, requireWithin } from "./rate-limit";
import { readBytes } from "./read-bytes";

/** A body that trickles in holds a connection no longer than this. */
const BODY_MS_MAX = 10 * SECOND_MS;

type RouteContext = { params?: Promise<Record<string, string>> };

/**
 * The POST route of a receiver. Reads the raw bytes once, verifies exactly these, stores what they carry and answers with
 * a receipt (200), or as the receiver's protocol wants. 400, 401, 404, 413 and 429 say what is wrong as problem+json;
 * 500 and 503 are our own trouble, so that the provider tries again.
 */
export function inboundRoute<V>(receiver: Receiver<V>) {
  const limit = { requests: receiver.requestsPerMinuteMax ?? Number.POSITIVE_INFINITY, windowSeconds: 60 };
  const limiter = receiver.requestsPerMinuteMax === undefined ? undefined : createRateLimiter(limit);
  return async (request: Request, route?: RouteContext): Promise<Response> => {
    const requestId = newId("request");
    try {
      if (!receiver.isConfigured()) throw notFound("address");
      const rawBody = await readBytes(request, receiver.bodyBytesMax, { withinMs: BODY_MS_MAX });
      const params = (await route?.params) ?? {};
      const inbound: InboundRequest = { headers: request.headers, rawBody, params, now: new Date() };
      const within = doorDeadline();
      const verified = await within(() => verifyInbound(receiver, inbound));
      // After the verification: nobody but the sender itself uses up its share.
      if (limiter) requireWithin(limit, limiter.take(receiver.limitKey?.(inbound) ?? receiver.name));
      const received = await within(() => receive(receiver, inbound, verified));
      if ("receipt" in received) return answer(200, received.receipt, requestId);
      return answer(received.answer.status, received.answer.body, requestId);
    } catch (error) {
      return problemResponse(error, requestId);
    }
  };
}

function answer(status: number, body: unknown, requestId: string): Response {
  const headers = { "x-request-id": requestId, "cache-control": "no-store" };
  if (body === undefined) return new Response(null, { status, headers });
  return new Response(JSON.stringify(body), { status, headers: { ...headers, "content-type": "application/json" } });
}
