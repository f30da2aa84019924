import { Context, type Liquid } from "liquidjs";
import type { Work } from "./work";

const KEY_NS = 80;

/** A rendering's variables and its account. */
export class TemplateContext extends Context {
  private readonly layers: object[] = [this.bottom()];

  constructor(
    variables: object,
    readonly engine: Liquid,
    readonly work: Work,
    limits: { memoryLimit: number },
  ) {
    super(variables, engine.options, { sync: true, ...limits }, { liquid: engine });
  }

  override push(layer: object): number {
    this.layers.push(layer);
    return super.push(layer);
  }

  override pop() {
    this.layers.pop();
    return super.pop();
  }

  /** The value of a variable: the innermost one of that name, or undefined. */
  readVariable(name: PropertyKey): unknown {
    for (let at = this.layers.length - 1; at >= 0; at--) {
      const layer = this.layers[at];
      if (layer && name in layer) return this.readProperty(layer, name);
    }
    return this.readProperty(this.environments, name);
  }

  override readProperty(from: unknown, name: unknown): unknown {
    const value: unknown = super.readProperty(from as object, name as string);
    // LiquidJS counts an object's keys by listing them.
    if (name === "size" && typeof value === "number" && !Array.isArray(from) && typeof from === "object") {
      this.work.charge(value * KEY_NS);
    }
    return value;
  }

  // Filters look into each element of an array by a context of its own.
  override spawn(variables: object = {}): Context {
    const { engine, work } = this;
    const spawned = new TemplateContext(variables, engine, work, { memoryLimit: 0 });
    spawned.memoryLimit = this.memoryLimit;
    return spawned;
  }
}

/** The context as ours: every rendering has been given one. */
export function ours(context: Context): TemplateContext {
  if (!(context instanceof TemplateContext)) throw new Error("A template was rendered without an account of its work.");
  return context;
}
