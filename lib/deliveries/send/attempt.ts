import { clockNow } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import type { EventEnvelope } from "@/lib/events/envelope";
import { newId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { clientCredentialsToken } from "@/lib/net/oauth-token";
import { deliveryPolicy, type SendResult, sendGuarded } from "@/lib/net/send";
import { scrub } from "@/lib/secrets/mask";
import { TemplateTooLate } from "@/lib/templates/template-error";
import { type BuiltRequest, buildRequest } from "./build-request";
import type { SendingDestination } from "./open-destinations";
import { type Exchange, judge, type Outcome } from "./outcome";

/** What one attempt is about. */
export type AttemptInput = {
  deliveryId: string;
  attemptNumber: number;
  attemptsMax?: number;
  /** Attempts before this one that count in no limit. */
  sparedCount?: number;
  /** It shows whether an open breaker may close. */
  isProbe?: boolean;
  /** Asked right before the request goes out: false when the lease was lost meanwhile. */
  mayStart?: () => boolean;
  event: EventEnvelope;
  destination: SendingDestination;
  signingSecrets: readonly string[];
  /** The last answer was a 401: a token that we hold is of no more use. */
  freshToken: boolean;
};

/** An attempt that was made: what is recorded of it, and what it means. */
export type AttemptResult = {
  startedAt: Date;
  durationMs: number;
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: string;
  responseStatus: number | null;
  responseHeaders: Record<string, string> | null;
  responseBody: string | null;
  responseBodyBytes: number | null;
  errorClass: string | null;
  outcome: Outcome;
};

/**
 * Makes one HTTP request of a delivery. Whatever the outside does is a value; undefined when nothing was sent since
 * `mayStart` forbade it. It throws only for a defect of ours.
 */
export async function attempt(input: AttemptInput): Promise<AttemptResult | undefined> {
  const startedAt = new Date(clockNow());
  const authorization = await authorize(input);
  if (!authorization.ok)
    return unsent(input, startedAt, { ok: false, errorClass: "rejected", message: authorization.message });
  const built = build(input, authorization.header, startedAt);
  if ("refusal" in built) return unbuilt(input, startedAt, built.refusal);
  const { mayStart, destination } = input;
  const request = { ...built, timeoutMs: destination.timeoutMs, ...(mayStart ? { mayStart } : {}) };
  const sent = await sendGuarded(request, deliveryPolicy());
  if (!sent.ok && sent.withheld) return undefined;
  const hidden = [...input.destination.secrets, ...input.signingSecrets];
  if (authorization.header) hidden.push(authorization.header.value);
  return {
    ...facts(startedAt, sent.durationMs, built),
    ...(sent.ok ? response(sent, hidden) : { ...NO_RESPONSE, errorClass: sent.errorClass }),
    outcome: withBrokenBody(decide(input, sent, startedAt, sent.durationMs), sent),
  };
}

// The status that came counts; what broke after it is told beside it.
function withBrokenBody(outcome: Outcome, sent: SendResult): Outcome {
  if (!sent.ok || !sent.bodyBroke) return outcome;
  return { ...outcome, explanation: `${outcome.explanation} ${sent.bodyBroke}` };
}

/** An attempt that could not even be begun, for a reason of ours that its admin or operator can fix: on record all the same. */
export function attemptWithout(
  input: Pick<AttemptInput, "attemptNumber" | "sparedCount" | "isProbe">,
  message: string,
): AttemptResult {
  const startedAt = new Date(clockNow());
  const exchange = { ok: false, errorClass: "rejected", message } as const;
  const interpret = () => ({ kind: "retry", explanation: message }) as const;
  const outcome = judge({ ...input, exchange, interpret, endedAt: startedAt });
  return { ...facts(startedAt, 0), ...NO_RESPONSE, errorClass: exchange.errorClass, outcome };
}

type Authorization = { ok: true; header: { name: string; value: string } | undefined } | { ok: false; message: string };

async function authorize({ destination, freshToken }: AttemptInput): Promise<Authorization> {
  const { credentials } = destination;
  if (credentials.type === "none") return { ok: true, header: undefined };
  if (credentials.type === "header") return { ok: true, header: { name: credentials.name, value: credentials.value } };
  const token = await clientCredentialsToken(credentials, deliveryPolicy(), { fresh: freshToken });
  if (!token.ok) return { ok: false, message: token.explanation };
  return { ok: true, header: { name: "Authorization", value: `Bearer ${token.token}` } };
}

// A template may fail on an event that its author did not think of: the admin fixes that, and finds it on record.
function build(
  input: AttemptInput,
  authorization: { name: string; value: string } | undefined,
  now: Date,
): BuiltRequest | { refusal: { permanent: boolean; message: string } } {
  try {
    return buildRequest({ ...input, authorization, now });
  } catch (error) {
    if (error instanceof AppError) return { refusal: { permanent: true, message: error.message } };
    if (error instanceof TemplateTooLate) return { refusal: { permanent: false, message: error.message } };
    const reference = newId("request");
    logger.error({ err: error, reference, deliveryId: input.deliveryId }, "a request could not be built");
    return { refusal: { permanent: false, message: `The request could not be built. Reference: ${reference}.` } };
  }
}

function unsent(input: AttemptInput, startedAt: Date, exchange: Exchange & { ok: false }): AttemptResult {
  return {
    ...facts(startedAt, clockNow() - startedAt.getTime(), undefined, input.destination),
    ...NO_RESPONSE,
    errorClass: exchange.errorClass,
    outcome: decide(input, exchange, startedAt, 0),
  };
}

function unbuilt(
  input: AttemptInput,
  startedAt: Date,
  refusal: { permanent: boolean; message: string },
): AttemptResult {
  const result = unsent(input, startedAt, { ok: false, errorClass: "rejected", message: refusal.message });
  if (!refusal.permanent) return result;
  const outcome: Outcome = { ...result.outcome, verdict: "permanent", status: "failed", nextAt: null };
  return { ...result, outcome };
}

function decide(input: AttemptInput, exchange: Exchange, startedAt: Date, durationMs: number): Outcome {
  const { destination, attemptNumber, attemptsMax, sparedCount, isProbe } = input;
  return judge({
    exchange,
    interpret: destination.format.interpret,
    attemptNumber,
    ...(attemptsMax === undefined ? {} : { attemptsMax }),
    ...(sparedCount === undefined ? {} : { sparedCount }),
    ...(isProbe === undefined ? {} : { isProbe }),
    endedAt: new Date(startedAt.getTime() + durationMs),
  });
}

const NO_RESPONSE = { responseStatus: null, responseHeaders: null, responseBody: null, responseBodyBytes: null };

function facts(startedAt: Date, durationMs: number, built?: BuiltRequest, destination?: SendingDestination) {
  return {
    startedAt,
    durationMs: Math.round(durationMs),
    method: built?.method ?? "POST",
    url: built?.recorded.url ?? destination?.format.url.mask(new URL(destination.url)) ?? "",
    requestHeaders: built?.recorded.headers ?? {},
    requestBody: built?.body ?? "",
  };
}

function response(
  sent: { status: number; headers: Record<string, string>; body: string; bodyBytes: number },
  hidden: readonly string[],
) {
  // Not by assignment: a header may be named __proto__.
  const headers = Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name, scrub(value, hidden)]));
  return {
    responseStatus: sent.status,
    responseHeaders: headers,
    responseBody: scrub(sent.body, hidden),
    responseBodyBytes: sent.bodyBytes,
    errorClass: null,
  };
}
