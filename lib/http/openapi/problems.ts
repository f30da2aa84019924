import { z } from "zod";
import type { ErrorCode } from "@/lib/errors";
import type { Operation } from "../operation";
import { PROBLEM_KINDS, problemType } from "../problem";

/** What every refusal looks like (RFC 9457). */
export const problem = z
  .object({
    type: z.string().meta({ description: "Where the documentation explains this kind of refusal." }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().meta({ description: "What is wrong with this request, and what to do about it." }),
    errors: z
      .array(
        z.object({
          path: z.string().meta({ description: "As the caller wrote it.", examples: ["events[0].type"] }),
          message: z.string(),
        }),
      )
      .meta({ description: "Every field that is wrong." }),
    request_id: z.string().meta({ description: "Name it when you ask us about this request." }),
  })
  .meta({ id: "Problem", description: "Why a request was refused, as application/problem+json (RFC 9457)." });

const DESCRIPTIONS: Record<ErrorCode, string> = {
  malformed: "The request is no JSON, or a header is malformed.",
  unauthenticated: "No API key, or one that is unknown, expired or revoked.",
  forbidden: "The key lacks the scope, which is named, or may not see the workspace.",
  not_found: "There is no such thing, or it is another organization's.",
  method_not_allowed: "The address does not take this method. Allow names those that it takes.",
  conflict: "The Idempotency-Key was used for another request.",
  precondition_failed: "If-Match names a version that is not the newest. Nothing was changed.",
  too_large: "The body is too large.",
  invalid: "The request fails its schema. `errors` names each field or parameter.",
  rate_limited: "Too many requests. Wait for as long as Retry-After says.",
  database_unavailable:
    "The database is away, slow or full. Send it again after Retry-After; with an Idempotency-Key that is safe.",
};

/** Which refusals an operation knows, with when they come. */
export function refusalsOf(operation: Operation): [ErrorCode, string][] {
  const { body, params, query, method, scope, refusals = {} } = operation;
  const isOpen = scope === "public";
  const known: Record<ErrorCode, boolean> = {
    malformed: body !== undefined || method === "post" || (operation.takesIfMatch ?? false),
    unauthenticated: !isOpen,
    forbidden: scope !== null && !isOpen,
    not_found: params !== undefined,
    method_not_allowed: false,
    conflict: method === "post",
    precondition_failed: operation.takesIfMatch ?? false,
    too_large: body !== undefined,
    invalid: body !== undefined || query !== undefined,
    rate_limited: !isOpen,
    database_unavailable: !isOpen,
  };
  const codes = Object.keys(PROBLEM_KINDS) as ErrorCode[];
  return codes
    .filter((code) => known[code] || refusals[code])
    .map((code) => [
      code,
      [refusals[code], refusals[code] && !known[code] ? "" : DESCRIPTIONS[code]].filter(Boolean).join(" "),
    ]);
}

const WITH_RETRY_AFTER: ReadonlySet<ErrorCode> = new Set(["rate_limited", "database_unavailable"]);

/** A refusal's answer in the document. */
export function refusalAnswer(code: ErrorCode, description: string) {
  const { status, title } = PROBLEM_KINDS[code];
  const example = {
    type: problemType(code),
    title,
    status,
    detail: DESCRIPTIONS[code],
    errors: [],
    request_id: "req_01M844DZG0NQ0S48XYQT3JMH7P",
  };
  const header = (name: string) => ({ $ref: `#/components/headers/${name}` });
  return {
    description,
    headers: {
      "X-Request-Id": header("RequestId"),
      ...(WITH_RETRY_AFTER.has(code) ? { "Retry-After": header("RetryAfter") } : {}),
    },
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" }, example } },
  };
}
