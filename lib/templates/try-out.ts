import type { FieldError } from "@/lib/errors";
import { catalogue, EVENT_TYPES } from "@/lib/events/catalogue";
import type { EventEnvelope } from "@/lib/events/envelope";
import { jsonProblem } from "./json-problem";
import { largeEvents } from "./large-events";
import { type RenderOptions, renderJson, renderTemplate, templateProblem } from "./render";
import { turn } from "./turn";
import { BLOCKED_MS_MAX, Work } from "./work";

/** A template of a request, under the name of its field. */
export type NamedTemplate = { field: string; template: string; mustBeJson?: boolean };

/**
 * Tries out the templates of one request, as a save must. Returns what is wrong, with the field's name for its path;
 * nothing for those that cannot even be read, which their schema says.
 */
export async function tryOutTemplates(templates: readonly NamedTemplate[]): Promise<FieldError[]> {
  const readable = templates.filter(({ template }) => template !== "" && templateProblem(template) === null);
  const tooMuch = await findTooMuchWork(readable);
  if (tooMuch) return [tooMuch];
  const errors: FieldError[] = [];
  for (const { field, template, mustBeJson } of readable) {
    const message = mustBeJson ? await jsonProblem(template) : null;
    if (message !== null) errors.push({ path: field, message });
  }
  return errors;
}

// With every example, and with events as large as they come. What decides is counted work, so that no busy machine refuses
// a template and no fast one lets it pass.
async function findTooMuchWork(templates: readonly NamedTemplate[]): Promise<FieldError | null> {
  for (const [index, event] of [...largeEvents(), ...EVENT_TYPES.map((type) => catalogue[type].example)].entries()) {
    const field = tryOut(templates, event);
    if (field !== null) return { path: field, message: problem(event, index < largeEvents().length) };
    await turn();
  }
  return null;
}

// All templates of a request are charged to one account; the one at which it is spent is at fault.
function tryOut(templates: readonly NamedTemplate[], event: EventEnvelope): string | null {
  const work = new Work({ isTimed: false });
  for (const { field, template, mustBeJson } of templates) {
    attempt(mustBeJson ? renderJson : renderTemplate, template, event, { work, isTrial: true });
    if (work.end) return field;
  }
  return null;
}

// Whether it can be filled in at all is another question: a template may be meant for some event types only.
function attempt(render: typeof renderJson, template: string, event: EventEnvelope, options: RenderOptions): void {
  try {
    render(template, event, options);
  } catch {
    return;
  }
}

function problem({ type }: EventEnvelope, isLarge: boolean): string {
  return `This takes longer than ${BLOCKED_MS_MAX} ms ${isLarge ? `with a large ${type}` : `with ${type}`}, too long for everything else that waits meanwhile. A loop inside a loop is the usual reason. Loop over less, for example {% for item in data.deliverables limit: 50 %}.`;
}
