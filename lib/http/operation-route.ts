import type { z } from "zod";
import type { Context } from "@/lib/context";
import { doorDeadline, OUTSIDE_MS } from "@/lib/db/deadline";
import { notFound } from "@/lib/errors";
import { ID_PREFIXES, type IdKind } from "@/lib/ids";
import { idempotent, type Remember } from "./idempotent";
import { ifMatch } from "./if-match";
import type { AnswerBody, Operation, OperationAnswer, OperationBody } from "./operation";
import { readQuery } from "./page-query";
import { API_BODY_BYTES_MAX, readJson, readOptionalJson } from "./read-json";
import { apiRoute } from "./route";

/** What a handler is given. The id has the form of one, the query has passed its schema, the body is untrusted JSON. */
export type OperationCall<Query> = {
  ctx: Context;
  request: Request;
  params: { readonly id: string };
  query: Query;
  body: unknown;
  /** The versions that the request's If-Match names; undefined for any. */
  versions: readonly number[] | undefined;
  /** Runs the work once for the request's Idempotency-Key, for this key of ours and these parameters. */
  once<T>(work: (remember: Remember<T>) => Promise<T>): Promise<T>;
};

type Given<Body> = { body: Body; status?: OperationAnswer["status"]; headers?: Record<string, string> };

/** The route of an operation: whatever the document says of scope, parameters and limits is asked for here. */
export function operationRoute<Query extends z.ZodType, const Answers extends readonly OperationAnswer[]>(
  operation: Operation<Query, Answers>,
  handle: (call: OperationCall<z.output<Query>>) => Promise<Given<AnswerBody<Answers>>>,
) {
  const status = operation.answers[0]?.status ?? 200;
  return apiRoute<{ id: string }>({
    operation: operation.id,
    ...(operation.scope && operation.scope !== "public" ? { scope: operation.scope } : {}),
    handle: async ({ ctx, request, params, within }) => {
      if (operation.params) requireId(params.id, operation.params.id);
      const query = (operation.query ? readQuery(request, operation.query) : {}) as z.output<Query>;
      const body = operation.body ? await readBody(request, operation.body) : undefined;
      const versions = operation.takesIfMatch ? ifMatch(request) : undefined;
      const place = [operation.id, ctx.actor.id, params.id].join(":");
      const once = <T>(work: (remember: Remember<T>) => Promise<T>) =>
        idempotent({ ctx, request, operation: place, body }, work);
      // The body is read by now: a sender that is slow is no trouble of ours.
      const inTime = operation.asksOutside ? doorDeadline({ limitMs: OUTSIDE_MS }) : within;
      return { status, ...(await inTime(() => handle({ ctx, request, params, query, body, versions, once }))) };
    },
  });
}

function readBody(request: Request, { isOptional, bytesMax = API_BODY_BYTES_MAX }: OperationBody): Promise<unknown> {
  return isOptional ? readOptionalJson(request, bytesMax) : readJson(request, bytesMax);
}

const WORDS: Partial<Record<IdKind, string>> = { subscription: "webhook" };
// Publishers may choose the ids of events.
const ID_REST = /^[0-9A-Za-z_-]{1,64}$/;

// What has not the form of an id is no id of ours, and never reaches the database.
function requireId(id: string, kind: IdKind): void {
  const prefix = `${ID_PREFIXES[kind]}_`;
  if (id.startsWith(prefix) && ID_REST.test(id.slice(prefix.length))) return;
  throw notFound(WORDS[kind] ?? kind);
}
