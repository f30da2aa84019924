import { type Context, type Emitter, ForTag, type Template, toValue } from "liquidjs";
import { ours, type TemplateContext } from "./context";
import { evaluateToken } from "./evaluate";
import { chargeText } from "./value-work";

const ROUND_NS = 220;
const MEMBER_NS = 200;
const COPIED_ITEM_NS = 10;

/** Liquid's `for`, charged for each round and for what it copies. */
export class ChargedFor extends ForTag {
  override *render(context: Context, emitter: Emitter): Generator<unknown, void, Template[]> {
    const within = ours(context);
    const { renderer } = this.liquid;
    const all = listOf(toValue(evaluateToken(this.collection, within)), within);
    if (all.length === 0) {
      yield renderer.renderTemplates(this.elseTemplates, context, emitter);
      return;
    }
    const items = this.select(all, within);
    const forloop = new Forloop(`${this.variable}-${this.collection.getText()}`, items.length);
    const layer: Record<string, unknown> = Object.create(null);
    layer.forloop = forloop;
    context.push(layer);
    for (let index = 0; index < items.length; index++) {
      within.work.charge(ROUND_NS);
      layer[this.variable] = items[index];
      moveTo(forloop, index);
      context.breakCalled = context.continueCalled = false;
      yield renderer.renderTemplates(this.templates, context, emitter);
      if (context.breakCalled) break;
    }
    context.breakCalled = context.continueCalled = false;
    context.pop();
  }

  // `offset`, `limit` and `reversed`, always in this order; `offset: continue` goes on where the last such loop ended.
  private select(all: readonly unknown[], context: TemplateContext): readonly unknown[] {
    const place = `continue-${this.variable}-${this.collection.getText()}`;
    context.push({ continue: context.getRegister<unknown>(place, 0) });
    const offset = this.modifier("offset", context) ?? 0;
    const limit = this.modifier("limit", context);
    const isReversed = "reversed" in this.hash.hash;
    context.pop();
    let items = all;
    if (offset !== 0 || limit !== undefined) {
      const from = all.slice(offset);
      items = limit === undefined ? from : from.slice(0, limit);
    }
    if (isReversed) items = items.toReversed();
    context.work.charge(all.length * COPIED_ITEM_NS);
    context.setRegister(place, offset + items.length);
    return items;
  }

  private modifier(name: string, context: TemplateContext): number | undefined {
    const value = toValue(evaluateToken(this.hash.hash[name], context));
    chargeText(context.work, value);
    return value === undefined ? undefined : Number(value) || 0;
  }
}

// What a template reads as `forloop`.
class Forloop {
  index = 1;
  index0 = 0;
  rindex = 0;
  rindex0 = 0;
  first = true;
  last = false;

  constructor(
    readonly name: string,
    readonly length: number,
  ) {}
}

function moveTo(forloop: Forloop, index: number): void {
  forloop.index = index + 1;
  forloop.index0 = index;
  forloop.rindex = forloop.length - index;
  forloop.rindex0 = forloop.length - index - 1;
  forloop.first = index === 0;
  forloop.last = index === forloop.length - 1;
}

function listOf(value: unknown, { work }: TemplateContext): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") return value === "" ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  const members = Object.entries(value);
  work.charge(members.length * MEMBER_NS);
  return members;
}
