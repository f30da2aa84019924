import { ID_PREFIXES } from "@/lib/ids";
import type { Operation, OperationAnswer } from "../operation";
import { PROBLEM_KINDS } from "../problem";
import { refusalAnswer, refusalsOf } from "./problems";
import { type Components, type JsonSchema, jsonSchemaOf } from "./schemas";

/** The document's paths, one entry an operation. */
export function pathsOf(operations: readonly Operation[], components: Components): Record<string, JsonSchema> {
  const paths: Record<string, JsonSchema> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: entryOf(operation, components) };
  }
  return paths;
}

function entryOf(operation: Operation, components: Components): JsonSchema {
  const { id, tag, summary, description, scope, body } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: withScope(description ?? `${summary}.`, scope),
    security: scope === "public" ? [] : [{ apiKey: [] }],
    parameters: parametersOf(operation, components),
    ...(body ? { requestBody: bodyOf(body, components) } : {}),
    responses: {
      ...Object.fromEntries(operation.answers.map((answer) => [answer.status, answerOf(answer, scope, components)])),
      ...Object.fromEntries(
        refusalsOf(operation).map(([code, when]) => [PROBLEM_KINDS[code].status, refusalAnswer(code, when)]),
      ),
    },
  };
}

function withScope(description: string, scope: Operation["scope"]): string {
  if (scope === "public") return `${description} Needs no key.`;
  return `${description} ${scope ? `Needs the scope \`${scope}\`.` : "Any key will do."}`;
}

function parametersOf({ params, query, method, takesIfMatch }: Operation, components: Components): JsonSchema[] {
  const parameters: JsonSchema[] = [];
  if (params) {
    const prefix = ID_PREFIXES[params.id];
    const schema = { type: "string", pattern: `^${prefix}_[0-9A-Za-z_-]{1,64}$` };
    parameters.push({ name: "id", in: "path", required: true, description: `Its id, \`${prefix}_…\`.`, schema });
  }
  const { properties = {}, required = [] } = query ? jsonSchemaOf(query, "input", components) : {};
  for (const [name, { description, ...schema }] of Object.entries(properties as Record<string, JsonSchema>)) {
    const isRequired = (required as string[]).includes(name);
    parameters.push({ name, in: "query", required: isRequired, ...(description ? { description } : {}), schema });
  }
  if (takesIfMatch) parameters.push({ $ref: "#/components/parameters/IfMatch" });
  if (method === "post") parameters.push({ $ref: "#/components/parameters/IdempotencyKey" });
  return parameters;
}

function bodyOf(body: NonNullable<Operation["body"]>, components: Components): JsonSchema {
  const examples = Object.entries(body.examples).map(([name, value]) => [name, { value }]);
  return {
    required: !body.isOptional,
    content: {
      "application/json": {
        schema: jsonSchemaOf(body.schema, "input", components),
        examples: Object.fromEntries(examples),
      },
    },
  };
}

const LIMITS = {
  "RateLimit-Limit": "RateLimitLimit",
  "RateLimit-Remaining": "RateLimitRemaining",
  "RateLimit-Reset": "RateLimitReset",
};

function answerOf(answer: OperationAnswer, scope: Operation["scope"], components: Components): JsonSchema {
  const { description, schema, headers = {} } = answer;
  const common = { "X-Request-Id": "RequestId", ...(scope === "public" ? {} : LIMITS) };
  return {
    description,
    headers: {
      ...Object.fromEntries(
        Object.entries(common).map(([name, component]) => [name, { $ref: `#/components/headers/${component}` }]),
      ),
      ...Object.fromEntries(
        Object.entries(headers).map(([name, says]) => [name, { description: says, schema: { type: "string" } }]),
      ),
    },
    ...(schema ? { content: { "application/json": { schema: jsonSchemaOf(schema, "output", components) } } } : {}),
  };
}
