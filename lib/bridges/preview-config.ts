import type { FieldError } from "@/lib/errors";
import { describeFields } from "@/lib/formats/fields";
import type { Format } from "@/lib/formats/format";
import { isShown } from "@/lib/formats/is-shown";
import { maskSecret } from "@/lib/secrets/mask";
import { isBlank, isLeftOut } from "./blank";
import { templateErrors } from "./check";
import { configErrors } from "./invalid";
import type { PreviewInput } from "./schema";

export type FilledConfig = {
  /** Passes the format's schema, but for a template that is wrong. */
  config: Record<string, unknown>;
  /** Labels of the fields for which the format's example stands in. */
  examples: string[];
  /** What is wrong with what was typed; blank fields are not wrong yet. */
  problems: FieldError[];
  /** A stored secret stands behind the credentials: nothing of it is known here. */
  keepsSecret: boolean;
};

// Passes for a secret of any format; never shown.
const STORED = "kept-as-it-is-stored-000";
const HIDDEN = "••••";

/** A whole configuration from a form that may be half filled. */
export async function fillConfig(format: Format, typed: PreviewInput): Promise<FilledConfig> {
  const { config, examples } = withExamples(format, typed);
  const keepsSecret = Object.values(config).includes(STORED);
  const parsed = format.configSchema.safeParse(config);
  const tried = await templateErrors(format, parsed.success ? toRecord(parsed.data) : config);
  if (parsed.success) return { config: toRecord(parsed.data), examples, keepsSecret, problems: tried };
  const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  const example = toRecord(format.example.config);
  const completed = { ...config };
  for (const name of wrong) completed[name] = defaultOf(format, name) ?? example[name];
  const second = format.configSchema.safeParse(completed);
  return {
    config: { ...(second.success ? toRecord(second.data) : example), ...typedTemplates(format, typed, wrong) },
    examples,
    keepsSecret,
    problems: [...configErrors(parsed.error), ...tried].filter(({ path }) => Object.hasOwn(config, topField(path))),
  };
}

function defaultOf(format: Format, name: string): unknown {
  return describeFields(format).find((field) => field.name === name)?.default;
}

// A template that may not be saved yet is rendered all the same, beside what is wrong with it: another one would mislead.
function typedTemplates(format: Format, typed: PreviewInput, wrong: ReadonlySet<string>): Record<string, unknown> {
  const templates = templateFields(format).filter(({ name }) => wrong.has(name));
  return Object.fromEntries(templates.map(({ name }) => [name, typed.config[name]]));
}

/** The same with templates that render, in the place of those that do not. */
export function withSoundTemplates(format: Format, filled: FilledConfig): FilledConfig {
  const example = toRecord(format.example.config);
  const sound = templateFields(format).map((field) => [field.name, field.default ?? example[field.name]]);
  return { ...filled, config: { ...filled.config, ...Object.fromEntries(sound) } };
}

function templateFields(format: Format) {
  const names = (format.templates?.({}) ?? []).map(({ field }) => field);
  return describeFields(format).filter(({ name }) => names.includes(name));
}

/** The configuration with every secret text masked, for `render`. */
export function maskConfig(format: Format, config: unknown): unknown {
  const values = { ...(config as Record<string, unknown>) };
  for (const field of describeFields(format)) {
    const value = values[field.name];
    if (field.meta.secret && typeof value === "string")
      values[field.name] = value === STORED ? HIDDEN : maskSecret(value);
  }
  return values;
}

function withExamples(format: Format, typed: PreviewInput) {
  const example = toRecord(format.example.config);
  const config: Record<string, unknown> = {};
  const examples: string[] = [];
  for (const field of describeFields(format)) {
    if (!isShown(field.meta, { ...typed.config, ...config })) continue;
    const value = typed.config[field.name];
    if (!isBlank(value)) config[field.name] = value;
    else if (typed.storedSecrets.includes(field.name)) config[field.name] = STORED;
    else if (field.required && !isBlank(example[field.name])) {
      config[field.name] = example[field.name];
      examples.push(field.meta.label);
    } else if (!isLeftOut(field, value)) config[field.name] = value;
  }
  return { config, examples };
}

function topField(path: string): string {
  return path.split(/[.[]/)[1] ?? "";
}

// Every format's configuration is an object of fields.
function toRecord(config: unknown): Record<string, unknown> {
  return { ...(config as Record<string, unknown>) };
}
