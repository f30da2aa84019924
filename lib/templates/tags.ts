import {
  CaseTag,
  type Context,
  type Emitter,
  type FilteredValueToken,
  type Liquid,
  Tag,
  type TagToken,
  type TopLevelToken,
  toValue,
  Value,
  type ValueToken,
} from "liquidjs";
import { ours } from "./context";
import { evaluate, evaluateToken } from "./evaluate";
import { applyOperator } from "./operators";
import { chargeText } from "./value-work";

const CYCLE_VALUES_MAX = 100;
const CYCLE_NS = 250;

/** Liquid's `case`, charged for each value that is compared. */
export class ChargedCase extends CaseTag {
  override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const within = ours(context);
    const { renderer } = this.liquid;
    const target = toValue(evaluate(this.value, within));
    let isHit = false;
    for (const { values, templates } of this.branches) {
      if (!values.some((token) => applyOperator(within, "==", target, evaluateToken(token, within)))) continue;
      isHit = true;
      yield renderer.renderTemplates(templates, context, emitter);
    }
    if (!isHit) yield renderer.renderTemplates(this.elseTemplates, context, emitter);
  }
}

/** Liquid's `cycle`: one of its values after the other, each time that it is come by; a group's cycles go on from each other. */
export class ChargedCycle extends Tag {
  private readonly group: ValueToken | undefined;
  private readonly values: readonly Value[];
  private readonly text: string;

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    this.group = this.readGroup();
    const tokens = this.readValues();
    this.values = tokens.map((each) => new Value(each, liquid));
    this.text = tokens.map((each) => each.getText()).join(",");
  }

  override render(context: Context, emitter: Emitter): void {
    const within = ours(context);
    const group = toValue(evaluateToken(this.group, within));
    chargeText(within.work, group);
    within.work.charge(CYCLE_NS + (group === undefined ? 0 : this.text.length));
    const place = group === undefined ? this.text : `${group}:${this.text}`;
    const turns = context.getRegister("cycle", new Map<string, number>());
    const turn = turns.get(place) ?? 0;
    turns.set(place, (turn + 1) % this.values.length);
    const value = this.values[turn];
    if (value) emitter.write(toValue(evaluate(value, within)));
  }

  private readGroup(): ValueToken | undefined {
    const { tokenizer } = this;
    const begin = tokenizer.p;
    const group = tokenizer.readValue();
    tokenizer.skipBlank();
    if (group && tokenizer.peek() === ":") {
      tokenizer.advance();
      return group as ValueToken;
    }
    tokenizer.p = begin;
    return undefined;
  }

  private readValues(): readonly FilteredValueToken[] {
    const { tokenizer } = this;
    const values: FilteredValueToken[] = [];
    while (!tokenizer.end()) {
      if (values.length === CYCLE_VALUES_MAX) throw new Error(`a cycle has at most ${CYCLE_VALUES_MAX} values`);
      values.push(tokenizer.readFilteredValue());
      tokenizer.readTo(",");
    }
    if (values.length === 0) throw new Error("a cycle has no values");
    return values;
  }
}
