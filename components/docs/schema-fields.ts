/** One line of a table of fields: its path as in "deliverables[].id", and a type for people. */
export type SchemaField = { path: string; type: string; required: boolean; description: string };

type JsonSchema = {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
};

/** The fields of an object's JSON Schema, flat and in their order; objects inside are followed by their own fields. Pure. */
export function schemaFields(schema: JsonSchema, at = ""): SchemaField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = at + name;
    const required = schema.required?.includes(name) ?? false;
    const own = { path, type: typeInWords(field), required, description: field.description ?? "" };
    return [own, ...inner(field, path)];
  });
}

function inner(field: JsonSchema, path: string): SchemaField[] {
  if (field.items) return schemaFields(field.items, `${path}[].`);
  const variants = field.anyOf ?? [field];
  return variants.flatMap((variant) => schemaFields(variant, `${path}.`));
}

function typeInWords(field: JsonSchema): string {
  if (field.const !== undefined) return JSON.stringify(field.const);
  if (field.enum) return field.enum.map((value) => JSON.stringify(value)).join(" or ");
  if (field.anyOf) return field.anyOf.map(typeInWords).join(" or ");
  if (field.items) return `list of ${plural(typeInWords(field.items))}`;
  if (field.format === "date-time") return "time";
  if (field.format === "uri") return "URL";
  return field.type ?? "any";
}

function plural(type: string): string {
  return /^[a-z]+$/i.test(type) ? `${type}s` : type;
}
