import { Context, type Emitter, filters, Liquid, type Template, tags, toValueSync } from "liquidjs";
import { AppError } from "@/lib/errors";
import { type EventEnvelope, PAYLOAD_BYTES_MAX } from "@/lib/events/envelope";
import { storyText, tellStory } from "@/lib/events/story";

export const TEMPLATE_LENGTH_MAX = 32 * 1024;
const RENDER_MS_MAX = 250;
// LiquidJS's own words for it.
const OUT_OF_TIME = "template render limit exceeded";
// Characters and array elements that filters may make in one rendering.
const MEMORY_MAX = 2_000_000;
const CACHED_TEMPLATES_MAX = 200;

// Whatever reads files, defines blocks or grows text outside the memory limit stays out; so does what costs more than
// linear time or is not the template's business, such as hashes.
const TAGS = ["assign", "break", "case", "comment", "continue", "cycle", "echo", "for", "if", "raw", "unless", "#"];
const FILTERS = [
  ...["abs", "append", "at_least", "at_most", "base64_encode", "capitalize", "ceil", "compact", "concat", "date"],
  ...["date_to_rfc822", "date_to_xmlschema", "default", "divided_by", "downcase", "escape", "escape_once", "find"],
  ...["first", "floor", "has", "join", "last", "lstrip", "map", "minus", "modulo", "newline_to_br", "plus", "prepend"],
  ...[
    "reject",
    "remove",
    "remove_first",
    "remove_last",
    "replace",
    "replace_first",
    "replace_last",
    "reverse",
    "round",
  ],
  ...["rstrip", "size", "slice", "sort", "sort_natural", "split", "squish", "strip", "strip_html", "strip_newlines"],
  ...["sum", "times", "to_integer", "truncate", "truncatewords", "uniq", "upcase", "url_encode", "where", "xml_escape"],
];

const engine = createEngine();
const cache = new Map<string, Template[]>();

/**
 * A template filled with an event: the envelope's members, `title` ("Workroom completed") and `summary` (the event in
 * plain text). Bounded in time, memory and output. Throws AppError `invalid` with what is wrong in plain words.
 */
export function renderTemplate(template: string, event: EventEnvelope): string {
  const parsed = parseTemplate(template);
  try {
    return renderOnce(parsed, event);
  } catch (error) {
    if (!isOutOfTime(error)) throw templateError(error);
  }
  // The limit is a span of real time: a process that stood still for a moment is not the template's fault.
  try {
    return renderOnce(parsed, event);
  } catch (error) {
    throw templateError(error);
  }
}

function renderOnce(parsed: Template[], event: EventEnvelope): string {
  const output = new CappedOutput();
  const limits = { sync: true, renderLimit: RENDER_MS_MAX, memoryLimit: MEMORY_MAX };
  const context = new Context(variables(event), engine.options, limits, { liquid: engine });
  toValueSync(engine.renderer.renderTemplates(parsed, context, output));
  return output.buffer;
}

function isOutOfTime(error: unknown): boolean {
  return error instanceof Error && error.message.includes(OUT_OF_TIME);
}

/** What keeps a template from being read at all, or null. */
export function templateProblem(template: string): string | null {
  try {
    parseTemplate(template);
    return null;
  } catch (error) {
    return error instanceof AppError ? error.message : "The template cannot be read.";
  }
}

function parseTemplate(template: string): Template[] {
  const known = cache.get(template);
  if (known) return known;
  let parsed: Template[];
  try {
    parsed = engine.parse(template);
  } catch (error) {
    throw templateError(error);
  }
  if (cache.size >= CACHED_TEMPLATES_MAX) cache.delete(cache.keys().next().value ?? "");
  cache.set(template, parsed);
  return parsed;
}

function createEngine(): Liquid {
  const liquid = new Liquid({
    // An empty set of templates takes the place of the file system.
    templates: {},
    ownPropertyOnly: true,
    strictFilters: true,
    parseLimit: TEMPLATE_LENGTH_MAX,
    renderLimit: RENDER_MS_MAX,
    memoryLimit: MEMORY_MAX,
    timezoneOffset: 0,
    locale: "en-US",
    dateFormat: "%Y-%m-%dT%H:%M:%SZ",
  });
  for (const name of Object.keys(tags)) if (!TAGS.includes(name)) delete liquid.tags[name];
  for (const name of Object.keys(filters)) if (!FILTERS.includes(name)) liquid.unregisterFilter(name);
  for (const name of ["json", "jsonify"]) {
    liquid.registerFilter(name, function (value: unknown) {
      return charged(this.context, toJson(value));
    });
  }
  liquid.registerFilter("escape_json", function (value: unknown) {
    return charged(this.context, toJson(asTemplateText(value)).slice(1, -1));
  });
  return liquid;
}

// JSON of JSON doubles its backslashes each time.
function charged(context: Context, text: string): string {
  context.memoryLimit.use(text.length);
  return text;
}

// What is missing is null, so that the JSON around it stays whole.
function toJson(value: unknown): string {
  return JSON.stringify(value ?? null) ?? "null";
}

function asTemplateText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

class CappedOutput implements Emitter {
  buffer = "";

  write(value: unknown): void {
    this.buffer += asTemplateText(value);
    if (this.buffer.length > PAYLOAD_BYTES_MAX) throw new Error(`it makes more than ${PAYLOAD_BYTES_MAX / 1024} KiB`);
  }
}

function variables(event: EventEnvelope): object {
  return {
    ...event,
    get title() {
      return tellStory(event).title;
    },
    get summary() {
      return storyText(event);
    },
  };
}

function templateError(error: unknown): AppError {
  const text = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
  const place = /, line:(\d+), col:\d+$/.exec(text);
  const what = text.replace(/, line:\d+, col:\d+$/, "").slice(0, 200);
  return new AppError(
    "invalid",
    `The template cannot be filled in${place ? ` (line ${place[1]})` : ""}: ${explain(what)}.`,
  );
}

function explain(what: string): string {
  if (what.includes(OUT_OF_TIME)) return "it takes too long; loop over less";
  if (what.includes("memory alloc limit exceeded")) return "it makes too much text; loop over less";
  if (what.includes("parse length limit exceeded")) return `it is longer than ${TEMPLATE_LENGTH_MAX / 1024} KiB`;
  return what;
}
