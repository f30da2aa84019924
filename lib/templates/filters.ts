import { type FilterImplOptions, type Liquid, filters as library, toValueSync } from "liquidjs";
import { ours, type TemplateContext } from "./context";
import { FILTER_WORK } from "./filter-work";
import { asText, toJson } from "./text";
import { chargeText } from "./value-work";

const FILTER_NS = 300;

type Handler = Extract<FilterImplOptions, (...args: never[]) => unknown>;
type Filter = (context: TemplateContext, value: unknown, args: readonly unknown[]) => unknown;

// JSON of JSON doubles its backslashes each time.
const own: Readonly<Record<string, Filter>> = {
  json: (context, value) => kept(context, toJson(value)),
  jsonify: (context, value) => kept(context, toJson(value)),
  escape_json: (context, value) => kept(context, toJson(asText(value)).slice(1, -1)),
};

function kept({ memoryLimit }: TemplateContext, text: string): string {
  memoryLimit.use(text.length);
  return text;
}

// LiquidJS makes numbers and names of these arguments again for every character or element.
const ARGUMENTS: Readonly<Record<string, readonly ("number" | "string")[]>> = {
  ...{ slice: ["number", "number"], truncate: ["number"], truncatewords: ["number"] },
  ...{ find: ["string"], has: ["string"], map: ["string"], reject: ["string"], where: ["string"] },
  ...{ sort: ["string"], sort_natural: ["string"], sum: ["string"] },
};

const known = new Map<string, Filter>(
  Object.keys(FILTER_WORK).map((name) => [name, charged(name, own[name] ?? adopt(name))]),
);

/** Applies a filter, charged before it begins. */
export function applyFilter(context: TemplateContext, name: string, value: unknown, args: readonly unknown[]): unknown {
  const filter = known.get(name);
  if (!filter) throw new Error(`undefined filter: ${name}`);
  return filter(context, value, args);
}

/** Leaves an engine exactly the filters that are charged for: no other has a known price. */
export function registerFilters(engine: Liquid): void {
  for (const name of Object.keys(engine.filters)) engine.unregisterFilter(name);
  for (const [name, filter] of known) {
    engine.registerFilter(name, function (value: unknown, ...args: unknown[]) {
      return filter(ours(this.context), value, args);
    });
  }
}

function charged(name: string, filter: Filter): Filter {
  const charge = FILTER_WORK[name];
  const settled = ARGUMENTS[name];
  return (context, value, given) => {
    const { work } = context;
    work.charge(FILTER_NS);
    const args = settled ? settle(context, given, settled) : given;
    charge?.({ context, work, value, args });
    return filter(context, value, args);
  };
}

function settle(
  { work }: TemplateContext,
  args: readonly unknown[],
  kinds: readonly ("number" | "string")[],
): readonly unknown[] {
  return args.map((arg, index) => {
    const kind = kinds[index];
    if (kind === undefined || arg === undefined || arg === null || typeof arg === kind) return arg;
    chargeText(work, arg);
    return kind === "number" ? Number(arg) : String(arg);
  });
}

function adopt(name: string): Filter {
  const implementation = library[name];
  const handler = typeof implementation === "function" ? implementation : implementation?.handler;
  if (!handler) throw new Error(`LiquidJS has no filter ${name}.`);
  return (context, value, args) => toValueSync(handler.apply(self(context), [value, ...args]));
}

// None of them looks at its token, which LiquidJS's type asks for.
function self(context: TemplateContext): ThisParameterType<Handler> {
  return { context, liquid: context.engine } as unknown as ThisParameterType<Handler>;
}
