import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { openApiDocument } from "@/lib/http/openapi/document";
import type { JsonSchema } from "@/lib/http/openapi/schemas";
import type { Operation } from "@/lib/http/operation";

/** The document under test. */
export const apiDocument = openApiDocument("https://hooks.atelya.test") as JsonSchema & {
  paths: Record<string, Record<string, DocumentOperation>>;
  webhooks: Record<string, { post: DocumentOperation }>;
};

type Media = { schema: JsonSchema; examples?: Record<string, { value: unknown }>; example?: unknown };
type DocumentAnswer = { headers?: Record<string, unknown>; content?: Record<string, Media> };
export type DocumentOperation = {
  operationId: string;
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, DocumentAnswer>;
};

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
// Answers are held to what the document tells of, and no more: a field that it does not know would be news to a client.
ajv.addSchema(closed(apiDocument) as object, "api");

/** What is wrong with a value by the schema at a place of the document, in words; empty when nothing is. */
export function faults(pointer: readonly (string | number)[], value: unknown): string {
  const path = pointer.map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1"));
  const ref = `api#/${path.map(encodeURIComponent).join("/")}`;
  const validate = ajv.getSchema(ref) as ValidateFunction | undefined;
  if (!validate) throw new Error(`The document has no schema at ${ref}.`);
  return validate(value) ? "" : ajv.errorsText(validate.errors);
}

/** Throws unless an answer is as the document says of its operation: status, headers, media type and body. */
export async function requireDocumented(operation: Operation, response: Response, body: unknown): Promise<void> {
  const place = ["paths", operation.path, operation.method, "responses", String(response.status)];
  const told = apiDocument.paths[operation.path]?.[operation.method]?.responses[response.status];
  const name = `${operation.id} answered ${response.status}`;
  if (!told) throw new Error(`${name}, which is not in the document: ${JSON.stringify(body)}`);
  for (const header of Object.keys(told.headers ?? {})) {
    if (!response.headers.has(header)) throw new Error(`${name} without the header ${header}.`);
  }
  const [mediaType] = Object.keys(told.content ?? {});
  const given = response.headers.get("content-type")?.split(";")[0];
  if (given !== mediaType) throw new Error(`${name} as ${given} instead of ${mediaType}.`);
  if (!mediaType) return;
  const wrong = faults([...place, "content", mediaType, "schema"], body);
  if (wrong) throw new Error(`${name} against its schema: ${wrong}. ${JSON.stringify(body).slice(0, 500)}`);
}

function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  // Each part of an allOf knows a part of the fields.
  const entries = Object.entries(value).map(([key, entry]) => [key, key === "allOf" ? entry : closed(entry)] as const);
  const copy: JsonSchema = Object.fromEntries(entries);
  const isShape = copy.type === "object" && "properties" in copy && !("additionalProperties" in copy);
  return isShape ? { ...copy, additionalProperties: false } : copy;
}
