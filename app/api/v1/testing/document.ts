import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { openApiDocument } from "@/lib/http/openapi/document";
import type { JsonSchema } from "@/lib/http/openapi/schemas";

type Media = { schema: JsonSchema; examples?: Record<string, { value: unknown }>; example?: unknown };
type DocumentAnswer = { headers?: Record<string, unknown>; content?: Record<string, Media> };
export type DocumentOperation = {
  operationId: string;
  security?: unknown[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, DocumentAnswer>;
};
export type ApiDocument = JsonSchema & {
  paths: Record<string, Record<string, DocumentOperation>>;
  webhooks: Record<string, { post: DocumentOperation }>;
};

/** Where in a document an operation stands. */
export type Place = { path: string; method: string };

/** Holds values and answers to a document. */
export function validatorOf(document: ApiDocument) {
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
  // Answers are held to what the document tells of, and no more: a field that it does not know would be news to a client.
  ajv.addSchema(closed(document) as object, "api");

  /** What is wrong with a value by the schema at a place of the document, in words; empty when nothing is. */
  function faults(pointer: readonly (string | number)[], value: unknown): string {
    const path = pointer.map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1"));
    const ref = `api#/${path.map(encodeURIComponent).join("/")}`;
    const validate = ajv.getSchema(ref) as ValidateFunction | undefined;
    if (!validate) throw new Error(`The document has no schema at ${ref}.`);
    return validate(value) ? "" : ajv.errorsText(validate.errors);
  }

  /** Throws unless an answer is as the document says of its operation: status, headers, media type and body. */
  function requireDocumented({ path, method }: Place, response: Response, body: unknown): void {
    const told = document.paths[path]?.[method]?.responses[response.status];
    const name = `${method} ${path} answered ${response.status}`;
    if (!told) throw new Error(`${name}, which is not in the document: ${JSON.stringify(body)}`);
    for (const header of Object.keys(told.headers ?? {})) {
      if (!response.headers.has(header)) throw new Error(`${name} without the header ${header}.`);
    }
    const [mediaType] = Object.keys(told.content ?? {});
    const given = response.headers.get("content-type")?.split(";")[0];
    if (given !== mediaType) throw new Error(`${name} as ${given} instead of ${mediaType}.`);
    if (!mediaType) return;
    const schema = ["paths", path, method, "responses", String(response.status), "content", mediaType, "schema"];
    const wrong = faults(schema, body);
    if (wrong) throw new Error(`${name} against its schema: ${wrong}. ${JSON.stringify(body).slice(0, 500)}`);
  }

  return { faults, requireDocumented };
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

/** The document of this code. */
export const apiDocument = openApiDocument("https://hooks.atelya.test") as ApiDocument;
export const { faults, requireDocumented } = validatorOf(apiDocument);
