import { z } from "zod";

export type JsonSchema = Record<string, unknown>;

/** The document's named schemas, as they are met. */
export type Components = Map<string, JsonSchema>;

/**
 * The JSON Schema (draft 2020-12, which OpenAPI 3.1 takes) of a zod schema: of what may come in for `input`, of what goes
 * out for `output`. Schemas with an id go to `components` and are referred to. Throws when two share one id.
 */
export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output", components: Components): JsonSchema {
  const {
    $schema: _,
    $defs,
    ...root
  } = z.toJSONSchema(schema, { io, unrepresentable: "any", override: overrideOf(io) });
  for (const [id, definition] of Object.entries($defs ?? {})) add(components, id, definition as JsonSchema);
  return pointed(root) as JsonSchema;
}

function add(components: Components, id: string, definition: JsonSchema): void {
  const { id: _, ...made } = pointed(definition) as JsonSchema;
  const known = components.get(id);
  if (known && JSON.stringify(known) !== JSON.stringify(made)) {
    throw new Error(`Two schemas of the API have the id ${id}.`);
  }
  components.set(id, made);
}

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>["override"]>;

const overrideOf =
  (io: "input" | "output"): Override =>
  ({ zodSchema, jsonSchema }) => {
    const { def } = zodSchema._zod;
    // An answer may grow: what is not told of is not forbidden.
    if (def.type === "object" && !("catchall" in def && def.catchall)) delete jsonSchema.additionalProperties;
    // The format says it; the pattern is zod's own.
    if (jsonSchema.format) delete jsonSchema.pattern;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    // Generators of clients take a field with a default for one that is always there, and would ask callers for it.
    if (io === "input" && "default" in jsonSchema) {
      jsonSchema.description = [jsonSchema.description, `Unless told: ${JSON.stringify(jsonSchema.default)}.`]
        .join(" ")
        .trim();
      delete jsonSchema.default;
    }
    if ("example" in jsonSchema) {
      jsonSchema.examples = [jsonSchema.example];
      delete jsonSchema.example;
    }
  };

function pointed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) =>
      key === "$ref" && typeof entry === "string"
        ? [key, entry.replace("#/$defs/", "#/components/schemas/")]
        : [key, pointed(entry)],
    ),
  );
}
