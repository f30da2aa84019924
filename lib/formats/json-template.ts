import { AppError } from "@/lib/errors";
import { catalogue, EVENT_TYPES } from "@/lib/events/catalogue";
import type { EventEnvelope } from "@/lib/events/envelope";
import { parseJson } from "./judge";
import { renderTemplate } from "./template";

/** Everything that breaks JSON when it is put into it as it is. */
export const TORTURE = 'a "quote" \\ back\\slash\n\tnew line \u2028 😀 </script> {{ x }}';

// Over all samples: a check runs at every keystroke of the form.
const CHECK_MS_MAX = 1_000;

let samples: readonly { event: EventEnvelope; tortured: EventEnvelope }[] | undefined;

/**
 * What is wrong with a template whose output must be JSON, or null. It must make JSON of the example of one event type at
 * least, and of each type that it does so for also when texts hold quotation marks, line breaks and the like.
 */
export function jsonTemplateProblem(template: string): string | null {
  try {
    return findProblem(template, performance.now() + CHECK_MS_MAX);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function findProblem(template: string, deadline: number): string | null {
  const makesJson = (text: string, event: EventEnvelope) => {
    if (performance.now() > deadline) throw new AppError("invalid", "The template takes too long; loop over less.");
    return parseJson(renderTemplate(text, event)) !== undefined;
  };
  samples ??= EVENT_TYPES.map((type) => {
    const { example } = catalogue[type];
    return { event: example, tortured: { ...example, data: torture(example) } };
  });
  const fitting = samples.filter(({ event }) => makesJson(template, event));
  if (fitting.length === 0) return noJsonProblem(template);
  const broken = fitting.find(({ tortured }) => !makesJson(template, tortured));
  if (!broken) return null;
  const culprit = findCulprit(template, (text) => makesJson(text, broken.tortured));
  const lead = culprit ? `${culprit.output} puts` : "The template puts";
  const expression = culprit?.expression ?? "data.workroom.name";
  return `${lead} text into the JSON as it is, and a quotation mark or a line break in it breaks the body. Write {{ ${expression} | json }} without quotation marks around it, or "{{ ${expression} | escape_json }}" inside them.`;
}

function noJsonProblem(template: string): string {
  const { example } = catalogue["workroom.completed"];
  const output = renderTemplate(template, example);
  try {
    JSON.parse(output);
    return "The template makes no valid JSON.";
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    return `The template makes no valid JSON of any event. For ${example.type}: ${reason}. Check commas, quotation marks and brackets, or choose another content type.`;
  }
}

const OUTPUT = /\{\{-?\s*(.*?)\s*-?\}\}/gs;
const SAFE = /\|\s*(json|jsonify|escape_json|size|url_encode|base64_encode)\s*$/;

// With all suspects replaced by a number the body is whole; the one that breaks it again on its own is the culprit.
function findCulprit(
  template: string,
  makesJson: (text: string) => boolean,
): { output: string; expression: string } | undefined {
  const suspects = [...template.matchAll(OUTPUT)].filter(([, expression = ""]) => !SAFE.test(expression));
  for (const suspect of suspects) {
    let index = 0;
    const alone = template.replace(OUTPUT, (output, expression: string) => {
      if (SAFE.test(expression)) return output;
      return suspects[index++] === suspect ? output : "1";
    });
    if (!makesJson(alone)) return { output: suspect[0].replace(/\s+/g, " "), expression: suspect[1] ?? "" };
  }
  return undefined;
}

// Texts that the type's schema would take in tortured form as well; ids, times and codes cannot hold what breaks JSON.
function torture(example: EventEnvelope): Record<string, unknown> {
  const type = EVENT_TYPES.find((known) => known === example.type);
  const data = structuredClone(example.data);
  if (!type) return data;
  for (const { holder, key } of textPlaces(data)) {
    const original = holder[key];
    holder[key] = [TORTURE, `${String(original)}#${TORTURE}`].find((candidate) => {
      holder[key] = candidate;
      return catalogue[type].dataSchema.safeParse(data).success;
    });
    holder[key] ??= original;
  }
  return data;
}

type Holder = Record<string, unknown>;

function textPlaces(value: unknown): { holder: Holder; key: string }[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key) =>
    typeof holder[key] === "string" ? [{ holder, key }] : textPlaces(holder[key]),
  );
}
