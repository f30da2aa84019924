import {
  type Context,
  type Emitter,
  Liquid,
  LiquidError,
  Output,
  RenderError,
  type Template,
  TypeGuards,
  toValue,
  toValueSync,
  Value,
} from "liquidjs";
import { ours } from "./context";
import { evaluate } from "./evaluate";
import { registerFilters } from "./filters";
import { ChargedFor } from "./for-tag";
import { ChargedCase, ChargedCycle } from "./tags";

export const TEMPLATE_LENGTH_MAX = 32 * 1024;
const DEPTH_MAX = 100;
const PARTS_MAX = 2_000;
const NODE_NS = 100;

// Whatever reads files, defines blocks or grows text outside the memory limit stays out.
const TAGS = ["assign", "break", "case", "comment", "continue", "cycle", "echo", "for", "if", "raw", "unless", "#"];

/** LiquidJS with the tags and filters of ours, each charged to the rendering's account. */
export const engine = createEngine();

function createEngine(): Liquid {
  const liquid = new Liquid({
    // An empty set of templates takes the place of the file system.
    templates: {},
    ownPropertyOnly: true,
    strictFilters: true,
    parseLimit: TEMPLATE_LENGTH_MAX,
    timezoneOffset: 0,
    locale: "en-US",
    dateFormat: "%Y-%m-%dT%H:%M:%SZ",
  });
  for (const name of Object.keys(liquid.tags)) if (!TAGS.includes(name)) delete liquid.tags[name];
  liquid.registerTag("for", ChargedFor);
  liquid.registerTag("case", ChargedCase);
  liquid.registerTag("cycle", ChargedCycle);
  registerFilters(liquid);
  // LiquidJS's tags render what is inside them by this too. They take a value as well as a generator.
  Object.assign(liquid.renderer, { renderTemplates });
  return liquid;
}

/** Parses a template. Throws for what cannot be read. */
export function parse(template: string): Template[] {
  const parts = template.match(/\{[{%]/g)?.length ?? 0;
  if (parts > PARTS_MAX) throw new Error(`it has more than ${PARTS_MAX} outputs and tags`);
  const templates = engine.parse(template);
  prepare(templates, 1);
  return templates;
}

// The expressions inside LiquidJS's own tags are evaluated by our means as well.
function prepare(templates: readonly Template[], depth: number): void {
  if (depth > DEPTH_MAX) throw new Error(`it nests more than ${DEPTH_MAX} deep`);
  for (const template of templates) {
    for (const argument of template.arguments?.() ?? []) {
      if (argument instanceof Value) {
        Object.assign(argument, { value: (context: Context) => evaluate(argument, ours(context)) });
      }
    }
    if (template.children) prepare(toValueSync(template.children(false, true)), depth + 1);
  }
}

/** Renders parsed templates into an emitter. Throws LiquidJS's RenderError, which knows the line. */
export function renderTemplates(templates: readonly Template[], context: Context, emitter: Emitter): void {
  const within = ours(context);
  for (const template of templates) {
    try {
      within.work.charge(NODE_NS);
      if (TypeGuards.isHTMLToken(template.token)) emitter.write(template.token.getContent());
      else if (template instanceof Output) emitter.write(toValue(evaluate(template.value, within)));
      else write(emitter, toValueSync(template.render(context, emitter)));
    } catch (error) {
      throw LiquidError.is(error) ? error : new RenderError(error as Error, template);
    }
    if (context.breakCalled || context.continueCalled) return;
  }
}

// Most tags write by themselves; `raw` returns its text.
function write(emitter: Emitter, text: unknown): void {
  if (typeof text === "string" && text !== "") emitter.write(text);
}
