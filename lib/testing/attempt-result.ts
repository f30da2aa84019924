import type { AttemptResult } from "@/lib/deliveries/send/attempt";
import type { AttemptRecord } from "@/lib/deliveries/send/attempt-record";
import type { Claimed } from "@/lib/deliveries/send/lease";

/** What an attempt came to that was answered 200, but for `over`. */
export function attemptResult(over: Partial<AttemptResult> = {}): AttemptResult {
  return {
    startedAt: new Date(),
    durationMs: 12,
    method: "POST",
    url: "https://receiver.example/hook",
    requestHeaders: { "content-type": "application/json" },
    requestBody: "{}",
    responseStatus: 200,
    responseHeaders: { "content-type": "text/plain" },
    responseBody: "ok",
    responseBodyBytes: 2,
    errorClass: null,
    outcome: {
      verdict: "delivered",
      status: "delivered",
      explanation: "Delivered.",
      nextAt: null,
      disables: false,
      patienceMs: null,
      isSpared: false,
    },
    ...over,
  };
}

/** What comes next after a failure: the attempt after it, in five seconds. */
export function retryOutcome(explanation = "Answered 500."): AttemptResult["outcome"] {
  const nextAt = new Date(Date.now() + 5_000);
  return { ...attemptResult().outcome, verdict: "retry", status: "retrying", explanation, nextAt };
}

/** An attempt of a claimed delivery, ready for the record. */
export function attemptRecord(claimed: Claimed, result = attemptResult()): AttemptRecord {
  const { organizationId, id: deliveryId, destinationId, lease, attemptCount } = claimed;
  const number = attemptCount + 1;
  const rest = { tells: "health", isProbe: false, learnedIntervalMs: null } as const;
  return { organizationId, deliveryId, destinationId, number, lease, result, ...rest };
}
