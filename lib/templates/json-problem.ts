import { AppError } from "@/lib/errors";
import { catalogue, EVENT_TYPES } from "@/lib/events/catalogue";
import type { EventEnvelope } from "@/lib/events/envelope";
import { outputsOf, type TemplateOutput } from "./outputs";
import { renderJson, renderTemplate } from "./render";
import { replaceText, textPlaces } from "./text-places";
import { turn } from "./turn";
import { Work } from "./work";

/** Everything that breaks JSON when it is put into it as it is. */
export const TORTURE = 'a "quote" \\ back\\slash\n\tnew line \u2028 😀 </script> {{ x }}';

// Each is a template of its own that is parsed and rendered.
const SUSPECTS_MAX = 50;

type Sample = { event: EventEnvelope; tortured: EventEnvelope };

let samples: readonly Sample[] | undefined;

/**
 * What is wrong with a template whose output must be JSON, or null. It must make JSON of the example of one event type at
 * least, and of each type that it does so for also when texts hold quotation marks, line breaks and the like. Between two
 * renderings the event loop turns.
 */
export async function jsonProblem(template: string): Promise<string | null> {
  try {
    return await findProblem(template);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

async function findProblem(template: string): Promise<string | null> {
  samples ??= EVENT_TYPES.map((type) => ({
    event: catalogue[type].example,
    tortured: torture(catalogue[type].example),
  }));
  const fitting: Sample[] = [];
  for (const sample of samples) if (await makesJson(template, sample.event)) fitting.push(sample);
  if (fitting.length === 0) return noJsonProblem(template);
  for (const { tortured } of fitting) {
    if (!(await makesJson(template, tortured))) return brokenProblem(await findCulprit(template, tortured));
  }
  return null;
}

async function makesJson(template: string, event: EventEnvelope): Promise<boolean> {
  await turn();
  return renderJson(template, event, { work: new Work({ isTimed: false }) }) !== undefined;
}

function noJsonProblem(template: string): string {
  const { example } = catalogue["workroom.completed"];
  const output = renderTemplate(template, example, { work: new Work({ isTimed: false }) });
  try {
    JSON.parse(output);
    return "The template makes no valid JSON.";
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    return `The template makes no valid JSON of any event. For ${example.type}: ${reason}. Check commas, quotation marks and brackets, or choose another content type.`;
  }
}

function brokenProblem(culprit: Culprit | undefined): string {
  const lead = culprit ? `${culprit.output} puts` : "The template puts";
  const expression = culprit?.expression ?? "data.workroom.name";
  return `${lead} text into the JSON as it is, and a quotation mark or a line break in it breaks the body. Write {{ ${expression} | json }} without quotation marks around it, or "{{ ${expression} | escape_json }}" inside them.`;
}

const SAFE = ["json", "jsonify", "escape_json", "size", "url_encode", "base64_encode"];

type Culprit = { output: string; expression: string };

// With all suspects replaced by a number the body is whole; the one that breaks it again on its own is the culprit.
async function findCulprit(template: string, event: EventEnvelope): Promise<Culprit | undefined> {
  const suspects = outputsOf(template).filter(({ lastFilter }) => !SAFE.includes(lastFilter ?? ""));
  for (const suspect of suspects.slice(0, SUSPECTS_MAX)) {
    const others = suspects.filter((each) => each !== suspect);
    if (await makesJson(withNumbers(template, others), event)) continue;
    const output = template.slice(suspect.begin, suspect.end).replace(/\s+/g, " ");
    return { output, expression: suspect.expression };
  }
  return undefined;
}

function withNumbers(template: string, outputs: readonly TemplateOutput[]): string {
  const ends = [0, ...outputs.map(({ end }) => end)];
  const begins = [...outputs.map(({ begin }) => begin), template.length];
  return begins.map((begin, index) => template.slice(ends[index], begin)).join("1");
}

// Ids, times and codes cannot hold what breaks JSON: the type's schema tells which texts can.
function torture(example: EventEnvelope): EventEnvelope {
  const event = { ...example, data: structuredClone(example.data) };
  for (const place of textPlaces(event.data)) {
    replaceText(event, place, [TORTURE, `${String(place.holder[place.key])}#${TORTURE}`]);
  }
  return event;
}
