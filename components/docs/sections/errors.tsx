import { DocTable } from "@/components/docs/doc-table";
import { CodeBlock } from "@/components/ui/code-block";
import type { ErrorCode } from "@/lib/errors";

type ProblemCode = ErrorCode | "internal";

/** One kind of problem: its anchor is what `type` in an answer points to. */
export type ProblemKind = { code: ProblemCode; anchor: string; status: number; title: string };

const REMEDIES: Readonly<Record<ProblemCode, string>> = {
  malformed:
    "The body is no JSON, or a header or parameter cannot be read. Fix the request; repeating it does not help.",
  unauthenticated: "There is no key, or it is wrong, expired or revoked. Send Authorization: Bearer atl_…",
  forbidden: "The key lacks a scope, or is not for this workspace. detail names what is missing.",
  not_found: "There is no such thing, or it is not yours: both read alike.",
  method_not_allowed: "The address takes other methods. The header Allow names them.",
  conflict: "Somebody was first: another version was saved, or the same Idempotency-Key came with another body.",
  precondition_failed:
    "If-Match names a version that is not the newest. Read the thing again, and decide anew what to change.",
  too_large: "An event is over 256 KiB, or the body as a whole too large. Nothing was stored.",
  invalid: "The body is JSON but fails its schema. errors has one entry for each field, with its path.",
  rate_limited: "Wait for as many seconds as Retry-After says.",
  database_unavailable:
    "Our database is away, slow or full. Wait for as many seconds as Retry-After says, then send it again; with an Idempotency-Key that is safe even where detail says that it may be stored.",
  internal: "Our fault. Repeat it; with an Idempotency-Key that is safe. If it stays, tell us the request_id.",
};

const EXAMPLE = {
  type: "/docs/webhooks#error-invalid",
  title: "The request fails its schema",
  status: 422,
  detail: "The event was not published.",
  errors: [{ path: "data.balance", message: "is missing" }],
  request_id: "req_01KB0Z5V7Q8N3M4T6R9S2W1X0Y",
};

/** Problem documents, one row a kind. */
export function Errors({ kinds }: { kinds: readonly ProblemKind[] }) {
  return (
    <>
      <p>
        Errors are <code>application/problem+json</code> (RFC 9457). <code>detail</code> says what is wrong with this
        request, and <code>request_id</code>, which is also the header <code>X-Request-Id</code>, finds it in our log.
      </p>
      <CodeBlock code={JSON.stringify(EXAMPLE, null, 2)} label="An answer with status 422" />
      <DocTable
        label="Kinds of errors"
        head={["Status", "Title", "What to do"]}
        rows={kinds.map((kind) => ({
          key: kind.code,
          id: kind.anchor,
          cells: [String(kind.status), kind.title, REMEDIES[kind.code]],
        }))}
      />
    </>
  );
}
