import { z } from "zod";
import type { FieldMeta, Format } from "./format";
import { isShown } from "./is-shown";

/** One field of a format's configuration, as plain data for the form. */
export type FieldDescription = {
  name: string;
  /** What the schema takes. */
  type: "text" | "flag" | "choice" | "list";
  /** Must be filled in whenever it is shown. */
  required: boolean;
  default: unknown;
  meta: FieldMeta;
};

const described = new WeakMap<z.ZodType, readonly FieldDescription[]>();

/** The fields of a format's configuration in the order of its form, drawn from its schema. */
export function describeFields(format: Pick<Format, "configSchema">): readonly FieldDescription[] {
  const known = described.get(format.configSchema);
  if (known) return known;
  const shape = format.configSchema instanceof z.ZodObject ? format.configSchema.shape : {};
  const fields = Object.entries(shape).map(([name, schema]) => describeField(name, schema as z.ZodType));
  described.set(format.configSchema, fields);
  return fields;
}

/** Parts a validated configuration into what is safe to list and what is to be sealed. */
export function splitSecrets(
  format: Pick<Format, "configSchema">,
  config: unknown,
): { config: Record<string, unknown>; credentials: Record<string, unknown> } {
  const parts = { config: {} as Record<string, unknown>, credentials: {} as Record<string, unknown> };
  const secret = secretNames(format);
  for (const [name, value] of Object.entries(toRecord(config))) {
    if (value !== undefined) parts[secret.has(name) ? "credentials" : "config"][name] = value;
  }
  return parts;
}

/** The whole configuration again. Only secret fields are taken from `credentials`. */
export function joinSecrets(
  format: Pick<Format, "configSchema">,
  config: unknown,
  credentials: Record<string, unknown>,
): Record<string, unknown> {
  const whole = { ...toRecord(config) };
  for (const name of secretNames(format)) if (Object.hasOwn(credentials, name)) whole[name] = credentials[name];
  return whole;
}

/**
 * The configuration schema of a format. Beyond the fields' own rules, those marked `required` must be filled in while
 * they are shown, and all that is wrong is said at once.
 */
export function configObject<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strip> {
  let schema = z.object(shape);
  for (const { name, meta } of describeFields({ configSchema: schema })) {
    if (!meta.required) continue;
    const example = meta.placeholder ? `, such as ${meta.placeholder}` : "";
    schema = schema.refine((config) => !isShown(meta, config) || !isBlank(toRecord(config)[name]), {
      path: [name],
      error: `Fill in ${lowerFirst(meta.label)}${example}.`,
      when: ({ value }) => typeof value === "object" && value !== null,
    });
  }
  return schema;
}

/** Marks a schema as a field of the form. */
export function field<Schema extends z.ZodType>(schema: Schema, meta: FieldMeta): Schema {
  return schema.meta({ field: meta });
}

function describeField(name: string, schema: z.ZodType): FieldDescription {
  const meta = schema.meta()?.field as FieldMeta | undefined;
  if (!meta) throw new Error(`The field ${name} lacks its meta: wrap its schema in field().`);
  const inner = unwrap(schema);
  const absent = schema.safeParse(undefined);
  return {
    name,
    type: typeOf(inner),
    required: meta.required ?? !absent.success,
    default: absent.success ? absent.data : undefined,
    meta,
  };
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return unwrap(schema.unwrap() as z.ZodType);
  }
  return schema;
}

function typeOf(schema: z.ZodType): FieldDescription["type"] {
  if (schema instanceof z.ZodBoolean) return "flag";
  if (schema instanceof z.ZodEnum) return "choice";
  return schema instanceof z.ZodArray ? "list" : "text";
}

const secrets = new WeakMap<z.ZodType, ReadonlySet<string>>();

function secretNames(format: Pick<Format, "configSchema">): ReadonlySet<string> {
  const known = secrets.get(format.configSchema);
  if (known) return known;
  const names = new Set(
    describeFields(format)
      .filter(({ meta }) => meta.secret)
      .map(({ name }) => name),
  );
  secrets.set(format.configSchema, names);
  return names;
}

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function lowerFirst(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
