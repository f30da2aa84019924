import { retryAfterMs } from "./backoff";
import type { SdkResponse } from "./sdk-call";

export type SerializedError = { name: string; message: string; stack?: string };

/** One operation that the SDK reports (an element of a 206's body). */
export type Operation = {
  op: string;
  id: string;
  name?: string;
  displayName?: string;
  opts?: Record<string, unknown>;
  data?: unknown;
  error?: unknown;
};

/** What the SDK answered, in the engine's terms. */
export type Answer =
  | { kind: "done" }
  | { kind: "failed"; error: SerializedError }
  | { kind: "retry"; error: SerializedError; afterMs: number | undefined }
  | { kind: "operations"; operations: Operation[]; afterMs: number | undefined };

/** Reads a response of the SDK. What does not come from the SDK, or says nothing about retrying, fails the attempt. */
export function readAnswer({ status, headers, body }: SdkResponse): Answer {
  if (status === 200) return { kind: "done" };
  const parsed = parseJson(body);
  const afterMs = retryAfterMs(headers["retry-after"]);
  if (status === 206) {
    const operations = (Array.isArray(parsed) ? parsed : [parsed]) as Operation[];
    return { kind: "operations", operations, afterMs };
  }
  const error = readError(parsed, `The SDK answered ${status}: ${body.slice(0, 500)}`);
  if (headers["x-inngest-no-retry"] === "true") return { kind: "failed", error };
  return { kind: "retry", error, afterMs };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readError(value: unknown, fallback: string): SerializedError {
  const { name, message, stack } = (value ?? {}) as Partial<SerializedError>;
  return {
    name: typeof name === "string" ? name : "Error",
    message: typeof message === "string" ? message : fallback,
    ...(typeof stack === "string" ? { stack } : {}),
  };
}
