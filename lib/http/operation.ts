import type { z } from "zod";
import type { ApiScope } from "@/lib/context";
import type { ErrorCode } from "@/lib/errors";
import type { IdKind } from "@/lib/ids";

export const TAGS = {
  webhooks: "Register where events go, which ones, and how they are signed.",
  deliveries: "What was sent, every attempt of it, and sending it again.",
  replays: "Sending many past deliveries again, in the background.",
  events: "Publish events, and read them.",
  credits: "What is left, and what was used.",
  catalogue: "What there is: event types, workspaces, this document.",
} as const;

/** A successful answer. No schema: it has no body. */
export type OperationAnswer = {
  status: 200 | 201 | 202 | 204;
  description: string;
  schema?: z.ZodType;
  /** Headers beyond those that every answer has, with what they say. */
  headers?: Record<string, string>;
};

export type OperationBody = {
  schema: z.ZodType;
  /** May be left out, which reads as an empty object. */
  isOptional?: boolean;
  /** 256 KiB unless told. */
  bytesMax?: number;
  examples: Record<string, unknown>;
};

/**
 * One operation of the public API: the route takes its scope, parameters and limits from it, and the OpenAPI document is
 * drawn from it.
 */
export type Operation<
  Query extends z.ZodType = z.ZodType,
  Answers extends readonly OperationAnswer[] = readonly OperationAnswer[],
> = {
  id: string;
  method: "get" | "post" | "patch" | "delete";
  path: `/api/v1/${string}`;
  tag: keyof typeof TAGS;
  summary: string;
  description?: string;
  /** Null: any valid key will do. */
  scope: ApiScope | "public" | null;
  /** The kind of the id in the path. */
  params?: { readonly id: IdKind };
  query?: Query;
  body?: OperationBody;
  /** It takes If-Match: a version that is not the newest is refused. */
  takesIfMatch?: boolean;
  /** It asks somebody outside, whose answer may take longer than a door has time. */
  asksOutside?: boolean;
  answers: Answers;
  /** Refusals beyond those that every operation knows, with when they come. */
  refusals?: Partial<Record<ErrorCode, string>>;
};

/** Declares an operation, keeping the types of its query and answers. */
export function defineOperation<const Query extends z.ZodType, const Answers extends readonly OperationAnswer[]>(
  operation: Operation<Query, Answers>,
): Operation<Query, Answers> {
  return operation;
}

/** What a handler may answer with, by the schemas of the operation's answers. */
export type AnswerBody<Answers extends readonly OperationAnswer[]> = Answers[number] extends infer Each
  ? Each extends { schema: infer Schema extends z.ZodType }
    ? z.output<Schema>
    : undefined
  : never;
