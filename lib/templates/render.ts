import type { Emitter, Template } from "liquidjs";
import { type EventEnvelope, PAYLOAD_BYTES_MAX } from "@/lib/events/envelope";
import { storyText, titleOf } from "@/lib/events/story";
import { TemplateContext } from "./context";
import { engine, parse, renderTemplates } from "./engine";
import { templateError } from "./template-error";
import { asText } from "./text";
import { chargeJson, chargeJsonParse, chargeWalk } from "./value-work";
import { Work } from "./work";

// Characters and array elements that filters may make in one rendering.
const MEMORY_MAX = 2_000_000;
const CACHED_TEMPLATES_MAX = 200;
const WRITE_NS = 60;
// A trial is about work: it goes on where a rendering would have ended for its length.
const TRIAL_TIMES = 10;

export type RenderOptions = {
  /** The setting that the template stands in, as its form calls it; failures name it. */
  setting?: string;
  /** The request's account, where several templates make one request. */
  work?: Work;
  /** For a trial of how much work it is, which may grow longer than a rendering. */
  isTrial?: boolean;
};

const cache = new Map<string, Template[]>();

/**
 * A template filled with an event: the envelope's members, `title` ("Workroom completed") and `summary` (the event in
 * plain text). Bounded in work, time, memory and output. Throws AppError `invalid` with what is wrong in plain words;
 * TemplateTooLate when the machine gave it no time, which another attempt may have.
 */
export function renderTemplate(template: string, event: EventEnvelope, options: RenderOptions = {}): string {
  const { setting, work = new Work(), isTrial = false } = options;
  const times = isTrial ? TRIAL_TIMES : 1;
  try {
    const parsed = parseCached(template);
    const context = new TemplateContext(variables(event, work), engine, work, { memoryLimit: MEMORY_MAX * times });
    const output = new BoundedOutput(work, PAYLOAD_BYTES_MAX * times);
    renderTemplates(parsed, context, output);
    return output.buffer;
  } catch (error) {
    throw templateError(error, { setting, end: work.end });
  }
}

/** The same for a body that must be JSON; undefined when the output is none. */
export function renderJson(template: string, event: EventEnvelope, options: RenderOptions = {}): string | undefined {
  const { work = new Work(), setting } = options;
  const text = renderTemplate(template, event, { ...options, work });
  try {
    chargeJsonParse(work, text);
    JSON.parse(text);
    return text;
  } catch (error) {
    if (work.end) throw templateError(error, { setting, end: work.end });
    return undefined;
  }
}

/** What keeps a template from being read at all, or null. */
export function templateProblem(template: string): string | null {
  try {
    parseCached(template);
    return null;
  } catch (error) {
    return templateError(error, {}).message;
  }
}

function parseCached(template: string): Template[] {
  const known = cache.get(template);
  cache.delete(template);
  if (!known && cache.size >= CACHED_TEMPLATES_MAX) cache.delete(cache.keys().next().value ?? "");
  const parsed = known ?? parse(template);
  cache.set(template, parsed);
  return parsed;
}

class BoundedOutput implements Emitter {
  buffer = "";

  constructor(
    private readonly work: Work,
    private readonly lengthMax: number,
  ) {}

  write(value: unknown): void {
    if (typeof value === "object") chargeJson(this.work, value);
    const text = asText(value);
    this.work.charge(WRITE_NS + text.length * 2);
    this.buffer += text;
    if (this.buffer.length > this.lengthMax) throw new Error(`it makes more than ${PAYLOAD_BYTES_MAX / 1024} KiB`);
  }
}

// The event is held to its schema before its story is told.
const STORY_NODE_NS = 350;

function variables(event: EventEnvelope, work: Work): object {
  let summary: string | undefined;
  return {
    ...event,
    title: titleOf(event),
    // Told once, however often it is put out.
    get summary() {
      if (summary !== undefined) return summary;
      chargeWalk(work, event.data, STORY_NODE_NS);
      summary = storyText(event);
      return summary;
    },
  };
}
