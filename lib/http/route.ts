import { type ApiScope, authorize, type Context } from "@/lib/context";
import { type Deadline, doorDeadline } from "@/lib/db/deadline";
import { newId } from "@/lib/ids";
import { authenticateApiKey, DeadKeyError, type KeyHolder } from "@/lib/keys/authenticate-api-key";
import { noteRequest } from "@/lib/keys/request-log";
import { problemResponse } from "./problem";
import { API_RATE_LIMIT, apiLimiter, rateLimitHeaders, requireWithin } from "./rate-limit";

export type ApiCall<Params = Record<string, string>> = {
  ctx: Context;
  request: Request;
  /** The parameters in the route's path, such as [deliveryId]. */
  params: Params;
  /** Runs what asks the database, within the time that the door has. */
  within: Deadline;
};

/** What a handler answers: sent as JSON; 200 unless told. No body makes a 204. */
export type ApiAnswer = { status?: number; body?: unknown; headers?: Record<string, string> };

type RouteContext<Params> = { params?: Promise<Params> };

/**
 * A route of the public API: the key becomes a Context, the scope is required (any valid key does when there is none),
 * the key's rate is counted, and whatever is thrown is answered as problem+json. Every answer names its request id, and
 * goes on the audit log as one of the key's, also where the key is expired or revoked.
 */
export function apiRoute<Params = Record<string, string>>(options: {
  /** What the audit log calls it. */
  operation: string;
  scope?: ApiScope;
  handle(call: ApiCall<Params>): Promise<ApiAnswer>;
}) {
  return async (request: Request, route?: RouteContext<Params>): Promise<Response> => {
    const requestId = newId("request");
    let holder: KeyHolder | undefined;
    let limitHeaders: Record<string, string> = {};
    let response: Response;
    const within = doorDeadline({ changes: request.method !== "GET" });
    try {
      const ctx = await within(() => authenticateApiKey(request.headers.get("authorization")));
      holder = ctx;
      const state = apiLimiter().take(ctx.actor.id);
      limitHeaders = rateLimitHeaders(API_RATE_LIMIT, state);
      requireWithin(API_RATE_LIMIT, state, ", or send up to 100 events in one request");
      if (options.scope) authorize(ctx, options.scope);
      const params = ((await route?.params) ?? {}) as Params;
      response = answerResponse(await options.handle({ ctx, request, params, within }), requestId, limitHeaders);
    } catch (error) {
      if (error instanceof DeadKeyError) holder = error.holder;
      response = problemResponse(error, requestId);
      for (const [name, value] of Object.entries(limitHeaders)) response.headers.set(name, value);
    }
    if (holder) noteRequest(holder, { operation: options.operation, status: response.status });
    return response;
  };
}

function answerResponse(answer: ApiAnswer, requestId: string, limitHeaders: Record<string, string>): Response {
  const { status, body, headers } = answer;
  const common = { "x-request-id": requestId, "cache-control": "no-store", ...limitHeaders, ...headers };
  if (body === undefined) return new Response(null, { status: status ?? 204, headers: common });
  return new Response(JSON.stringify(body), {
    status: status ?? 200,
    headers: { "content-type": "application/json; charset=utf-8", ...common },
  });
}
